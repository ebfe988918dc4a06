"""What was due, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.in_pandas.words import codes, said, year
from wayhome.insight.tables import decisions, duties


def of_duties(folder: Path, years: Sequence[int]) -> tuple[Any, Any]:
    import pandas as pd

    rows = pd.read_parquet(folder / "findings.parquet", columns=["rule", "state", "since_on"])
    rows["y"] = year(pd.to_datetime(rows["since_on"]))
    rows = rows[
        rows["y"].between(years[0], years[-1]) & rows["rule"].isin(duties.TABLE.breakdowns[0].categories)
    ]
    states = [one.name for one in duties.TABLE.measures if one.name != "asked"]

    def measured(of: Any, keys: list[str]) -> dict[str, Any]:
        return {"asked": of.groupby(keys).size()} | {
            state: of[of["state"] == state].groupby(keys).size() for state in states
        }

    return rows, measured


def of_decisions(folder: Path, years: Sequence[int]) -> tuple[Any, Any]:
    import pandas as pd

    rows = pd.read_parquet(folder / "decisions.parquet")
    rows["y"] = year(pd.to_datetime(rows["asked_on"]))
    rows = rows[rows["y"].between(years[0], years[-1])]
    own, put_off = decisions.OPENED_BY.categories[-2:]
    local = rows["opened_by"].str.startswith("alert.local.", na=False)
    rows = rows.assign(
        pattern=rows["opened_by"].where(~local, own).fillna(put_off),
        answered=rows["answer"].notna(),
        answer=said(rows["answer"], codes(decisions.ANSWER)),
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
