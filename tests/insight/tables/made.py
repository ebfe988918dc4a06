"""An extract of a few rows, for tests of tables: what is not given is as it is in most rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from wayhome.insight.extract import rows
from wayhome.insight.extract.about import About
from wayhome.insight.extract.folder import Extract
from wayhome.insight.extract.schema import schema
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.declared import Table
from wayhome.insight.tables.engine import opened
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import ALL

DAY = date(2025, 6, 2)
YEAR = Period.year(date(2026, 3, 31), today=date(2026, 3, 31))


def episode(
    child: str = "a", number: int = 1, began_on: date = DAY, days: int | None = 0, **more: Any
) -> rows.Episode:
    """Found after so many days, and an hour; None: still missing."""
    began = datetime(began_on.year, began_on.month, began_on.day, 12, tzinfo=UTC)
    ended = None if days is None else began + timedelta(days=days, hours=1)
    usual: dict[str, Any] = dict.fromkeys(rows.Episode._fields)
    usual |= {
        "child": child,
        "number": number,
        "away": False,
        "began_at": began,
        "began_on": began_on,
        "ended_at": ended,
        "ended_on": ended.date() if ended else None,
        "hours_reported": days * 24 + 1.0 if days is not None else None,
        "returned_at": ended,
        "found_dead": False,
        "from_care": False,
        "missing_from": "family_home",
    }
    return rows.Episode(**(usual | more))


def interview(child: str = "a", number: int = 1, **more: Any) -> rows.Interview:
    usual: dict[str, Any] = dict.fromkeys(rows.Interview._fields)
    return rows.Interview(**(usual | {"child": child, "number": number} | more))


def told(child: str = "a", number: int = 1, **codes: str) -> list[rows.Told]:
    """Of one interview: `push`, `pull` and `danger`, each its codes with blanks between them."""
    return [rows.Told(child, number, what, code) for what, named in codes.items() for code in named.split()]


def concern(
    child: str = "a", form: str = "sexual", began_on: date = DAY, ended_on: date | None = None
) -> rows.Concern:
    """Of county lines there is one of criminal exploitation beside it."""
    return rows.Concern(child, form, began_on, ended_on, "not_known", "yes", None)


def decision(child: str = "a", number: int = 1, asked_on: date = DAY, **more: Any) -> rows.Decision:
    """Opened by a mark of exploitation, and answered in time with a plan that was changed."""
    asked = datetime(asked_on.year, asked_on.month, asked_on.day, 12, tzinfo=UTC)
    usual: dict[str, Any] = {
        "child": child,
        "number": number,
        "asked_on": asked_on,
        "opened_by": "alert.exploitation_marked",
        "state": "met",
        "due_at": asked + timedelta(days=5),
        "answered_at": asked,
        "answer": "plan_changed",
        "same_reason": False,
    }
    return rows.Decision(**(usual | more))


def placement(child: str = "a", began_on: date = DAY, **more: Any) -> rows.Placement:
    """In a foster home, and it goes on."""
    usual: dict[str, Any] = dict.fromkeys(rows.Placement._fields)
    return rows.Placement(
        **(usual | {"child": child, "number": 1, "kind": "foster_home", "began_on": began_on} | more)
    )


def extract(folder: Path, **tables: list[tuple[Any, ...]]) -> Extract:
    """Of these rows; children who are given no row of their own have one that says nothing. Placements, if there are
    any, are those of everybody in care.
    """
    said = {child.child for child in tables.get("children", [])}
    of_children = ("episodes", "concerns", "decisions", "placements")
    others = sorted({one.child for table in of_children for one in tables.get(table, [])} - said)
    tables["children"] = tables.get("children", []) + [rows.Child(child, None, None) for child in others]
    for table in rows.TABLES:
        held = schema(table)
        columns = list(zip(*tables.get(table, []), strict=True)) or [()] * len(held)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, held, strict=True)]
        pq.write_table(pa.Table.from_arrays(arrays, schema=held), folder / f"{table}.parquet")
    count = {table: len(tables.get(table, [])) for table in rows.TABLES}
    return Extract(folder, about(count, lists_in_care="placements" in tables))


def about(rows: Mapping[str, int] = MappingProxyType({}), *, lists_in_care: bool = False) -> About:
    return About("2026-06-01T12:00:00+00:00", "wayhome", None, "rules-1", rows, {}, lists_in_care)


def counted(extract: Extract, table: Table, period: Period = YEAR) -> Counts:
    with opened(extract) as engine:
        return engine.counts(table, period)


def whole(counts: Counts) -> dict[str, int]:
    return {cell.measure: n for cell, n in counts.cells.items() if cell.breakdown == ALL}


def by(counts: Counts, breakdown: str, measure: str) -> dict[str, int]:
    """The categories that have any."""
    return {
        cell.category: n
        for cell, n in counts.cells.items()
        if (cell.breakdown, cell.measure) == (breakdown, measure) and n
    }
