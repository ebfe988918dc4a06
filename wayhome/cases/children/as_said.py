"""How rows are read: what was said of a child, as the values that the rules see.

The same row is the same value, so the last few thousand are kept beside what they were read from. A row is found again
by everything it says, and among the same agencies and systems: what is kept is how it is read, never that it is there.
The database is asked for rows each time, and what it no longer has is not found.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from wayhome.rules import detail
from wayhome.rules.basis import BASES
from wayhome.rules.event import Event, System, Telling
from wayhome.rules.facts import Agency
from wayhome.rules.moment import Moment

type Row = tuple[Any, ...]

#: The row of an event, with those of its tellings, as one value.
type Read = Callable[[Row, tuple[Row, ...]], Event]

#: A child of whom uncommonly much is said has 1,500 events, most have a few dozen.
KEPT = 4_096


def _as_written(field: str) -> Cast:
    """A value that is text on the way already: it is read once for each row, and not at all where that is kept."""
    return Cast(field, TextField())


#: Of an event's row, and of a telling's, what the rules see.
EVENT = (
    "child",
    "key",
    "edition",
    "kind",
    "version",
    _as_written("detail"),
    _as_written("happened_begins"),
    _as_written("happened_ends"),
    "happened_assumed",
    _as_written("flags"),
    "system",
    "of",
    "basis",
    _as_written("recorded_at"),
)
TELLING = ("to", _as_written("at_begins"), _as_written("at_ends"), "stated", "reference")


def reader(agencies: Mapping[int, Agency], systems: Mapping[int, System]) -> Read:
    """How rows are read that refer to these, by their keys."""
    return _reader(tuple((key, *one.known) for key, one in agencies.items()), tuple(systems.items()))


@lru_cache(maxsize=1)
def _reader(agencies: tuple[Row, ...], systems: tuple[tuple[int, System], ...]) -> Read:
    agency = {key: Agency(*known) for key, *known in agencies}
    by_code = {one.code: one for one in agency.values()}
    system = dict(systems)

    def telling(to: int, begins: str, ends: str, stated: bool, reference: str) -> Telling:
        return Telling(agency[to], _moment(begins, ends), stated, reference)

    @lru_cache(maxsize=KEPT)
    def event(said: Row, told: tuple[Row, ...]) -> Event:
        child, key, edition, kind, version, fact, begins, ends, assumed, flags, by, of, basis, recorded = said
        return Event(
            child=str(child),
            key=key,
            fact=detail.read(kind, version, json.loads(fact), by_code),
            happened_at=_moment(begins, ends),
            of=agency[of],
            told=tuple(telling(*row) for row in told),
            system=system[by],
            edition=edition,
            happened_assumed=assumed,
            flags=tuple(json.loads(flags)),
            recorded_at=_instant(recorded),
            basis=BASES[basis],
        )

    return event


def _moment(begins: str, ends: str) -> Moment:
    return Moment(_instant(begins), _instant(ends))


@lru_cache(maxsize=4096)
def _instant(written: str) -> datetime:
    """Both databases write it in UTC, SQLite without saying so."""
    read = datetime.fromisoformat(written)
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
