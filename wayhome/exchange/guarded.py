"""Cells that a spreadsheet would run as a formula, written so that it does not, and read back as they were."""

from __future__ import annotations

import re

#: A figure with its sign is no formula. Apostrophes before one count, so that what is guarded twice is twice unguarded.
_FORMULA = re.compile(r"'*(?:[=@\t\r]|[+-](?!\d+(?:\.\d+)?$))")


def guarded(value: str) -> str:
    """With an apostrophe before what begins like a formula, by which spreadsheets know text."""
    return f"'{value}" if _FORMULA.match(value) else value


def unguarded(value: str) -> str:
    """As it was before `guarded`."""
    return value[1:] if value.startswith("'") and _FORMULA.match(value) else value
