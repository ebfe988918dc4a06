"""What a spreadsheet is given: cells that it would run as a formula are written so that it does not, and read back."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

#: A figure with its sign is no formula. Apostrophes before one count, so that what is guarded twice is twice unguarded.
_FORMULA = re.compile(r"'*(?:[=@\t\r]|[+-](?!\d+(?:\.\d+)?$))")


def guarded(value: str) -> str:
    """With an apostrophe before what begins like a formula, by which spreadsheets know text."""
    return f"'{value}" if _FORMULA.match(value) else value


def unguarded(value: str) -> str:
    """As it was before `guarded`."""
    return value[1:] if value.startswith("'") and _FORMULA.match(value) else value


def written(cell: object) -> str:
    """Guarded; None is an empty cell."""
    return guarded("" if cell is None else str(cell))


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A table to be kept as the file `name`."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    table = csv.writer(response)
    table.writerow(columns)
    table.writerows([written(cell) for cell in row] for row in rows)
    return response
