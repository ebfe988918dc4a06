from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "wayhome.exchange"
    label = "exchange"
    verbose_name = "Exchange"
