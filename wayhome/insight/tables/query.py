"""A declared table as one query: its rows once, then its measures over all of them and by each breakdown.

It is put together of what is declared, and of nothing that anybody typed but codes of authorities, which are quoted.
"""

from __future__ import annotations

from collections.abc import Collection

from wayhome.insight.tables.declared import NOT_STATED, Table
from wayhome.insight.tables.periods import Period

#: The breakdown of what is not broken down.
ALL = "all"


def query(table: Table, period: Period) -> str:
    """Gives breakdown, category, then each measure in its order; NULL where it is not counted."""
    kept = ", ".join((*table.keeps, *(f"{one.sql} AS by_{one.name}" for one in table.breakdowns)))
    rows = f"SELECT {kept} FROM ({in_days_of(period, table.over)}) AS counted"  # nosec B608
    every = [one.name for one in table.measures]
    whole = f"SELECT '{ALL}' AS breakdown, '{ALL}' AS category, {_counted(table, every)} FROM told"  # nosec B608
    parts = [whole]
    for one in table.breakdowns:
        category, counted = f"coalesce(by_{one.name}, '{NOT_STATED}')", _counted(table, one.measures)
        parts.append(f"SELECT '{one.name}', {category}, {counted} FROM told GROUP BY {category}")  # nosec B608
    return f"WITH told AS ({rows}) " + " UNION ALL ".join(parts)


def in_days_of(period: Period, sql: str) -> str:
    """With its days in place of their names."""
    for name in ("begins", "ends", "counted_on", "known_until"):
        sql = sql.replace(f":{name}", f"DATE '{getattr(period, name).isoformat()}'")
    return sql


def _counted(table: Table, wanted: Collection[str]) -> str:
    return ", ".join(f"{one.sql if one.name in wanted else 'NULL'} AS {one.name}" for one in table.measures)
