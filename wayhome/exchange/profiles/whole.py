"""Tables of a size to be read whole, as a source: told one child at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import TracebackType
from typing import ClassVar, NamedTuple, Self

from wayhome.exchange.profiles.council import Council
from wayhome.exchange.profiles.folder import Folder, Held, Layout
from wayhome.exchange.profiles.source import NotKept, OneChild
from wayhome.exchange.profiles.values import NotRead, no_longer
from wayhome.exchange.register import Authority
from wayhome.exchange.tables.refused import Refused
from wayhome.rules.event import System
from wayhome.rules.facts import Agency
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


class Row(NamedTuple):
    """`place` counts a table's rows from 0, as the sector's checker does; `line` is the line in the file.

    `values` have no blanks around them, and '' where nothing stands.
    """

    place: int
    line: int
    values: Mapping[str, str]


class ChildsRows(NamedTuple):
    """What the tables hold of one child, unread, by the name of the layout."""

    child: str
    tables: Mapping[str, tuple[Row, ...]]

    def of(self, layout: Layout) -> tuple[Row, ...]:
        return self.tables.get(layout.file, ())


#: What was said of a child, and which rows were not kept.
type Told = tuple[OneChild, list[NotKept]]


class WholeFiles:
    """Making one reads them, and refuses a folder without the first of the layouts.

    Only the children of whom that one speaks are told of: nobody needs the others here, but whoever counts how many are
    looked after. `called` is what the tables are, whose numbers for children they hold, and what they can say. `of_one`
    reads what the rows say of their child, and which of them were not kept; `of_one_in_care` does so of a child of whom
    the first layout does not speak, but the one of `in_care`.
    """

    called: ClassVar[tuple[str, str, frozenset[str]]]
    layouts: ClassVar[tuple[Layout, ...]]
    of_one: ClassVar[staticmethod[[Council, ChildsRows], Told]]
    in_care: ClassVar[Layout]
    of_one_in_care: ClassVar[staticmethod[[Council, ChildsRows], Told]]

    def __init__(self, folder: Folder, council: Council) -> None:
        self._first, *self._others = self.layouts
        if self._first.file not in folder.tables:
            raise Refusal(Sentence("folder.holds_none", expected=self._first.file))
        self.folder = folder
        self._council = council
        self._while_reading: list[Refused] = []
        self._torn: list[Refused] = []
        self._by_child = {layout.file: self._rows(layout) for layout in self.layouts}
        nobody = NotRead(self._first.child, Sentence("returns.nobody"))
        of_nobody = self._by_child[self._first.file].get("", ())
        self._torn += self._told((self._first.file, row.line, nobody) for row in of_nobody)

    @classmethod
    def of(cls, folder: Folder, authority: Authority | None) -> Self:
        return cls(folder, Council.of(authority, *cls.called))

    @classmethod
    def between(cls, folder: Folder, council: Agency, _force: Agency) -> Self:
        """As the two stand in a record."""
        return cls(folder, Council(council, True, *cls.called))

    @staticmethod
    def write(value: str) -> str:
        """How a value is kept."""
        return value.strip()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held open."""

    @property
    def system(self) -> System:
        return self._council.system

    @property
    def read(self) -> Callable[[ChildsRows], Told]:
        """How a child's rows are read, in whichever process."""
        return partial(self.of_one, self._council)

    @property
    def read_shared(self) -> Callable[[ChildsRows], Told]:
        return self.read

    @property
    def read_to_count(self) -> Callable[[ChildsRows], Told]:
        return partial(_counted, self.of_one, self.of_one_in_care, self._council)

    @property
    def lists_in_care(self) -> bool:
        return self.in_care.file in self.folder.tables

    @property
    def absent(self) -> tuple[str, ...]:
        """Which of the tables that say something of a missing child were not there."""
        return tuple(layout.file for layout in self._others if layout.file not in self.folder.tables)

    @property
    def refused(self) -> list[Refused]:
        every = [*self._torn, *self._while_reading]
        return sorted(every, key=lambda refused: (refused.file, refused.line))

    def sort(self) -> None:
        """It is sorted already."""

    def children(self) -> Iterator[OneChild]:
        self._while_reading.clear()
        for rows in self.unread_children():
            told, not_kept = self.read(rows)
            self.refuse(not_kept)
            if told.rows:
                yield told

    def unread_children(self) -> Iterator[ChildsRows]:
        return self._unread(self._by_child[self._first.file])

    def unread_in_care(self) -> Iterator[ChildsRows]:
        return self._unread(
            self._by_child[self.in_care.file].keys() - self._by_child[self._first.file].keys()
        )

    def unread_sharing(self) -> Iterator[ChildsRows]:
        """Nobody: a return names nobody around a child, and no home."""
        return iter(())

    def _unread(self, children: Iterable[str]) -> Iterator[ChildsRows]:
        for child in sorted(filter(None, children)):
            of_child = {file: tuple(rows[child]) for file, rows in self._by_child.items() if child in rows}
            yield ChildsRows(child, of_child)

    def refuse(self, not_kept: Iterable[NotKept]) -> None:
        self._while_reading += self._told(not_kept)

    def _told(self, not_kept: Iterable[NotKept]) -> Iterator[Refused]:
        return (why.refused(self.folder.tables[file], line) for file, line, why in not_kept)

    def _rows(self, layout: Layout) -> dict[str, list[Row]]:
        """By their child; torn rows are kept apart."""
        rows: dict[str, list[Row]] = defaultdict(list)
        if layout.file in self.folder.tables:
            read, torn = rows_of(self.folder.tables[layout.file], layout, self.write)
            self._torn += torn
            for row in read:
                rows[row.values[layout.child]].append(row)
        return rows


def _counted(
    of_one: Callable[[Council, ChildsRows], Told],
    of_one_in_care: Callable[[Council, ChildsRows], Told],
    council: Council,
    rows: ChildsRows,
) -> Told:
    told, not_kept = of_one(council, rows)
    if told.rows:
        return told, not_kept
    in_care, more = of_one_in_care(council, rows)
    known = {(file, line) for file, line, _ in not_kept}
    return in_care, [*not_kept, *(one for one in more if one[:2] not in known)]


def rows_of(table: Held, layout: Layout, write: Callable[[str], str]) -> tuple[list[Row], list[Refused]]:
    """Every row, and those that are torn or hold more than can be kept; `write` is how values are kept."""
    kept: list[Row] = []
    torn: list[Refused] = []
    for place, row in enumerate(table.rows()):
        if isinstance(row, Refused):
            torn.append(row)
            continue
        values = dict(zip(layout.columns, map(write, row.values), strict=True))
        try:
            for column, value in values.items():
                no_longer(column, value, layout.longest)
        except NotRead as too_long:
            torn.append(too_long.refused(table, row.line))
        else:
            kept.append(Row(place, row.line, values))
    return kept, torn
