"""How often the same children go missing, how soon again, and who does not come back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.in_pandas.words import SEXES, banded, care, said, year, yes
from wayhome.insight.tables import long_term, next_episode, police, repeats
from wayhome.insight.tables.declared import NOT_STATED


def of_repeats(episodes: Any) -> tuple[Any, Any]:
    import numpy as np

    rows = (
        episodes.groupby(["y", "child"])
        .size()
        .rename("n")
        .reset_index()
        .sort_values(["y", "n"], ascending=[True, False])
    )
    of_year = rows.groupby("y")["n"]
    rows["top"] = rows.groupby("y").cumcount() < np.ceil(of_year.transform("size") * 0.05)
    rows["bands"] = banded(rows["n"], repeats.TABLE.breakdowns[0], (2, 3, 5, 10, 50, 100))

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        grouped, again, top = (
            of.groupby(keys)["n"],
            of[of["n"] > 1].groupby(keys)["n"],
            of[of["top"]].groupby(keys)["n"],
        )
        return {
            "children": grouped.size(),
            "incidents": grouped.sum(),
            "after_first": grouped.sum() - grouped.size(),
            "children_with_2plus": again.size(),
            "incidents_of_those": again.sum(),
            "incidents_of_top_5_percent": top.sum(),
        }

    return rows, measured


def of_long_term(episodes: Any, years: Sequence[int]) -> tuple[Any, Any]:
    import pandas as pd

    rows = episodes[~episodes["away"]].copy()
    rows["ended"] = pd.to_datetime(rows["ended_on"])
    rows = rows[~((rows["ended"] - rows["began"]).dt.days < long_term.LONG)]
    until = year(rows["ended"]).fillna(years[-1]).astype(int)
    rows["y"] = [range(first, last + 1) for first, last in zip(rows["y"], until, strict=True)]
    rows = rows.explode("y")
    rows = rows[rows["y"].between(years[0], years[-1])]
    rows["y"] = rows["y"].astype(int)
    ends = pd.to_datetime(rows["y"].astype(str) + "-03-31")
    rows["days"] = (rows["ended"].where(rows["ended"] < ends, ends) - rows["began"]).dt.days
    of_age = (rows["age"] >= 18) | (pd.to_datetime(rows["came_of_age_on"]) <= ends)
    rows = rows.assign(
        still_missing=~(rows["ended"] <= ends),
        how_long=banded(rows["days"], long_term.HOW_LONG, (91, 182, 273, 365)),
        sex=said(rows["sex"], SEXES),
        age=banded(rows["age"], police.AGE_BAND, (12, 18)),
        of_age=yes(of_age.where(rows["age"].notna()), "18 or over", "Under 18"),
        care=care(rows),
    )
    rows = rows[rows["days"] >= long_term.LONG]

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {
            "children": of.groupby(keys)["child"].nunique(),
            "incidents": of.groupby(keys).size(),
            "still_missing": of[of["still_missing"]].groupby(keys)["child"].nunique(),
        }

    return rows, measured


def of_next_episode(episodes: Any, years: Sequence[int]) -> tuple[Any, Any]:
    import pandas as pd

    rows = episodes[~episodes["away"]].sort_values(["child", "began_at", "number"])
    of_child = rows.groupby("child")
    rows = rows.assign(
        nth=of_child.cumcount() + 1,
        then=of_child["began"].shift(-1),
        then_age=of_child["age"].shift(-1),
        ended=pd.to_datetime(rows["ended_on"]),
    )
    rows = rows[rows["ended"].notna()].copy()
    rows["y"] = year(rows["ended"]).astype(int)
    rows = rows[rows["y"].between(years[0], years[-1])]
    known = pd.to_datetime(rows["y"].astype(str) + "-03-31")
    went = (rows["then"] <= known) & ~((rows["then_age"] >= 18) & rows["of_age_within"].notna())
    days = (rows["then"] - rows["ended"]).dt.days.clip(lower=0)
    followed = (known - rows["ended"]).dt.days + 1
    until = days.where(went, followed.where(~(rows["of_age_within"] < followed), rows["of_age_within"]))
    rank = banded(rows["nth"], next_episode.RANK, (2, 3, 6))
    in_days = banded(until.where(until <= next_episode.FOLLOWED), next_episode.DAYS, (8, 29, 91, 181))
    both = (rank + ": " + in_days.str.lower()).where(in_days != NOT_STATED, NOT_STATED)
    rows = rows.assign(went=went, until=until, days=in_days, episode=rank, episode_and_days=both)

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        in_time = of["until"] <= next_episode.FOLLOWED
        again = of[of["went"] & in_time]
        return {
            "children": of.groupby(keys)["child"].nunique(),
            "incidents": of.groupby(keys).size(),
            "children_again": again.groupby(keys)["child"].nunique(),
            "again": again.groupby(keys).size(),
            "not_followed": of[~of["went"] & in_time].groupby(keys).size(),
            "not_again": of[~in_time].groupby(keys).size(),
        }

    return rows, measured
