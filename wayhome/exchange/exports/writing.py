"""Children's chronologies written out as tables that others read: whole, or not at all."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from wayhome.exchange.exports.form import Form
from wayhome.insight.new_folder import new_folder
from wayhome.rules.chronology import Chronology
from wayhome.ui.spreadsheet import guarded


@dataclass(slots=True)
class Exported:
    """How many rows each table has, and what they could not hold, by what it is called in `export.lost`."""

    children: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)


def export(children: Iterable[tuple[str, Chronology]], into: Path, form: Form) -> Exported:
    """Writes the form's tables to a new folder. `children` come with the number each is to be known by.

    Refuses a folder that holds anything already. Until everything is written nothing stands there.
    """
    with new_folder(into) as folder:
        return _written(children, folder, form)


def _written(children: Iterable[tuple[str, Chronology]], into: Path, form: Form) -> Exported:
    exported = Exported()
    with ExitStack() as open_files:
        tables = {}
        for file, columns in form.columns.items():
            written = open_files.enter_context((into / file).open("x", newline="", encoding="utf-8"))
            tables[file] = csv.DictWriter(written, columns, restval="")
            tables[file].writeheader()
        for child, chronology in children:
            rows = form.rows_of(chronology, child)
            exported.children += bool(rows.tables)
            exported.lost += rows.lost
            for file, lines in rows.tables.items():
                tables[file].writerows({name: guarded(cell) for name, cell in line.items()} for line in lines)
                exported.rows[file] += len(lines)
    return exported
