"""A return's tables as they were sent, from a folder of CSV files or from one XML file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from wayhome.exchange.profiles import folder
from wayhome.exchange.profiles.folder import Folder
from wayhome.exchange.profiles.ssda903 import xml
from wayhome.exchange.profiles.ssda903.layouts import LAYOUTS, NAMES
from wayhome.exchange.profiles.whole import Row, rows_of
from wayhome.exchange.tables.refused import Refused


def plain(value: str) -> str:
    """Codes are compared in capitals, as the sector's checker does."""
    return value.strip().upper()


@dataclass(frozen=True, slots=True)
class Return:
    """`tables` holds those that were there, by their name in the checks; `files` what each was read from."""

    tables: Mapping[str, tuple[Row, ...]]
    files: Mapping[str, str]
    refused: tuple[Refused, ...]
    folder: Folder

    def after(self, last: Return) -> Return:
        """The same return, with last year's beside it."""
        return replace(self, tables={**self.tables, "Missing_last": last.tables.get("Missing", ())})


def opened_return(path: Path) -> Folder:
    """Refuses a path that holds no return, and a file that cannot be read as one."""
    form = xml.form_of(path)
    if form is None:
        return folder.opened(path, LAYOUTS)
    beside = folder.lying_in(path) if path.is_dir() else ()
    return Folder(xml.tables(form), tuple(file for file in beside if file != form))


def named(path: Path, called: str) -> str:
    """The table that a file holds, by its name and its columns, or all of them where it is the XML form."""
    if not xml.is_named_xml(called):
        return folder.named(path, called, LAYOUTS)
    xml.tables(path)
    return "return.xml"


def read_return(sent: Folder, write: Callable[[str], str] = plain) -> Return:
    """`write` is how values are kept."""
    tables, refused = dict[str, tuple[Row, ...]](), list[Refused]()
    for layout in LAYOUTS:
        if table := sent.tables.get(layout.file):
            rows, torn = rows_of(table, layout, write)
            tables[NAMES[layout.file]] = tuple(rows)
            refused += torn
    files = {NAMES[file]: table.path.name for file, table in sent.tables.items()}
    return Return(tables, files, tuple(refused), sent)
