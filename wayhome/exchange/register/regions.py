"""In which region of England an authority is, and by which number the Department for Education knows it.

Source: the Department's file of authorities, years ending 31 March 2019 to 2023 (see data/README.md).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Region:
    """`part_of` is London, of Inner and Outer London, which are printed beside it; None of every other region."""

    code: str
    name: str
    part_of: Region | None


@dataclass(frozen=True, slots=True)
class Placed:
    """`region` is the narrowest. `number` has three digits; blank: the source knows none."""

    region: Region
    number: str


def placed(code: str) -> Placed | None:
    """By the newest GSS code; None of what is no authority of England."""
    return _placed().get(code)


@cache
def _placed() -> dict[str, Placed]:
    named = {row["code"]: row for row in _rows("regions.csv")}

    def region(code: str) -> Region:
        row = named[code]
        return Region(code, row["name"], region(row["part_of"]) if row["part_of"] else None)

    return {row["authority"]: Placed(region(row["region"]), row["number"]) for row in _rows("placed.csv")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
