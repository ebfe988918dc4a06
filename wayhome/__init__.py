"""Wayhome: one record from a missing report to a safe return."""

__version__ = "0.1.0"
