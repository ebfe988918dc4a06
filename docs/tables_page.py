"""The pages of what an extract holds and of every table that is published of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from textwrap import dedent

from rule_pages import cited

from wayhome.insight.extract.rows import TABLES as EXTRACTED
from wayhome.insight.extract.rows import VERSION
from wayhome.insight.extract.schema import Column, columns
from wayhome.insight.extract.stamps import STAMPS
from wayhome.insight.tables.areas import SAYS
from wayhome.insight.tables.declared import Breakdown, Curve, Ratio, Table
from wayhome.insight.tables.listed import BY_AREA, TABLES

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
source could not say. [How to write one](../how-to/write-an-extract.md). Beside them one of the record has
`{STAMPS}`, from which `--after` tells of whom nothing has changed since; nobody else can read it.

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


def tables() -> str:
    """Every published table: what is counted, out of what, by what, and the query that counts it."""
    return f"""# Published tables

Each table is declared once, and `wayhome tables` counts it in an [extract](extract.md), in a partner's files or in the
record. [How to count them](../how-to/count-published-tables.md). What is printed here is what is counted: the query of
a table gives its rows, over the days of one period (`:begins` to `:ends`; `:counted_on` is the 31 March of which it is
said who was missing then, or the day of the extract where that year is not over; `:known_until` is the day of the
extract).

Nothing is left out of a whole: what no source states is a category of its own, *Not stated*. A ratio is worked out of
the numbers that are shown, never of those behind them. A table whose source cannot speak of it says nothing at all,
rather than nought.

## By area

Where the source tells of more than one authority in the period, {_named_by_area()} have all of their
numbers by area as well. In which region an authority is comes from the Department's own file of authorities; an
authority that has been given a new code is counted under it.

| by | what it says |
|---|---|
{_areas()}
{"".join(map(_table, TABLES))}"""


def _named_by_area() -> str:
    return " and ".join(f"`{one.name}`" for one in BY_AREA)


def _areas() -> str:
    return "\n".join(f"| `{name}` | {says} |" for name, says in SAYS.items())


def _table(one: Table) -> str:
    measures = "\n".join(
        f"| `{each.name}` | {each.says} | `{' '.join(each.sql.split())}` |" for each in one.measures
    )
    ratios = "\n".join([*map(_ratio, one.ratios), *_curve(one.curve)])
    topics = ", ".join(f"`{topic}`" for topic in one.needs)
    needs = f"Asks of a source that it can speak of: {topics}.\n\n" if topics else ""
    return f"""
## {one.name}

{one.says}. *{cited(one.source)}*

{needs}| number | what it counts | how |
|---|---|---|
{measures}
{ratios}

| by | what it says | of | categories |
|---|---|---|---|
{"".join(map(_breakdown, one.breakdowns))}
```sql
{_query(one.over)}
```
"""


def _ratio(one: Ratio) -> str:
    return f"| `{one.name}` | {one.says} | `{one.over}` out of `{one.under}`, to {one.places} places |"


def _curve(one: Curve | None) -> Iterator[str]:
    if one is not None:
        earlier = f"`{one.whole}` less `{one.happened}` and `{one.lost}` of all earlier days"
        yield f"| `{one.at_risk}` | {one.at_risk_says} | {earlier} |"
        each = f"`{one.happened}` out of `{one.at_risk}` less half of `{one.lost}`"
        yield f"| `{one.name}` | {one.says} | 1 less the product of 1 less {each}, of these and all earlier days |"


def _breakdown(one: Breakdown) -> str:
    of = ", ".join(f"`{name}`" for name in one.measures)
    return f"| `{one.name}` | {one.says} | {of} | {'; '.join(one.categories)} |\n"


def _query(sql: str) -> str:
    return dedent(sql.strip("\n")).strip()
