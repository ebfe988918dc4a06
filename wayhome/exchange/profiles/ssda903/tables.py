"""A return's tables as they were sent, from a folder of CSV files or from one XML file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from wayhome.exchange.profiles.folder import opened
from wayhome.exchange.profiles.ssda903 import xml
from wayhome.exchange.profiles.ssda903.layouts import LAYOUTS, NAMES, columns
from wayhome.exchange.refused import Refused


def plain(value: str) -> str:
    """Codes are compared in capitals, as the sector's checker does."""
    return value.strip().upper()


class Row(NamedTuple):
    """`place` counts a table's rows from 0, as the sector's checker does; `line` is the line in the file.

    `values` have no blanks around them, and '' where nothing stands.
    """

    place: int
    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Return:
    """`tables` holds those that were there, by their name in the checks; `files` what each was read from.

    `unread` are files that lay in the folder and are none of the return's.
    """

    tables: Mapping[str, tuple[Row, ...]]
    files: Mapping[str, str]
    refused: tuple[Refused, ...]
    unread: tuple[Path, ...]

    def after(self, last: Return) -> Return:
        """The same return, with last year's beside it."""
        return replace(self, tables={**self.tables, "Missing_last": last.tables.get("Missing", ())})


def read_return(path: Path, write: Callable[[str], str] = plain) -> Return:
    """Refuses a path that holds no return, and a file that cannot be read as one. `write` is how values are kept."""
    if path.suffix.casefold() == ".xml":
        read = xml.rows(path)
        tables = {name: tuple(_numbered(rows, write)) for name, rows in read.items()}
        return Return(tables, dict.fromkeys(tables, path.name), (), ())
    folder = opened(path, LAYOUTS)
    tables, refused = dict[str, tuple[Row, ...]](), list[Refused]()
    for layout in LAYOUTS:
        if table := folder.tables.get(layout.file):
            names = columns(layout)
            kept: list[Row] = []
            for place, row in enumerate(table.rows()):
                if isinstance(row, Refused):
                    refused.append(row)
                else:
                    kept.append(Row(place, row.line, dict(zip(names, map(write, row.values), strict=True))))
            tables[NAMES[layout.file]] = tuple(kept)
    files = {NAMES[file]: table.path.name for file, table in folder.tables.items()}
    return Return(tables, files, tuple(refused), folder.unread)


def _numbered(rows: list[tuple[int, Mapping[str, str]]], write: Callable[[str], str]) -> Iterator[Row]:
    for place, (line, values) in enumerate(rows):
        yield Row(place, line, {name: write(value) for name, value in values.items()})
