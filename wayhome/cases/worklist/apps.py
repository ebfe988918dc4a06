from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "wayhome.cases.worklist"
