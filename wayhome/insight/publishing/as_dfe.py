"""Children looked after who were missing in one year, as a file in the Department for Education's own layout."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from wayhome.insight.tables.dfe import OF_A_SOURCE, Row, rows
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.looked_after import MISSING
from wayhome.ui.spreadsheet import guarded

FILE = "cla_missing_as_published.csv"


def write(figures: Iterable[Figures], into: Path) -> None:
    """Where there is such a table of a single year. Nobody says here that a source is the whole of England."""
    for one in figures:
        if one.table is MISSING and one.period.is_a_year:
            with (into / FILE).open("x", newline="", encoding="utf-8") as file:
                table = csv.writer(file)
                table.writerow(Row._fields)
                table.writerows([guarded(cell) for cell in row] for row in rows(one, OF_A_SOURCE))
