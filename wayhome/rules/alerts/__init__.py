"""Patterns that need a person's decision, and the decisions: seen by the second to fifth time, and answered for."""

from wayhome.rules.alerts.findings import Alerts

__all__ = ["Alerts"]
