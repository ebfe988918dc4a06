"""The company of every child in a source: what each shares with others, gathered on disk.

A source is walked twice: once for what is shared, once to hand out each child with its company. Of each thing
only the earliest shares are kept, enough for the rules to see whether it is rare: a bus station in thousands of
chronologies costs each of them the same few rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE, EARLIEST, RARE, Company, Share, company_of, first_shared, shares
from wayhome.rules.event import Telling
from wayhome.rules.facts import Agency
from wayhome.rules.moment import Moment

#: How many different children of one thing the rules ask to be shown.
ENOUGH = RARE + EARLIEST + 1


def alone(chronologies: Iterable[Chronology]) -> Iterator[tuple[Chronology, Company]]:
    """Each child without company, where no rule asks for it."""
    return ((chronology, ALONE) for chronology in chronologies)


def in_company(walk: Callable[[], Iterable[Chronology]]) -> Iterator[tuple[Chronology, Company]]:
    """Each child with its company. `walk` is called twice and must yield the same children."""
    with closing(sqlite3.connect("", isolation_level=None)) as disk:
        shared = _Shared(disk)
        shared.hold(share for chronology in walk() for share in shares(chronology))
        for chronology in walk():
            first = first_shared(chronology)
            yield chronology, company_of(chronology.child, first, shared.earliest(first))


class _Shared:
    """Shares on disk, cut to the earliest few of each thing that more than one child shares."""

    def __init__(self, disk: sqlite3.Connection) -> None:
        self._disk = disk
        self._agencies: dict[str, Agency] = {}
        self._earliest_of = lru_cache(maxsize=4096)(self._read)
        disk.execute("PRAGMA journal_mode = OFF")
        for table in ("every", "earliest"):
            disk.execute(f"CREATE TABLE {table} (thing, begins, ends, child, event, told)")

    def hold(self, everyones: Iterable[Share]) -> None:
        self._disk.execute("BEGIN")
        self._disk.executemany("INSERT INTO every VALUES (?, ?, ?, ?, ?, ?)", map(self._row, everyones))
        in_order = self._disk.execute("SELECT * FROM every ORDER BY thing, begins, ends, child, event")
        for _, rows in groupby(in_order, itemgetter(0)):
            kept = _few(rows)
            if len({row[3] for row in kept}) > 1:
                self._disk.executemany("INSERT INTO earliest VALUES (?, ?, ?, ?, ?, ?)", kept)
        self._disk.execute("CREATE INDEX by_thing ON earliest (thing, begins, ends, child, event)")
        self._disk.execute("COMMIT")

    def earliest(self, things: Mapping[str, datetime]) -> Iterator[Share]:
        for thing in things:
            yield from self._earliest_of(thing)

    def _read(self, thing: str) -> tuple[Share, ...]:
        rows = self._disk.execute("SELECT * FROM earliest WHERE thing = ? ORDER BY 2, 3, 4, 5", (thing,))
        return tuple(map(self._share, rows))

    def _row(self, share: Share) -> tuple[str, str, str, str, str, str]:
        begins, ends = _written(share.happened_at)
        told = []
        for telling in share.told:
            self._agencies[telling.to.code] = telling.to
            told.append([telling.to.code, *_written(telling.at), telling.stated, telling.reference])
        return share.key, begins, ends, share.child, share.event, json.dumps(told)

    def _share(self, row: tuple[str, ...]) -> Share:
        thing, begins, ends, child, event, told = row
        tellings = tuple(
            Telling(self._agencies[to], _moment(begins, ends), stated, reference)
            for to, begins, ends, stated, reference in json.loads(told)
        )
        return Share(thing, child, event, _moment(begins, ends), tellings)


def _few(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The earliest shares of one thing by as many children as the rules ask for, and by each of them no more
    than they would show."""
    kept: list[tuple[Any, ...]] = []
    by_child: Counter[str] = Counter()
    for row in rows:
        by_child[row[3]] += 1
        if len(by_child) > ENOUGH:
            break
        if by_child[row[3]] <= EARLIEST:
            kept.append(row)
    return kept


def _written(moment: Moment) -> tuple[str, str]:
    """In one length, so that text sorts as time does."""
    return tuple(end.isoformat(timespec="microseconds") for end in (moment.begins, moment.ends))  # type: ignore[return-value]


def _moment(begins: str, ends: str) -> Moment:
    return Moment(datetime.fromisoformat(begins), datetime.fromisoformat(ends))
