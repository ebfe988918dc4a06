"""Reads with no tie, of very many children, and at odd hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import groupby
from operator import attrgetter
from typing import Final

from wayhome.cases.children.models import Relation
from wayhome.cases.children.unusual.reads import Read, Reads, Unusual, crowded
from wayhome.cases.partners.models import Shift, User
from wayhome.rules.moment import LONDON, day_of

# All are local, ours to choose and unchecked: no published source says how much is too much.

#: So many children by one person in such a time: more than a board's page, opened one by one.
MANY: Final = 30

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


def no_relation(reads: Reads) -> Iterator[Unusual]:
    """Nothing tied the person, their team or agency to the child at that moment; team and agency as they are now."""
    ties: dict[int, list[Relation]] = {}
    for tie in Relation.objects.filter(child__in=reads.children):
        ties.setdefault(tie.child_id, []).append(tie)

    def is_tied(read: Read) -> bool:
        person = reads.people.get(read.actor)
        held = (tie for tie in ties.get(read.child or 0, ()) if person and _holds(person, tie))
        return any(_in_force(tie, read.at) for tie in held)

    yield from _each_day("no_relation", (read for read in reads.all if not is_tied(read)))


def mass(reads: Reads) -> Iterator[Unusual]:
    """`MANY` children or more by one person `WITHIN` an hour."""
    for some in reads.by():
        for window in crowded(some, MANY, attrgetter("child")):
            yield Unusual("mass", window)


def out_of_hours(reads: Reads) -> Iterator[Unusual]:
    """By night or at a weekend, by somebody who works by day and was on no rota then."""
    by_day = {pk for pk, person in reads.people.items() if person.role in BY_DAY}
    shifts = list(Shift.objects.filter(user__in=by_day).values_list("user", "begins", "ends"))

    def is_odd(read: Read) -> bool:
        on_shift = any(who == read.actor and begins <= read.at < ends for who, begins, ends in shifts)
        return read.actor in by_day and not on_shift and not _in_office_hours(read.at)

    yield from _each_day("out_of_hours", filter(is_odd, reads.all))


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
