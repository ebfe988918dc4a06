from django.apps import AppConfig


class EmergencyConfig(AppConfig):
    name = "wayhome.cases.emergency"
