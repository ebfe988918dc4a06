"""A return's tables as they were sent, from a folder of CSV files or from one XML file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from wayhome.exchange.profiles.folder import Layout, opened
from wayhome.exchange.profiles.ssda903 import xml
from wayhome.exchange.profiles.ssda903.layouts import LAYOUTS, NAMES, columns
from wayhome.exchange.refused import Refused
from wayhome.exchange.tables import Table
from wayhome.rules.sentence import Sentence

#: Letters in the longest code or number that a return can hold.
LONGEST = 50


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
        tables, refused = dict[str, tuple[Row, ...]](), list[Refused]()
        for name, rows in xml.rows(path).items():
            read = (Row(place, line, _written(values, write)) for place, (line, values) in enumerate(rows))
            tables[name] = tuple(_kept(path.name, read, refused))
        return Return(tables, dict.fromkeys(tables, path.name), tuple(refused), ())
    folder = opened(path, LAYOUTS)
    tables, refused = dict[str, tuple[Row, ...]](), list[Refused]()
    for layout in LAYOUTS:
        if table := folder.tables.get(layout.file):
            tables[NAMES[layout.file]] = tuple(_kept(table.path.name, _rows(table, layout, write), refused))
    files = {NAMES[file]: table.path.name for file, table in folder.tables.items()}
    return Return(tables, files, tuple(refused), folder.unread)


def _rows(table: Table, layout: Layout, write: Callable[[str], str]) -> Iterator[Row | Refused]:
    names = columns(layout)
    for place, row in enumerate(table.rows()):
        if isinstance(row, Refused):
            yield row
        else:
            yield Row(place, row.line, _written(dict(zip(names, row.values, strict=True)), write))


def _written(values: Mapping[str, str], write: Callable[[str], str]) -> Mapping[str, str]:
    return {name: write(value) for name, value in values.items()}


def _kept(file: str, rows: Iterable[Row | Refused], refused: list[Refused]) -> Iterator[Row]:
    """What can be kept; the rest is added to `refused`."""
    for row in rows:
        if isinstance(row, Refused):
            refused.append(row)
        elif too_long := next((name for name, said in row.values.items() if len(said) > LONGEST), None):
            letters = len(row.values[too_long])
            why = Sentence("row.too_long", letters=letters, longest=LONGEST)
            refused.append(Refused(file, row.line, too_long, why))
        else:
            yield row
