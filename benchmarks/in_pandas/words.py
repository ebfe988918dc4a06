"""How rows come by their categories: the words are the declarations' own, read from them and not written twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from wayhome.insight.tables.by import ETHNIC_GROUP
from wayhome.insight.tables.declared import NOT_STATED, Breakdown


def year(days: Any) -> Any:
    return days.dt.year + (days.dt.month > 3)


def banded(numbers: Any, by: Breakdown, limits: Sequence[float]) -> Any:
    import pandas as pd

    edges = [0, *limits, float("inf")]
    return (
        pd.cut(numbers.astype("float64"), edges, right=False, labels=by.categories)
        .astype("object")
        .fillna(NOT_STATED)
    )


def said(codes: Any, meant: dict[Any, str], other: str = NOT_STATED) -> Any:
    return codes.map(meant).where(codes.isin(list(meant)), other).where(codes.notna(), NOT_STATED)


def yes(marks: Any, yes: str, no: str) -> Any:
    return marks.map({True: yes, False: no}).fillna(NOT_STATED)


def codes(by: Breakdown) -> dict[str, str]:
    """The words of the categories by code, read from the declaration so that they are not written twice."""
    pairs = re.findall(r"WHEN '([^']*)' THEN '((?:[^']|'')*)'", by.sql)
    return {code: category.replace("''", "'") for code, category in pairs}


def wide_group(ethnicity: Any) -> Any:
    """By the word that it begins with."""
    return said(ethnicity.str.lower().str.replace("/", " ").str.split(" ").str[0], codes(ETHNIC_GROUP))


def care(rows: Any) -> Any:
    stated = rows["care"].notna().map({True: "Not looked after", False: NOT_STATED})
    return stated.where(~rows["in_care"], "Looked after")


SEXES = {"F": "Females", "M": "Males"}
