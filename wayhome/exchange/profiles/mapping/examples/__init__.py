"""Mappings to begin from, each with its reasons written beside it."""

from importlib.resources import files
from typing import Final

NAMES: Final = ("council", "police_export")


def text(name: str) -> str:
    return (files(__name__) / f"{name}.toml").read_text(encoding="utf-8")
