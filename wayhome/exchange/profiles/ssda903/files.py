"""A return as a source: read whole, for it is small, and told one child at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import TracebackType
from typing import Self

from wayhome.exchange.profiles.folder import Folder
from wayhome.exchange.profiles.source import NotKept, OneChild
from wayhome.exchange.profiles.ssda903.council import Council
from wayhome.exchange.profiles.ssda903.layouts import EPISODES, HEADER, MISSING, NAMES
from wayhome.exchange.profiles.ssda903.one_child import ChildsRows, read
from wayhome.exchange.profiles.ssda903.tables import Return, Row, read_return
from wayhome.exchange.profiles.values import NotRead
from wayhome.exchange.refused import Refused
from wayhome.rules.event import System
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


class ReturnFiles:
    """Making one reads the return, and refuses one without missing periods.

    Only the children who were missing or away are told of: nobody needs the others here.
    """

    def __init__(self, folder: Folder, council: Council) -> None:
        self.folder = folder
        self._return = read_return(folder, str.strip)
        if NAMES[MISSING.file] not in self._return.tables:
            raise Refusal(Sentence("folder.holds_none", expected=MISSING.file))
        self._council = council
        self._not_kept: list[Refused] = []

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
    def read(self) -> Callable[[ChildsRows], tuple[OneChild, list[NotKept]]]:
        """How a child's rows are read, in whichever process."""
        return partial(read, self._council)

    @property
    def absent(self) -> tuple[str, ...]:
        """Which of the tables that say something of a missing child were not there."""
        return tuple(one.file for one in (HEADER, EPISODES) if NAMES[one.file] not in self._return.tables)

    @property
    def refused(self) -> list[Refused]:
        every = [*self._return.refused, *self._not_kept]
        return sorted(every, key=lambda refused: (refused.file, refused.line))

    def sort(self) -> None:
        """It is sorted already."""

    def children(self) -> Iterator[OneChild]:
        self._not_kept.clear()
        for rows in self.unread_children():
            told, not_kept = self.read(rows)
            self.refuse(not_kept)
            if told.rows:
                yield told

    def unread_children(self) -> Iterator[ChildsRows]:
        missing, header, episodes = (
            _by_child(self._return, name) for name in ("Missing", "Header", "Episodes")
        )
        for child in sorted(filter(None, missing)):
            yield ChildsRows(
                child, tuple(missing[child]), tuple(header.get(child, ())), tuple(episodes.get(child, ()))
            )
        nobody = NotRead("CHILD", Sentence("returns.nobody"))
        self.refuse((MISSING.file, row.line, nobody) for row in missing.get("", ()))

    def refuse(self, not_kept: Iterable[NotKept]) -> None:
        tables = self.folder.tables
        self._not_kept += [why.refused(tables[file], line) for file, line, why in not_kept]


def _by_child(of: Return, table: str) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in of.tables.get(table, ()):
        rows[row.values["CHILD"]].append(row)
    return rows
