"""Forms of harm that are feared of children, and which of these children were missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.in_pandas.words import SEXES, codes, said, wide_group, year
from wayhome.insight.tables import crossovers, ever_missing
from wayhome.insight.tables.declared import NOT_STATED


def feared_of(folder: Path, children: Any, years: Sequence[int]) -> Any:
    """Of each year the forms that stood of each child."""
    import pandas as pd

    rows = pd.read_parquet(folder / "concerns.parquet", columns=["child", "form", "began_on", "ended_on"])
    rows["began"] = pd.to_datetime(rows["began_on"])
    until = year(pd.to_datetime(rows["ended_on"])).fillna(years[-1]).astype(int)
    rows["y"] = [range(first, last + 1) for first, last in zip(year(rows["began"]), until, strict=True)]
    exploited = rows["form"].isin([form for form, _ in crossovers.EXPLOITATION])
    rows = rows.assign(exploited=exploited)
    stated = rows[exploited].groupby("child")["began"].min().rename("stated").reset_index()
    rows = rows.explode("y").drop_duplicates(["child", "form", "y"])
    rows = rows[rows["y"].between(years[0], years[-1])].astype({"y": int}).drop(columns=["began"])
    rows = rows.merge(children, on="child").merge(stated, on="child", how="left")
    return rows.assign(
        broad=rows["form"].replace({"county_lines": "criminal"}),
        sex=said(rows["sex"], SEXES),
        ethnicity=wide_group(rows["ethnicity"]),
    )


def of_crossovers(feared: Any) -> tuple[Any, Any]:
    import numpy as np

    others = feared.loc[feared["form"] == feared["broad"], ["child", "y", "form"]]
    rows = feared.merge(others.rename(columns={"form": "other"}), on=["child", "y"], how="left")
    rows["forms"] = rows.groupby(["child", "y"])["broad"].transform("nunique")
    rows = rows[(rows["other"] != rows["broad"]) | (rows["forms"] == 1)].copy()
    two = np.sort(rows[["broad", "other"]].to_numpy(dtype=str), axis=1)
    pairs = codes(crossovers.TABLE.breakdowns[2])
    rows["pair"] = [pairs.get("+".join(one), NOT_STATED) for one in two]
    rows["form"] = said(rows["form"], codes(crossovers.FORM))
    rows["how_many"] = np.where(rows["forms"] > 2, "3 or more", np.where(rows["forms"] > 1, "2", NOT_STATED))

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {
            "children": of.groupby(keys)["child"].nunique(),
            "two_or_more": of[of["forms"] > 1].groupby(keys)["child"].nunique(),
        }

    return rows, measured


def of_ever_missing(feared: Any, episodes: Any) -> tuple[Any, Any]:
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
    rows["form"] = said(rows["form"], codes(crossovers.FORM))

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        missing = of["missing"].notna()
        return {
            "children": of.groupby(keys)["child"].nunique(),
            "ever_missing": of[missing].groupby(keys)["child"].nunique(),
            "never_missing": of[~missing].groupby(keys)["child"].nunique(),
        }

    return rows, measured
