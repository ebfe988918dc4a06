"""Reads of children's records that want a second look: each kind is one question to what the audit holds.

None is a finding of fault: a duty worker reads much in a bad night, and surnames are shared by strangers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from wayhome.cases.audit.models import Entry
from wayhome.cases.children.index.identities import plain
from wayhome.cases.children.models import Identity, Relation
from wayhome.cases.partners.models import Shift, User
from wayhome.rules.moment import LONDON, day_of

# All four are local, ours to choose and unchecked: no published source says how much is too much.

#: So many children by one person in such a time: more than a board's page, opened one by one.
MANY: Final = 30
WITHIN: Final = timedelta(hours=1)

#: When an office is open, in London, on weekdays; bank holidays are not looked up.
OFFICE: Final = (time(7), time(20))

#: Roles that work in an office's hours unless they are on a rota.
BY_DAY: Final = frozenset(
    {
        "analyst",
        "independent_reviewing_officer",
        "panel_chair",
        "return_interview_worker",
        "safeguarding_lead",
        "school_safeguarding_lead",
        "social_worker",
        "team_manager",
    }
)

_READINGS = ("read", "copy_out", "read_sealed")


class Read(NamedTuple):
    at: datetime
    actor: int
    child: int


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
        return sorted({read.child for read in self.reads})


class Reads:
    """Every read of a child's record by the people of a lead's agency since a moment, in order."""

    def __init__(self, lead: User, since: datetime) -> None:
        entries = Entry.objects.visible_to(lead).filter(
            at__gte=since, subject_kind="child", verb__in=_READINGS
        )
        rows = entries.exclude(actor_id=None).order_by("at", "pk").values_list("at", "actor_id", "subject_id")
        self.all = [Read(at, actor or 0, int(child)) for at, actor, child in rows]

    @cached_property
    def people(self) -> Mapping[int, User]:
        return User.objects.in_bulk({read.actor for read in self.all})

    @cached_property
    def children(self) -> set[int]:
        return {read.child for read in self.all}

    def by(self, *names: str) -> Iterator[tuple[Read, ...]]:
        key = attrgetter("actor", *names)
        for _, some in groupby(sorted(self.all, key=key), key):
            yield tuple(some)


def no_relation(reads: Reads) -> Iterator[Unusual]:
    """Nothing tied the person, their team or agency to the child at that moment; team and agency as they are now."""
    ties: dict[int, list[Relation]] = {}
    for tie in Relation.objects.filter(child__in=reads.children):
        ties.setdefault(tie.child_id, []).append(tie)

    def is_tied(read: Read) -> bool:
        person = reads.people.get(read.actor)
        held = (tie for tie in ties.get(read.child, ()) if person and _holds(person, tie))
        return any(_in_force(tie, read.at) for tie in held)

    yield from _each_day("no_relation", (read for read in reads.all if not is_tied(read)))


def mass(reads: Reads) -> Iterator[Unusual]:
    """`MANY` children or more by one person `WITHIN` an hour."""
    for some in reads.by():
        window: deque[Read] = deque()
        for read in some:
            window.append(read)
            while read.at - window[0].at > WITHIN:
                window.popleft()
            if len({one.child for one in window}) >= MANY:
                yield Unusual("mass", tuple(window))
                window.clear()


def out_of_hours(reads: Reads) -> Iterator[Unusual]:
    """By night or at a weekend, by somebody who works by day and was on no rota then."""
    by_day = {pk for pk, person in reads.people.items() if person.role in BY_DAY}
    shifts = list(Shift.objects.filter(user__in=by_day).values_list("user", "begins", "ends"))

    def is_odd(read: Read) -> bool:
        on_shift = any(who == read.actor and begins <= read.at < ends for who, begins, ends in shifts)
        return read.actor in by_day and not on_shift and not _in_office_hours(read.at)

    yield from _each_day("out_of_hours", filter(is_odd, reads.all))


def own_surname(reads: Reads) -> Iterator[Unusual]:
    """The child is, or was, called as the reader is. Both names are looked up now: the audit holds neither."""
    named: dict[int, set[str]] = {}
    for child, surname in Identity.objects.filter(child__in=reads.children).values_list("child", "surname"):
        named.setdefault(child, set()).add(plain(surname))
    for some in reads.by("child"):
        person = reads.people.get(some[0].actor)
        own = plain(person.full_name).split()[-1:] if person else []
        if own and own[0] in {part for name in named.get(some[0].child, ()) for part in name.split()}:
            yield Unusual("own_surname", some)


KINDS: Mapping[str, Callable[[Reads], Iterable[Unusual]]] = {
    "no_relation": no_relation,
    "own_surname": own_surname,
    "mass": mass,
    "out_of_hours": out_of_hours,
}


def unusual(lead: User, since: datetime) -> list[Unusual]:
    """Of every kind, the latest first."""
    reads = Reads(lead, since)
    found = [one for kind in KINDS.values() for one in kind(reads)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _each_day(kind: str, odd: Iterable[Read]) -> Iterator[Unusual]:
    """What one person read on one day in London is one line."""

    def key(read: Read) -> tuple[int, date]:
        return read.actor, day_of(read.at)

    for _, some in groupby(sorted(odd, key=lambda read: (read.actor, read.at)), key):
        yield Unusual(kind, tuple(some))


def _holds(person: User, tie: Relation) -> bool:
    of_team = tie.team_id is not None and tie.team_id == person.team_id
    return tie.user_id == person.pk or tie.agency_id == person.agency_id or of_team


def _in_force(tie: Relation, at: datetime) -> bool:
    return tie.since <= at and (tie.until is None or at < tie.until)


def _in_office_hours(at: datetime) -> bool:
    here = at.astimezone(LONDON)
    opens, closes = OFFICE
    return here.weekday() < 5 and opens <= here.time() < closes
