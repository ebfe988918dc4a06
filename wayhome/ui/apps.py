"""The room of the look, as a Django app: templates, static files and tags; no tables."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "wayhome.ui"
    label = "ui"
