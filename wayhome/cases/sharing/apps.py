from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "wayhome.cases.sharing"
