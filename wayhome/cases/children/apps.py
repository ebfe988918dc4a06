from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "wayhome.cases.children"
