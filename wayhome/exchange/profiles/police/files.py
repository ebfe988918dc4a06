"""A force's files as a source: sorted on disk by child, then read one child at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import TracebackType
from typing import Self

from wayhome.exchange.profiles.folder import Folder, Layout
from wayhome.exchange.profiles.police.layouts import CONTACTS, INCIDENTS, INTERVIEWS, LAYOUTS
from wayhome.exchange.profiles.police.one_child import ChildsRows, read, read_shared
from wayhome.exchange.profiles.police.sender import Sender
from wayhome.exchange.profiles.source import NotKept, OneChild
from wayhome.exchange.profiles.values import NotRead
from wayhome.exchange.tables.refused import Refused
from wayhome.exchange.tables.sorting import Following, Sorting, Unsorted
from wayhome.rules.event import System
from wayhome.rules.sentence import Sentence


class PoliceFiles:
    """`sort` takes every row to disk, once."""

    def __init__(self, folder: Folder, sender: Sender) -> None:
        self.folder = folder
        self._sender = sender
        self._sorting = Sorting()
        self._while_sorting: list[Refused] = []
        self._while_reading: list[Refused] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sorting.close()

    @property
    def system(self) -> System:
        return self._sender.system

    @property
    def read(self) -> Callable[[ChildsRows], tuple[OneChild, list[NotKept]]]:
        """How a child's rows are read, in whichever process."""
        return partial(read, self._sender)

    @property
    def read_shared(self) -> Callable[[ChildsRows], tuple[OneChild, list[NotKept]]]:
        return partial(read_shared, self._sender)

    @property
    def read_to_count(self) -> Callable[[ChildsRows], tuple[OneChild, list[NotKept]]]:
        return self.read

    @property
    def lists_in_care(self) -> bool:
        return False

    @property
    def absent(self) -> tuple[str, ...]:
        """Which of the three files were not there."""
        return tuple(layout.file for layout in LAYOUTS if layout.file not in self.folder.tables)

    @property
    def refused(self) -> list[Refused]:
        every = [*self._while_sorting, *self._while_reading]
        return sorted(every, key=lambda refused: (refused.file, refused.line))

    def sort(self) -> None:
        self._sorting.hold("incidents", self._rows(INCIDENTS))
        for table, layout in (("contacts", CONTACTS), ("interviews", INTERVIEWS)):
            self._sorting.hold(table, self._rows(layout))
            for line in self._sorting.astray(table, "incidents"):
                self._while_sorting.append(self._refused(layout.file, line, _UNKNOWN_INCIDENT))

    def children(self) -> Iterator[OneChild]:
        """Every child of whom a row was kept, in the order of their identifiers."""
        self._while_reading.clear()
        for rows in self.unread_children():
            told, not_kept = read(self._sender, rows)
            self.refuse(not_kept)
            if told.rows:
                yield told

    def unread_children(self) -> Iterator[ChildsRows]:
        """Every child's rows, in the same order, for whoever has them read elsewhere and says what was refused."""
        contacts = Following(self._sorting.by_key_of("contacts", "incidents"))
        interviews = Following(self._sorting.by_key_of("interviews", "incidents"))
        for child, incidents in self._sorting.by_key("incidents"):
            yield ChildsRows(child, incidents, contacts.of(child), interviews.of(child))

    def unread_in_care(self) -> Iterator[ChildsRows]:
        """Nobody: police are told of no care."""
        return iter(())

    def unread_sharing(self) -> Iterator[ChildsRows]:
        """Children around whom somebody or something was named, with the incidents in which that was."""
        incidents = Following(self._sorting.named_in("incidents", "contacts"))
        for child, contacts in self._sorting.by_key_of("contacts", "incidents"):
            yield ChildsRows(child, incidents.of(child), contacts, [])

    def refuse(self, not_kept: Iterable[NotKept]) -> None:
        self._while_reading.extend(self._refused(*one) for one in not_kept)

    def _rows(self, layout: Layout) -> Iterator[Unsorted]:
        """Rows as the sorting holds them: an incident under its child, the others under the incident they name."""
        table = self.folder.tables.get(layout.file)
        for row in table.rows() if table is not None else ():
            if isinstance(row, Refused):
                self._while_sorting.append(row)
            elif layout is not INCIDENTS:
                yield row.values[0].strip(), None, row.line, row.text
            elif child := row.values[1].strip():
                yield child, row.values[0].strip() or None, row.line, row.text
            else:
                self._while_sorting.append(self._refused(layout.file, row.line, _NOBODY))

    def _refused(self, file: str, line: int, not_read: NotRead) -> Refused:
        return not_read.refused(self.folder.tables[file], line)


_NOBODY = NotRead("person_id", Sentence("police.no_person"))
_UNKNOWN_INCIDENT = NotRead("incident_id", Sentence("police.unknown_incident"))
