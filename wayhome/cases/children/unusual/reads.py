"""What the people of one agency read and were refused, as the audit holds it: what every kind is asked of."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.models import User

WITHIN: Final = timedelta(hours=1)

_READINGS = ("read", "copy_out", "read_sealed")

_NOT_LET_IN = "fail_sign_in"
_REFUSED = ("ask_closed", "ask_hidden", "hurry", "send_forged", "send_odd")


class Read(NamedTuple):
    """What somebody read, or was refused: then `child` is None where it was of none, and `what` says which page."""

    at: datetime
    actor: int
    child: int | None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Unusual:
    """`kind` is a key of `KINDS`; `reads` are one person's, in order."""

    kind: str
    reads: tuple[Read, ...]

    @property
    def at(self) -> datetime:
        return self.reads[0].at

    @property
    def actor(self) -> int:
        return self.reads[0].actor

    @property
    def children(self) -> list[int]:
        return sorted({read.child for read in self.reads if read.child is not None})


class Reads:
    """Every read of a child's record by the people of a lead's agency since a moment, in order."""

    def __init__(self, lead: User, since: datetime) -> None:
        self._entries = Entry.objects.visible_to(lead).filter(at__gte=since).order_by("at", "pk")
        read = self._entries.filter(subject_kind="child", verb__in=_READINGS).exclude(actor_id=None)
        rows = read.values_list("at", "actor_id", "subject_id")
        self.all = [Read(at, actor or 0, int(child)) for at, actor, child in rows]

    def refused(self) -> Iterator[Read]:
        """What people asked for and were not given, in order."""
        for entry in self._entries.filter(verb__in=_REFUSED).exclude(actor_id=None):
            child = int(entry.subject_id) if entry.subject_kind == "child" else None
            page = entry.detail.get("asked", entry.verb)
            yield Read(entry.at, entry.actor_id or 0, child, f"{entry.subject} {page}")

    def not_let_in(self) -> Iterator[Read]:
        """Wrong tries at an account, as by whoever it belongs to, in order."""
        for entry in self._entries.filter(verb=_NOT_LET_IN, subject_kind="user"):
            yield Read(entry.at, int(entry.subject_id), None, str(entry.pk))

    @cached_property
    def people(self) -> Mapping[int, User]:
        return User.objects.in_bulk({read.actor for read in self.all})

    @cached_property
    def children(self) -> set[int]:
        return {read.child for read in self.all if read.child is not None}

    def by(self, *names: str) -> Iterator[tuple[Read, ...]]:
        yield from each(self.all, *names)


def each(reads: Iterable[Read], *names: str) -> Iterator[tuple[Read, ...]]:
    """One person's, in order; with `names`, those of one person that have these in common."""
    key = attrgetter("actor", *names)
    for _, some in groupby(sorted(reads, key=key), key):
        yield tuple(some)


def crowded(some: Iterable[Read], many: int, of: Callable[[Read], object]) -> Iterator[tuple[Read, ...]]:
    """Where so many different ones come `WITHIN` an hour, given one person's in order."""
    window: deque[Read] = deque()
    for read in some:
        window.append(read)
        while read.at - window[0].at > WITHIN:
            window.popleft()
        if len({of(one) for one in window}) >= many:
            yield tuple(window)
            window.clear()
