"""Files of another's making, opened as the tables of a profile: rows in, the profile's rows out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import product
from pathlib import Path

from wayhome.exchange.profiles.folder import Folder, Layout, lying_in, named, opened
from wayhome.exchange.profiles.mapping.cells import Cell, Sent
from wayhome.exchange.profiles.values import NotRead, plain
from wayhome.exchange.tables.moments import read_day
from wayhome.exchange.tables.refused import Refused, Unreadable
from wayhome.exchange.tables.table import Row, Table
from wayhome.rules.facts import AgencyKind
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: What the only file of a mapping is called where the mapping has no name for it.
ONLY = "table.csv"


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one table of the profile, made of the rows of `file`."""

    layout: Layout
    file: str
    cells: Mapping[str, Cell]

    def rows(self, line: int, sent: Sent, *, adds: bool) -> Iterator[Row]:
        """One row, or one for each part of a cell that is split; none where it only `adds` to what another table has
        of the same line, and says nothing. Raises NotRead.
        """
        made = {name: cell.made(name, sent) for name, cell in self.cells.items()}
        if adds and not any(any(made[name]) for name in self._telling):
            return
        for name in made.keys() & self.layout.several:
            made[name] = (";".join(made[name]),)
        for name in made.keys() & self.layout.days:
            made[name] = tuple(map(_british, made[name]))
        for values in product(*made.values()):
            one = dict(zip(made, values, strict=True))
            yield Row(line, tuple(one.get(name, "") for name in self.layout.columns))

    @property
    def _telling(self) -> list[str]:
        """The columns that say more than which row of another table is meant."""
        names_another = {self.layout.required[0], self.layout.child}
        return [
            name for name, cell in self.cells.items() if cell.constant is None and name not in names_another
        ]


def _british(written: str) -> str:
    """A day as every profile reads it; what is none is left for the profile to refuse."""
    try:
        return f"{read_day(written):%d/%m/%Y}"
    except Unreadable:
        return written


@dataclass(frozen=True, slots=True)
class Translated:
    """A profile's table, read from another's. `adds`: an earlier one is read from the same file, and tells which of its
    lines cannot be read.
    """

    parts: tuple[Part, ...]
    table: Table
    blank: frozenset[str]
    adds: bool

    @property
    def path(self) -> Path:
        return self.table.path

    def called(self, column: str) -> str:
        reads = (part.cells[column].reads for part in self.parts if column in part.cells)
        return ", ".join(dict.fromkeys(name for names in reads for name in names)) or column

    def rows(self) -> Iterator[Row | Refused]:
        for row in self.table.rows():
            if isinstance(row, Refused):
                if not self.adds:
                    yield row
                continue
            sent = dict(zip(self.table.columns, map(self._said, row.values), strict=True))
            for part in self.parts:
                try:
                    yield from part.rows(row.line, sent, adds=self.adds)
                except NotRead as not_read:
                    yield not_read.refused(self, row.line)

    def _said(self, value: str) -> str:
        said = value.strip()
        return "" if plain(said) in self.blank else said


@dataclass(frozen=True, slots=True)
class Translation:
    """A mapping. `onto` names the profile; `blank` are words for nothing; `left_out`, columns that are meant to be
    passed over, in which `*` stands for any letters. `text` is what all that was read from.
    """

    onto: str
    sent_by: AgencyKind
    parts: tuple[Part, ...]
    blank: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()
    text: str = ""

    @property
    def files(self) -> tuple[Layout, ...]:
        """The files it reads, each with the columns it needs of it."""
        needed: dict[str, dict[str, None]] = {}
        for part in self.parts:
            columns = needed.setdefault(part.file, {})
            columns.update((name, None) for cell in part.cells.values() for name in cell.reads)
        return tuple(Layout(file, required=tuple(columns)) for file, columns in needed.items())

    def named(self, path: Path, called: str) -> str:
        return named(path, called, self.files)

    def opened(self, path: Path) -> Folder:
        """Refuses a path under which its files are not, and one without a column that it needs."""
        sent = opened(self._only_in(path), self.files)
        tables: dict[str, Translated] = {}
        read: set[Path] = set()
        for layout in dict.fromkeys(part.layout for part in self.parts):
            parts = tuple(part for part in self.parts if part.layout is layout)
            table = sent.tables.get(parts[0].file)
            if isinstance(table, Table):
                tables[layout.file] = Translated(parts, table, self.blank, adds=table.path in read)
                read.add(table.path)
        return Folder(tables, sent.unread, self.text, self._unmapped(sent))

    def _only_in(self, path: Path) -> Path:
        """The one table that lies in a folder, where the mapping does not say what it is called."""
        if not path.is_dir() or [layout.file for layout in self.files] != [ONLY]:
            return path
        lying = [file for file in lying_in(path) if file.suffix.casefold() == ".csv"]
        if len(lying) != 1:
            raise Refusal(Sentence("mapping.which_file", n=len(lying)))
        return lying[0]

    def _unmapped(self, sent: Folder) -> dict[str, tuple[str, ...]]:
        """Columns of the files that the mapping neither uses nor leaves out."""
        tables = [table for table in sent.tables.values() if isinstance(table, Table)]
        return {table.path.name: left for table in tables if (left := self._left(table.others))}

    def _left(self, columns: Sequence[str]) -> tuple[str, ...]:
        meant = [plain(pattern) for pattern in self.left_out]
        return tuple(name for name in columns if not any(fnmatchcase(plain(name), one) for one in meant))
