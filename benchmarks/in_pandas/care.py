"""Children who are looked after: those missing or away, and everybody."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.in_pandas.words import SEXES, banded, codes, said, wide_group, year, yes
from wayhome.insight.tables import in_care, looked_after


def missing_or_away(episodes: Any, years: Sequence[int], *, away: bool) -> tuple[Any, Any]:
    import pandas as pd

    rows = episodes[(episodes["away"] == away) & episodes["in_care"]].copy()
    rows["ended"] = pd.to_datetime(rows[["ended_on", "came_of_age_on"]].min(axis=1))
    until = year(rows["ended"]).fillna(years[-1]).astype(int)
    rows["y"] = [range(first, last + 1) for first, last in zip(rows["y"], until, strict=True)]
    rows = rows.explode("y")
    rows["y"] = rows["y"].astype(int)
    rows = rows[rows["y"].between(years[0], years[-1])]
    ends = pd.to_datetime(rows["y"].astype(str) + "-03-31")
    rows["at_end"] = (rows["began"] <= ends) & ~(rows["ended"] <= ends)
    rows["again"] = rows.groupby(["child", "y"])["number"].transform("size") > 1
    days = (rows["ended"].where(rows["ended"] < ends, ends) - rows["began"]).dt.days
    upper = rows["ethnicity"].str.upper()
    rows = rows.assign(
        sex=said(rows["sex"], SEXES),
        ethnic_group=said(upper, codes(looked_after.ETHNIC_GROUP)),
        ethnicity=said(upper, codes(looked_after.ETHNICITY)),
        duration=banded(days, looked_after.DURATION, (1, 3, 8, 11, 16, 21, 31)),
        age=banded(rows["age"], looked_after.AGE, (1, 5, 10, 16)),
        placement=said(rows["placement"], codes(looked_after.PLACEMENT)),
        boundary=yes(rows["outside"], "Outside the authority's boundary", "Inside the authority's boundary"),
    )

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {
            "children": of.groupby(keys)["child"].nunique(),
            "more_than_once": of[of["again"]].groupby(keys)["child"].nunique(),
            "incidents": of.groupby(keys).size(),
            "at_31_march": of[of["at_end"]].groupby(keys)["child"].nunique(),
        }

    return rows, measured


def everybody(folder: Path, children: Any, years: Sequence[int]) -> tuple[Any, Any]:
    import pandas as pd

    rows = pd.read_parquet(folder / "placements.parquet")
    rows = rows[~rows["short_breaks"].fillna(False).astype(bool)]
    rows["began"], rows["ended"] = pd.to_datetime(rows["began_on"]), pd.to_datetime(rows["ended_on"])
    until = year(rows["ended"]).fillna(years[-1]).astype(int)
    rows["y"] = [range(first, last + 1) for first, last in zip(year(rows["began"]), until, strict=True)]
    rows = rows.explode("y")
    rows = rows[rows["y"].between(years[0], years[-1])].astype({"y": int})
    ends = pd.to_datetime(rows["y"].astype(str) + "-03-31")
    there = rows[(rows["began"] <= ends) & ~(rows["ended"] <= ends)]
    then = there.groupby(["child", "y"])[["kind", "outside"]].max().reset_index()
    lived = rows[["child", "y"]].drop_duplicates().merge(then, on=["child", "y"], how="left")
    lived = lived.merge(children, on="child")
    lived = lived.assign(
        at_end=lived["kind"].notna(),
        sex=said(lived["sex"], SEXES),
        ethnicity=wide_group(lived["ethnicity"]),
        placement_at_31_march=said(lived["kind"], codes(in_care.PLACEMENT)),
        boundary_at_31_march=yes(
            lived["outside"], "Outside the authority's boundary", "Inside the authority's boundary"
        ),
    )

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {"children": of.groupby(keys).size(), "at_31_march": of[of["at_end"]].groupby(keys).size()}

    return lived, measured
