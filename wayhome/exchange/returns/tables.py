"""A return's tables as they were sent, from a folder of CSV files or from one XML file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from wayhome.exchange.profiles.folder import opened
from wayhome.exchange.refused import Refused
from wayhome.exchange.returns import xml
from wayhome.exchange.returns.layouts import LAYOUTS, NAMES, columns


class Row(NamedTuple):
    """`place` counts a table's rows from 0, as the sector's checker does; `line` is the line in the file.

    `values` are upper case without blanks around them, '' where nothing stands.
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


def read_return(path: Path) -> Return:
    """Refuses a path that holds no return, and a file that cannot be read as one."""
    if path.suffix.casefold() == ".xml":
        read = xml.rows(path)
        tables = {name: tuple(_numbered(rows)) for name, rows in read.items()}
        return Return(tables, dict.fromkeys(tables, path.name), (), ())
    folder = opened(path, LAYOUTS)
    tables, refused = dict[str, tuple[Row, ...]](), list[Refused]()
    for layout in LAYOUTS:
        if table := folder.tables.get(layout.file):
            names = columns(layout)
            kept: list[Row] = []
            for index, row in enumerate(table.rows()):
                if isinstance(row, Refused):
                    refused.append(row)
                else:
                    kept.append(Row(index, row.line, dict(zip(names, map(plain, row.values), strict=True))))
            tables[NAMES[layout.file]] = tuple(kept)
    files = {NAMES[file]: table.path.name for file, table in folder.tables.items()}
    return Return(tables, files, tuple(refused), folder.unread)


def plain(value: str) -> str:
    """Codes are compared in capitals, as the sector's checker does."""
    return value.strip().upper()


def _numbered(rows: list[tuple[int, Mapping[str, str]]]) -> Iterator[Row]:
    for index, (line, values) in enumerate(rows):
        yield Row(index, line, {name: plain(value) for name, value in values.items()})
