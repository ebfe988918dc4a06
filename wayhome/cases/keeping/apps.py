from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "wayhome.cases.keeping"
