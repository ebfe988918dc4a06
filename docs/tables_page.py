"""The pages of what an extract holds and of every table that is published of it."""

from __future__ import annotations

from datetime import date, datetime

from wayhome.insight.extract.rows import TABLES as EXTRACTED
from wayhome.insight.extract.rows import VERSION
from wayhome.insight.extract.schema import Column, columns

_TYPES = {
    str: "text",
    int: "whole number",
    bool: "yes or no",
    float: "number",
    date: "day",
    datetime: "instant",
}


def extract() -> str:
    """Every file of an extract with its columns."""
    tables = "\n".join(map(_extracted, EXTRACTED))
    return f"""# What an extract holds

The form `{VERSION}`, as `wayhome extract` writes it: a Parquet file for each table, and `extract.json`, which says
as at when, of which source, by which version of the rules, how many rows each table has, and of each rule how often the
source could not say. [How to write one](../how-to/write-an-extract.md).

A column that may be empty is empty where nobody said. Instants are in UTC; days are those in London. A changed meaning
is a new form, and an older extract is refused and not guessed at.
{tables}"""


def _extracted(table: str) -> str:
    said = " ".join((EXTRACTED[table].__doc__ or "").split())
    rows = "\n".join(map(_column, columns(table)))
    return f"""
## {table}.parquet

{said}

| column | type | may be empty | what it says |
|---|---|---|---|
{rows}
"""


def _column(one: Column) -> str:
    return f"| `{one.name}` | {_TYPES[one.type]} | {'yes' if one.may_be_empty else 'no'} | {one.says} |"
