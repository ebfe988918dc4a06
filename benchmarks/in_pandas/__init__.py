"""The same cells in pandas, a table, a year's column and a group at a time, as an analyst's notebook has them.

pandas is no dependency of this project: `uv run --with pandas python -m benchmarks.tables`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.in_pandas.again import of_long_term, of_next_episode, of_repeats
from benchmarks.in_pandas.asked import of_decisions, of_duties
from benchmarks.in_pandas.care import everybody, missing_or_away
from benchmarks.in_pandas.feared import feared_of, of_crossovers, of_ever_missing
from benchmarks.in_pandas.incidents import of_interviews, of_police, of_reasons
from benchmarks.in_pandas.words import year
from benchmarks.tables_by_hand import Key
from wayhome.insight.tables import (
    crossovers,
    decisions,
    duties,
    ever_missing,
    in_care,
    interviews,
    long_term,
    looked_after,
    next_episode,
    police,
    reasons,
    repeats,
)
from wayhome.insight.tables.declared import Breakdown
from wayhome.insight.tables.query import ALL


def in_pandas(folder: Path, years: Sequence[int]) -> dict[Key, int]:
    import pandas as pd

    children = pd.read_parquet(folder / "children.parquet")
    episodes = pd.read_parquet(folder / "episodes.parquet").merge(children, on="child")
    episodes["began"] = pd.to_datetime(episodes["began_on"])
    episodes["y"] = year(episodes["began"])
    episodes["in_care"] = episodes["care"].eq("looked_after") | episodes["from_care"]
    found: dict[Key, int] = {}
    for name, away in (("cla_missing", False), ("cla_away", True)):
        found |= dict(
            _cells(name, looked_after.MISSING.breakdowns, missing_or_away(episodes, years, away=away))
        )
    found |= dict(_cells("in_care", in_care.TABLE.breakdowns, everybody(folder, children, years)))
    here = episodes[episodes["y"].between(years[0], years[-1])]
    found |= dict(_cells("police", police.TABLE.breakdowns, of_police(here[~here["away"]].copy())))
    found |= dict(_cells("interviews", interviews.TABLE.breakdowns, of_interviews(here, folder)))
    found |= dict(_cells("reasons", reasons.TABLE.breakdowns, of_reasons(here, folder)))
    found |= dict(_cells("repeats", repeats.TABLE.breakdowns, of_repeats(here[~here["away"]])))
    found |= dict(_cells("long_term", long_term.TABLE.breakdowns, of_long_term(episodes, years)))
    found |= dict(_cells("next_episode", next_episode.TABLE.breakdowns, of_next_episode(episodes, years)))
    feared = feared_of(folder, children, years)
    found |= dict(_cells("crossovers", crossovers.TABLE.breakdowns, of_crossovers(feared)))
    found |= dict(_cells("ever_missing", ever_missing.TABLE.breakdowns, of_ever_missing(feared, episodes)))
    found |= dict(_cells("duties", duties.TABLE.breakdowns, of_duties(folder, years)))
    found |= dict(_cells("decisions", decisions.TABLE.breakdowns, of_decisions(folder, years)))
    return found


def _cells(table: str, by: Sequence[Breakdown], counted: tuple[Any, Any]) -> Iterator[tuple[Key, int]]:
    """`counted` are rows with a category for each breakdown, and a function that measures a grouping of them."""
    rows, measured = counted
    for measure, numbers in measured(rows, ["y"]).items():
        yield from (((table, y, ALL, ALL, measure), int(n)) for y, n in numbers.items() if n)
    for one in by:
        for measure, numbers in measured(rows, ["y", one.name]).items():
            if measure in one.measures:
                yield from (
                    ((table, y, one.name, what, measure), int(n)) for (y, what), n in numbers.items() if n
                )
