"""Incidents, and what was done about each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.in_pandas.words import SEXES, banded, care, codes, said, wide_group, yes
from wayhome.insight.tables import interviews, police, reasons
from wayhome.insight.tables.declared import NOT_STATED


def of_police(rows: Any) -> tuple[Any, Any]:
    rows["again"] = rows.groupby(["child", "y"])["number"].transform("size") > 1
    marked = rows["exploitation"].fillna(False).astype(bool)
    flagged = rows["sex"].map({"F": "Marked, females", "M": "Marked, males"}).fillna("Marked, sex not stated")
    found = rows["found_by"].where(rows["ended_at"].notna(), "open")
    age, sex = banded(rows["age"], police.AGE_BAND, (12, 18)), said(rows["sex"], SEXES)
    of_age = age.astype(str).replace(NOT_STATED, "Age not stated")
    rows = rows.assign(
        age=age,
        sex=sex,
        age_and_sex=of_age + ", " + sex.astype(str).replace(NOT_STATED, "Sex not stated").str.lower(),
        ethnicity=wide_group(rows["ethnicity"]),
        risk=said(rows["risk"], codes(police.RISK), "Another word"),
        exploitation_by_sex=flagged.where(marked, "Not marked"),
        duration=banded(rows["hours_reported"], police.DURATION, (8, 24, 48, 168, 672)),
        found_by=said(found, codes(police.FOUND_BY)),
        missing_from=said(rows["missing_from"], codes(police.MISSING_FROM)),
        care=care(rows),
        **{
            mark: yes(rows[mark].fillna(False).astype(bool), "Marked", "Not marked")
            for mark in ("exploitation", "trafficking", "self_harm", "harm")
        },
    )

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {
            "incidents": of.groupby(keys).size(),
            "children": of.groupby(keys)["child"].nunique(),
            "more_than_once": of[of["again"]].groupby(keys)["child"].nunique(),
        }

    return rows, measured


def of_interviews(episodes: Any, folder: Path) -> tuple[Any, Any]:
    import pandas as pd

    held = pd.read_parquet(folder / "interviews.parquet").rename(columns={"hours": "until_held"})
    rows = episodes.merge(held, on=["child", "number"], how="left")
    in_time = rows["in_time"].fillna(False).astype(bool)
    rows = rows.assign(
        timeliness=banded(
            rows["until_held"], interviews.TABLE.breakdowns[0], (24.000001, 48.000001, 72.000001, 168.000001)
        ),
        answer=said(rows["answer"], codes(interviews.TABLE.breakdowns[1])),
        sex=said(rows["sex"], SEXES),
        age=banded(rows["age"], police.AGE_BAND, (12, 18)),
        care=care(rows),
        boundary=yes(rows["outside"], "Outside the authority's boundary", "Inside the authority's boundary"),
        within=in_time,
        unknown=rows["held_at"].notna() & rows["in_time"].isna(),
    )

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        grouped, cared = of.groupby(keys), of[of["in_care"]].groupby(keys)
        return {
            "children": grouped["child"].nunique(),
            "incidents": grouped.size(),
            "children_looked_after": cared["child"].nunique(),
            "incidents_looked_after": cared.size(),
            "returned": grouped["returned_at"].count(),
            "offered": grouped["offered_at"].count(),
            "held": grouped["held_at"].count(),
            "within_72_hours": grouped["within"].sum(),
            "unknown_whether_in_time": grouped["unknown"].sum(),
        }

    return rows, measured


def of_reasons(episodes: Any, folder: Path) -> tuple[Any, Any]:
    import pandas as pd

    held = pd.read_parquet(folder / "interviews.parquet", columns=["child", "number", "held_at"])
    told = pd.read_parquet(folder / "told.parquet")
    rows = episodes.merge(held[held["held_at"].notna()], on=["child", "number"])
    rows["incident"] = range(len(rows))
    rows = rows[["child", "number", "incident", "y", "sex"]]
    for what in ("push", "pull", "danger"):
        of_each = told.loc[told["what"] == what, ["child", "number", "code"]].rename(columns={"code": what})
        rows = rows.merge(of_each, on=["child", "number"], how="left")
    anything = rows[["push", "pull", "danger"]].notna().any(axis=1)
    of = reasons.TABLE.breakdowns
    rows = rows.assign(
        anything=anything,
        sex=said(rows["sex"], SEXES),
        **{one.name: said(rows[one.name], codes(one)) for one in of if one.name != "sex"},
    )

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {
            "children": of.groupby(keys)["child"].nunique(),
            "interviews": of.groupby(keys)["incident"].nunique(),
            "told": of[of["anything"]].groupby(keys)["incident"].nunique(),
        }

    return rows, measured
