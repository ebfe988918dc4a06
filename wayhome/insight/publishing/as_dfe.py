"""Children looked after who were missing in one year, as files in the Department for Education's own layouts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from wayhome.insight.publishing.about import Release
from wayhome.insight.tables import dfe, dfe_areas, in_care
from wayhome.insight.tables.areas import AUTHORITY
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.looked_after import AWAY, MISSING
from wayhome.ui.spreadsheet import guarded

FILE = "cla_missing_as_published.csv"
BY_AREA = "cla_missing_by_area_as_published.csv"


def write(release: Release, figures: Iterable[Figures], into: Path) -> None:
    """Where there are such tables of a single year, and the second where they are by area. Nobody says here that a
    source is the whole of England.
    """
    of_a_year = {one.table.name: one for one in figures if one.period.is_a_year}
    each = [of_a_year[table.name] for table in (MISSING, AWAY, in_care.TABLE) if table.name in of_a_year]
    if missing := of_a_year.get(MISSING.name):
        everybody = of_a_year.get(in_care.TABLE.name)
        _write(dfe.Row._fields, dfe.rows(missing, dfe.OF_A_SOURCE, everybody), into / FILE)
    by_area = [one for one in each if AUTHORITY in {by.name for by in one.table.breakdowns}]
    if by_area:
        _write(dfe_areas.Row._fields, dfe_areas.rows(by_area, release.areas, dfe.OF_A_SOURCE), into / BY_AREA)


def _write(columns: Sequence[str], rows: Iterable[Iterable[str]], into: Path) -> None:
    with into.open("x", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(columns)
        table.writerows([guarded(cell) for cell in row] for row in rows)
