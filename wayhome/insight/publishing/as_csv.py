"""Tables as CSV on the Web: one number a line, and beside it a file that says what each column holds (W3C, CSVW)."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from wayhome.insight.publishing.about import Release
from wayhome.insight.publishing.sheets import number_or_symbol
from wayhome.insight.tables.figures import Figures
from wayhome.ui.spreadsheet import guarded

#: Each column with its type and what it holds.
COLUMNS = (
    ("period", "string", "a year to 31 March, or everything"),
    ("by", "string", "by what it is broken down; all: by nothing"),
    ("category", "string", "which of it; all: the whole"),
    ("number", "string", "which number of the table"),
    ("value", "decimal", "the number; empty where a symbol stands"),
    ("symbol", "string", "why there is none: [c] withheld, [z] nothing to divide by"),
)

METADATA = "csv-metadata.json"


def write(release: Release, figures: Sequence[Figures], into: Path) -> None:
    """A file for each table, and the one that describes them all."""
    for one in figures:
        with (into / f"{one.table.name}.csv").open("x", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(name for name, _, _ in COLUMNS)
            table.writerows(_lines(one))
    described = json.dumps(_described(release, figures), indent=1, ensure_ascii=False)
    (into / METADATA).write_text(described + "\n", encoding="utf-8")


def _lines(one: Figures) -> list[list[object]]:
    return [
        [one.period.name, breakdown, guarded(category), name, *_value(number_or_symbol(numbers, name, one))]
        for breakdown, category, numbers in one.lines()
        for name in numbers
    ]


def _value(content: object) -> tuple[object, object]:
    return ("", content) if isinstance(content, str) else (content, "")


def _described(release: Release, figures: Sequence[Figures]) -> dict[str, object]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "Children who are missing: published tables",
        "dc:description": " ".join(release.lines()),
        "tables": [_table(one) for one in figures],
    }


def _table(one: Figures) -> dict[str, object]:
    return {
        "url": f"{one.table.name}.csv",
        "dc:title": one.table.says,
        "dc:description": "; ".join(f"{name}: {says}" for name, says in one.table.meanings.items()),
        "dc:source": one.table.source.title,
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "datatype": datatype, "dc:description": says}
                for name, datatype, says in COLUMNS
            ],
            "primaryKey": ["period", "by", "category", "number"],
        },
    }
