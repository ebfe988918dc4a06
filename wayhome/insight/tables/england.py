"""England as it was published: children looked after who were missing, each year as the Department printed it.

`england.csv` has the numbers that a source is read beside, and no others, all of one release: a later one has revised
some. The lines of another replace these once its file has been read.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.looked_after import MISSING
from wayhome.insight.tables.periods import Period
from wayhome.rules.finding import Source

#: Contains public sector information licensed under the Open Government Licence v3.0.
RELEASE: Final = Source(
    title="Children looked after in England including adoptions, children missing (Department for Education)",
    dated="release of 2023",
    paragraph="national file, years ending 31 March 2019 to 2023, rounded to 10; the rules of counting were not read",
    url="https://explore-education-statistics.service.gov.uk/find-statistics/"
    "children-looked-after-in-england-including-adoptions",
)


def england(period: Period) -> Figures | None:
    """None of a year that is not held, and of what is no year."""
    printed = _printed().get(period.ends.year, {}) if period.is_a_year else {}
    return Figures(MISSING, period, printed) if printed else None


def years() -> list[int]:
    """Those that are held, by the year in which each ends."""
    return sorted(_printed())


@cache
def _printed() -> dict[int, dict[Cell, int]]:
    years: dict[int, dict[Cell, int]] = {}
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cell = Cell(row["breakdown"], row["category"], row["measure"])
            years.setdefault(int(row["year"]), {})[cell] = int(row["number"])
    return years
