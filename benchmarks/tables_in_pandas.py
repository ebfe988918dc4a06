"""The same cells in pandas, a table, a year's column and a group at a time, as an analyst's notebook has them.

pandas is no dependency of this project: `uv run --with pandas python -m benchmarks.tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

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
from wayhome.insight.tables.by import ETHNIC_GROUP
from wayhome.insight.tables.declared import NOT_STATED, Breakdown
from wayhome.insight.tables.query import ALL


def in_pandas(folder: Path, years: Sequence[int]) -> dict[Key, int]:
    import pandas as pd

    children = pd.read_parquet(folder / "children.parquet")
    episodes = pd.read_parquet(folder / "episodes.parquet").merge(children, on="child")
    episodes["began"] = pd.to_datetime(episodes["began_on"])
    episodes["y"] = _year(episodes["began"])
    episodes["in_care"] = episodes["care"].eq("looked_after") | episodes["from_care"]
    found: dict[Key, int] = {}
    for name, away in (("cla_missing", False), ("cla_away", True)):
        found |= dict(
            _cells(name, looked_after.MISSING.breakdowns, _looked_after(episodes, years, away=away))
        )
    found |= dict(_cells("in_care", in_care.TABLE.breakdowns, _in_care(folder, children, years)))
    here = episodes[episodes["y"].between(years[0], years[-1])]
    found |= dict(_cells("police", police.TABLE.breakdowns, _police(here[~here["away"]].copy())))
    found |= dict(_cells("interviews", interviews.TABLE.breakdowns, _interviews(here, folder)))
    found |= dict(_cells("reasons", reasons.TABLE.breakdowns, _reasons(here, folder)))
    found |= dict(_cells("repeats", repeats.TABLE.breakdowns, _repeats(here[~here["away"]])))
    found |= dict(_cells("long_term", long_term.TABLE.breakdowns, _long_term(episodes, years)))
    found |= dict(_cells("next_episode", next_episode.TABLE.breakdowns, _next_episode(episodes, years)))
    feared = _feared(folder, children, years)
    found |= dict(_cells("crossovers", crossovers.TABLE.breakdowns, _crossovers(feared)))
    found |= dict(_cells("ever_missing", ever_missing.TABLE.breakdowns, _ever_missing(feared, episodes)))
    found |= dict(_cells("duties", duties.TABLE.breakdowns, _duties(folder, years)))
    found |= dict(_cells("decisions", decisions.TABLE.breakdowns, _decisions(folder, years)))
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


def _year(days: Any) -> Any:
    return days.dt.year + (days.dt.month > 3)


def _banded(numbers: Any, by: Breakdown, limits: Sequence[float]) -> Any:
    import pandas as pd

    edges = [0, *limits, float("inf")]
    return (
        pd.cut(numbers.astype("float64"), edges, right=False, labels=by.categories)
        .astype("object")
        .fillna(NOT_STATED)
    )


def _said(codes: Any, meant: dict[Any, str], other: str = NOT_STATED) -> Any:
    return codes.map(meant).where(codes.isin(list(meant)), other).where(codes.notna(), NOT_STATED)


def _yes(marks: Any, yes: str, no: str) -> Any:
    return marks.map({True: yes, False: no}).fillna(NOT_STATED)


def _wide_group(ethnicity: Any) -> Any:
    """By the word that it begins with."""
    return _said(ethnicity.str.lower().str.replace("/", " ").str.split(" ").str[0], _codes(ETHNIC_GROUP))


_SEXES = {"F": "Females", "M": "Males"}


def _looked_after(episodes: Any, years: Sequence[int], *, away: bool) -> tuple[Any, Any]:
    import pandas as pd

    rows = episodes[(episodes["away"] == away) & episodes["in_care"]].copy()
    rows["ended"] = pd.to_datetime(rows[["ended_on", "came_of_age_on"]].min(axis=1))
    until = _year(rows["ended"]).fillna(years[-1]).astype(int)
    rows["y"] = [range(first, last + 1) for first, last in zip(rows["y"], until, strict=True)]
    rows = rows.explode("y")
    rows["y"] = rows["y"].astype(int)
    rows = rows[rows["y"].between(years[0], years[-1])]
    ends = pd.to_datetime(rows["y"].astype(str) + "-03-31")
    rows["at_end"] = (rows["began"] <= ends) & ~(rows["ended"] <= ends)
    rows["again"] = rows.groupby(["child", "y"])["number"].transform("size") > 1
    days = (rows["ended"].where(rows["ended"] < ends, ends) - rows["began"]).dt.days
    rows["sex_"] = _said(rows["sex"], _SEXES)
    upper = rows["ethnicity"].str.upper()
    groups, codes = _codes(looked_after.ETHNIC_GROUP), _codes(looked_after.ETHNICITY)
    rows = rows.assign(
        sex=rows["sex_"],
        ethnic_group=_said(upper, groups),
        ethnicity=_said(upper, codes),
        duration=_banded(days, looked_after.DURATION, (1, 3, 8, 11, 16, 21, 31)),
        age=_banded(rows["age"], looked_after.AGE, (1, 5, 10, 16)),
        placement=_said(rows["placement"], _codes(looked_after.PLACEMENT)),
        boundary=_yes(rows["outside"], "Outside the authority's boundary", "Inside the authority's boundary"),
    )

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {
            "children": of.groupby(keys)["child"].nunique(),
            "more_than_once": of[of["again"]].groupby(keys)["child"].nunique(),
            "incidents": of.groupby(keys).size(),
            "at_31_march": of[of["at_end"]].groupby(keys)["child"].nunique(),
        }

    return rows, measured


def _in_care(folder: Path, children: Any, years: Sequence[int]) -> tuple[Any, Any]:
    import pandas as pd

    rows = pd.read_parquet(folder / "placements.parquet")
    rows = rows[~rows["short_breaks"].fillna(False).astype(bool)]
    rows["began"], rows["ended"] = pd.to_datetime(rows["began_on"]), pd.to_datetime(rows["ended_on"])
    until = _year(rows["ended"]).fillna(years[-1]).astype(int)
    rows["y"] = [range(first, last + 1) for first, last in zip(_year(rows["began"]), until, strict=True)]
    rows = rows.explode("y")
    rows = rows[rows["y"].between(years[0], years[-1])].astype({"y": int})
    ends = pd.to_datetime(rows["y"].astype(str) + "-03-31")
    there = rows[(rows["began"] <= ends) & ~(rows["ended"] <= ends)]
    then = there.groupby(["child", "y"])[["kind", "outside"]].max().reset_index()
    lived = rows[["child", "y"]].drop_duplicates().merge(then, on=["child", "y"], how="left")
    lived = lived.merge(children, on="child")
    lived = lived.assign(
        at_end=lived["kind"].notna(),
        sex=_said(lived["sex"], _SEXES),
        ethnicity=_wide_group(lived["ethnicity"]),
        placement_at_31_march=_said(lived["kind"], _codes(in_care.PLACEMENT)),
        boundary_at_31_march=_yes(
            lived["outside"], "Outside the authority's boundary", "Inside the authority's boundary"
        ),
    )

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {"children": of.groupby(keys).size(), "at_31_march": of[of["at_end"]].groupby(keys).size()}

    return lived, measured


def _codes(by: Breakdown) -> dict[str, str]:
    """The words of the categories by code, read from the declaration so that they are not written twice."""
    pairs = re.findall(r"WHEN '([^']*)' THEN '((?:[^']|'')*)'", by.sql)
    return {code: category.replace("''", "'") for code, category in pairs}


def _police(rows: Any) -> tuple[Any, Any]:
    rows["again"] = rows.groupby(["child", "y"])["number"].transform("size") > 1
    marked = rows["exploitation"].fillna(False).astype(bool)
    flagged = rows["sex"].map({"F": "Marked, females", "M": "Marked, males"}).fillna("Marked, sex not stated")
    found = rows["found_by"].where(rows["ended_at"].notna(), "open")
    age, sex = _banded(rows["age"], police.AGE_BAND, (12, 18)), _said(rows["sex"], _SEXES)
    of_age = age.astype(str).replace(NOT_STATED, "Age not stated")
    rows = rows.assign(
        age=age,
        sex=sex,
        age_and_sex=of_age + ", " + sex.astype(str).replace(NOT_STATED, "Sex not stated").str.lower(),
        ethnicity=_wide_group(rows["ethnicity"]),
        risk=_said(rows["risk"], _codes(police.RISK), "Another word"),
        exploitation_by_sex=flagged.where(marked, "Not marked"),
        duration=_banded(rows["hours_reported"], police.DURATION, (8, 24, 48, 168, 672)),
        found_by=_said(found, _codes(police.FOUND_BY)),
        missing_from=_said(rows["missing_from"], _codes(police.MISSING_FROM)),
        care=_care(rows),
        **{
            mark: _yes(rows[mark].fillna(False).astype(bool), "Marked", "Not marked")
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


def _care(rows: Any) -> Any:
    stated = rows["care"].notna().map({True: "Not looked after", False: NOT_STATED})
    return stated.where(~rows["in_care"], "Looked after")


def _interviews(episodes: Any, folder: Path) -> tuple[Any, Any]:
    import pandas as pd

    held = pd.read_parquet(folder / "interviews.parquet").rename(columns={"hours": "until_held"})
    rows = episodes.merge(held, on=["child", "number"], how="left")
    in_time = rows["in_time"].fillna(False).astype(bool)
    rows = rows.assign(
        timeliness=_banded(
            rows["until_held"], interviews.TABLE.breakdowns[0], (24.000001, 48.000001, 72.000001, 168.000001)
        ),
        answer=_said(rows["answer"], _codes(interviews.TABLE.breakdowns[1])),
        sex=_said(rows["sex"], _SEXES),
        age=_banded(rows["age"], police.AGE_BAND, (12, 18)),
        care=_care(rows),
        boundary=_yes(rows["outside"], "Outside the authority's boundary", "Inside the authority's boundary"),
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


def _reasons(episodes: Any, folder: Path) -> tuple[Any, Any]:
    import pandas as pd

    held = pd.read_parquet(folder / "interviews.parquet", columns=["child", "number", "held_at"])
    said = pd.read_parquet(folder / "told.parquet")
    rows = episodes.merge(held[held["held_at"].notna()], on=["child", "number"])
    rows["incident"] = range(len(rows))
    rows = rows[["child", "number", "incident", "y", "sex"]]
    for what in ("push", "pull", "danger"):
        of_each = said.loc[said["what"] == what, ["child", "number", "code"]].rename(columns={"code": what})
        rows = rows.merge(of_each, on=["child", "number"], how="left")
    anything = rows[["push", "pull", "danger"]].notna().any(axis=1)
    of = reasons.TABLE.breakdowns
    rows = rows.assign(
        anything=anything,
        sex=_said(rows["sex"], _SEXES),
        **{one.name: _said(rows[one.name], _codes(one)) for one in of if one.name != "sex"},
    )

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {
            "children": of.groupby(keys)["child"].nunique(),
            "interviews": of.groupby(keys)["incident"].nunique(),
            "told": of[of["anything"]].groupby(keys)["incident"].nunique(),
        }

    return rows, measured


def _repeats(episodes: Any) -> tuple[Any, Any]:
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
    rows["bands"] = _banded(rows["n"], repeats.TABLE.breakdowns[0], (2, 3, 5, 10, 50, 100))

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


def _long_term(episodes: Any, years: Sequence[int]) -> tuple[Any, Any]:
    import pandas as pd

    rows = episodes[~episodes["away"]].copy()
    rows["ended"] = pd.to_datetime(rows["ended_on"])
    rows = rows[~((rows["ended"] - rows["began"]).dt.days < long_term.LONG)]
    until = _year(rows["ended"]).fillna(years[-1]).astype(int)
    rows["y"] = [range(first, last + 1) for first, last in zip(rows["y"], until, strict=True)]
    rows = rows.explode("y")
    rows = rows[rows["y"].between(years[0], years[-1])]
    rows["y"] = rows["y"].astype(int)
    ends = pd.to_datetime(rows["y"].astype(str) + "-03-31")
    rows["days"] = (rows["ended"].where(rows["ended"] < ends, ends) - rows["began"]).dt.days
    of_age = (rows["age"] >= 18) | (pd.to_datetime(rows["came_of_age_on"]) <= ends)
    rows = rows.assign(
        still_missing=~(rows["ended"] <= ends),
        how_long=_banded(rows["days"], long_term.HOW_LONG, (91, 182, 273, 365)),
        sex=_said(rows["sex"], _SEXES),
        age=_banded(rows["age"], police.AGE_BAND, (12, 18)),
        of_age=_yes(of_age.where(rows["age"].notna()), "18 or over", "Under 18"),
        care=_care(rows),
    )
    rows = rows[rows["days"] >= long_term.LONG]

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {
            "children": of.groupby(keys)["child"].nunique(),
            "incidents": of.groupby(keys).size(),
            "still_missing": of[of["still_missing"]].groupby(keys)["child"].nunique(),
        }

    return rows, measured


def _next_episode(episodes: Any, years: Sequence[int]) -> tuple[Any, Any]:
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
    rows["y"] = _year(rows["ended"]).astype(int)
    rows = rows[rows["y"].between(years[0], years[-1])]
    known = pd.to_datetime(rows["y"].astype(str) + "-03-31")
    went = (rows["then"] <= known) & ~((rows["then_age"] >= 18) & rows["of_age_within"].notna())
    days = (rows["then"] - rows["ended"]).dt.days.clip(lower=0)
    followed = (known - rows["ended"]).dt.days + 1
    until = days.where(went, followed.where(~(rows["of_age_within"] < followed), rows["of_age_within"]))
    rank = _banded(rows["nth"], next_episode.RANK, (2, 3, 6))
    in_days = _banded(until.where(until <= next_episode.FOLLOWED), next_episode.DAYS, (8, 29, 91, 181))
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


def _feared(folder: Path, children: Any, years: Sequence[int]) -> Any:
    """Of each year the forms that stood of each child."""
    import pandas as pd

    rows = pd.read_parquet(folder / "concerns.parquet", columns=["child", "form", "began_on", "ended_on"])
    rows["began"] = pd.to_datetime(rows["began_on"])
    until = _year(pd.to_datetime(rows["ended_on"])).fillna(years[-1]).astype(int)
    rows["y"] = [range(first, last + 1) for first, last in zip(_year(rows["began"]), until, strict=True)]
    exploited = rows["form"].isin([form for form, _ in crossovers.EXPLOITATION])
    rows = rows.assign(exploited=exploited)
    stated = rows[exploited].groupby("child")["began"].min().rename("stated").reset_index()
    rows = rows.explode("y").drop_duplicates(["child", "form", "y"])
    rows = rows[rows["y"].between(years[0], years[-1])].astype({"y": int}).drop(columns=["began"])
    rows = rows.merge(children, on="child").merge(stated, on="child", how="left")
    return rows.assign(
        broad=rows["form"].replace({"county_lines": "criminal"}),
        sex=_said(rows["sex"], _SEXES),
        ethnicity=_wide_group(rows["ethnicity"]),
    )


def _crossovers(feared: Any) -> tuple[Any, Any]:
    import numpy as np

    others = feared.loc[feared["form"] == feared["broad"], ["child", "y", "form"]]
    rows = feared.merge(others.rename(columns={"form": "other"}), on=["child", "y"], how="left")
    rows["forms"] = rows.groupby(["child", "y"])["broad"].transform("nunique")
    rows = rows[(rows["other"] != rows["broad"]) | (rows["forms"] == 1)].copy()
    two = np.sort(rows[["broad", "other"]].to_numpy(dtype=str), axis=1)
    pairs = _codes(crossovers.TABLE.breakdowns[2])
    rows["pair"] = [pairs.get("+".join(one), NOT_STATED) for one in two]
    rows["form"] = _said(rows["form"], _codes(crossovers.FORM))
    rows["how_many"] = np.where(rows["forms"] > 2, "3 or more", np.where(rows["forms"] > 1, "2", NOT_STATED))

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {
            "children": of.groupby(keys)["child"].nunique(),
            "two_or_more": of[of["forms"] > 1].groupby(keys)["child"].nunique(),
        }

    return rows, measured


def _ever_missing(feared: Any, episodes: Any) -> tuple[Any, Any]:
    import numpy as np
    import pandas as pd

    first = episodes[~episodes["away"]].groupby("child")["began"].min().rename("missing").reset_index()
    rows = feared[feared["exploited"]].merge(first, on="child", how="left")
    ends = pd.to_datetime(rows["y"].astype(str) + "-03-31")
    rows["missing"] = rows["missing"].where(rows["missing"] <= ends)
    before, then, after = ever_missing.FIRST_MISSING.categories
    when = [
        rows["missing"] < rows["stated"],
        rows["missing"] == rows["stated"],
        rows["missing"] > rows["stated"],
    ]
    rows["first_missing"] = np.select(when, [before, then, after], NOT_STATED)
    rows["form"] = _said(rows["form"], _codes(crossovers.FORM))

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        missing = of["missing"].notna()
        return {
            "children": of.groupby(keys)["child"].nunique(),
            "ever_missing": of[missing].groupby(keys)["child"].nunique(),
            "never_missing": of[~missing].groupby(keys)["child"].nunique(),
        }

    return rows, measured


def _duties(folder: Path, years: Sequence[int]) -> tuple[Any, Any]:
    import pandas as pd

    rows = pd.read_parquet(folder / "findings.parquet", columns=["rule", "state", "since_on"])
    rows["y"] = _year(pd.to_datetime(rows["since_on"]))
    rows = rows[
        rows["y"].between(years[0], years[-1]) & rows["rule"].isin(duties.TABLE.breakdowns[0].categories)
    ]
    states = [one.name for one in duties.TABLE.measures if one.name != "asked"]

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {"asked": of.groupby(keys).size()} | {
            state: of[of["state"] == state].groupby(keys).size() for state in states
        }

    return rows, measured


def _decisions(folder: Path, years: Sequence[int]) -> tuple[Any, Any]:
    import pandas as pd

    rows = pd.read_parquet(folder / "decisions.parquet")
    rows["y"] = _year(pd.to_datetime(rows["asked_on"]))
    rows = rows[rows["y"].between(years[0], years[-1])]
    own, put_off = decisions.OPENED_BY.categories[-2:]
    local = rows["opened_by"].str.startswith("alert.local.", na=False)
    rows = rows.assign(
        pattern=rows["opened_by"].where(~local, own).fillna(put_off),
        answered=rows["answer"].notna(),
        answer=_said(rows["answer"], _codes(decisions.ANSWER)),
    )
    stood = {"in_time": "met", "late": "met_late", "fell_away": "not_applicable"}

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {
            "children": of.groupby(keys)["child"].nunique(),
            "asked": of.groupby(keys).size(),
            "answered": of[of["answered"]].groupby(keys).size(),
            "same_reason": of[of["same_reason"]].groupby(keys).size(),
        } | {
            name: of[of["state"] == stood.get(name, name)].groupby(keys).size()
            for name in ("in_time", "late", "unknown", "overdue", "due", "fell_away")
        }

    return rows, measured
