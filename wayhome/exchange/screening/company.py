"""The company of every child in a source: what each shares with others, gathered on disk.

Everyone's shares go in first; then each child's company can be asked for. Of each thing only the earliest
shares are kept, enough for the rules to see whether it is rare: a bus station in thousands of chronologies
costs each of them the same few rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from wayhome.exchange.profiles.source import Rows
from wayhome.exchange.tables.sorting import Following
from wayhome.rules.company import EARLIEST, RARE, Company, Share, company_of
from wayhome.rules.event import Telling
from wayhome.rules.facts import Agency
from wayhome.rules.moment import Moment

#: A thing that a child touched, when first, and whether anybody else did: 1 or 0.
type Touched = tuple[str, str, int]

#: How many different children of one thing the rules ask to be shown.
ENOUGH = RARE + EARLIEST + 1


class Sharing:
    """Shares on disk, cut to the earliest few of each thing that more than one child shares."""

    def __init__(self) -> None:
        self._disk = sqlite3.connect("", isolation_level=None)
        self._agencies: dict[str, Agency] = {}
        self._earliest_of = lru_cache(maxsize=4096)(self._read)
        self._disk.execute("PRAGMA journal_mode = OFF")
        for table in ("every", "earliest"):
            self._disk.execute(f"CREATE TABLE {table} (thing, begins, ends, child, event, told)")

    def close(self) -> None:
        self._disk.close()

    def hold(self, everyones: Iterable[Share]) -> None:
        """Takes everyone's shares, once."""
        self._disk.execute("BEGIN")
        self._disk.executemany("INSERT INTO every VALUES (?, ?, ?, ?, ?, ?)", map(self._row, everyones))
        in_order = self._disk.execute("SELECT * FROM every ORDER BY thing, begins, ends, child, event")
        for _, rows in groupby(in_order, itemgetter(0)):
            kept = _few(rows)
            if len({row[3] for row in kept}) > 1:
                self._disk.executemany("INSERT INTO earliest VALUES (?, ?, ?, ?, ?, ?)", kept)
        self._disk.execute("CREATE INDEX by_thing ON earliest (thing, begins, ends, child, event)")
        self._disk.execute("CREATE INDEX by_child ON every (child, thing, begins)")
        self._disk.execute("COMMIT")

    def with_company(self, children: Iterable[Rows]) -> Iterator[tuple[Rows, Company]]:
        """Each child's rows with the child's company. They come in the order of the children's identifiers."""
        theirs = Following(self._by_child())
        for rows in children:
            yield rows, self._company(rows.child, theirs.of(rows.child))

    def _company(self, child: str, things: Collection[Touched]) -> Company:
        first = {thing: datetime.fromisoformat(begins) for thing, begins, _ in things}
        by_others = (thing for thing, _, is_shared in things if is_shared)
        return company_of(child, first, (share for thing in by_others for share in self._earliest_of(thing)))

    def _by_child(self) -> Iterator[tuple[str, list[Touched]]]:
        rows = self._disk.execute(
            "SELECT child, thing, min(begins), thing IN (SELECT thing FROM earliest) FROM every GROUP BY 1, 2"
            " ORDER BY 1"
        )
        for child, things in groupby(rows, itemgetter(0)):
            yield child, [row[1:] for row in things]

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
