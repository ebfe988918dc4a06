"""The record as insight reads it, and the only door to it: children's chronologies, a batch at a time.

Each is a frozen value under the child's number in this record, which says nothing to whoever has no record. What is
sealed stays where it is; what is kept apart comes as its token; a record restricted to people by name is left out,
since whoever counts is none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Actor
from wayhome.cases.children.actions.subject import about
from wayhome.cases.children.chronologies import Partnership, read
from wayhome.cases.children.index import shares
from wayhome.cases.children.models import Child, Event, Restriction
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company

AT_ONCE = 200

MISSING: Final = ("Missing",)

#: Of whom an extract speaks: a concern may stand of a child who was never missing.
EXTRACTED: Final = (*MISSING, "ConcernStated")


def chronologies(
    *, by: Actor, at: datetime, child: int | None = None, of: Collection[str] = MISSING
) -> Iterator[tuple[Chronology, Company]]:
    """Of every child who was ever said to be missing, in the order of their numbers; of one, where `child` is given.
    Each comes with what others share with the child. `of` are the kinds of fact, one of which was said of each.

    `at` is the moment of reading, for the audit: what comes is all that the record holds, from any time.
    """
    for batch in _batches(_ever(of), child):
        yield from extract(batch, by=by, at=at).values()


def chronologies_to_count() -> Iterator[tuple[Chronology, Company]]:
    """The same of everybody of whom an extract speaks, without an entry for each: nothing of it leaves this process but
    numbers, and whoever keeps these enters that.
    """
    partnership = Partnership()
    for batch in _batches(_ever(EXTRACTED)):
        yield from _read(batch, partnership).values()


@transaction.atomic
def extract(children: list[int], *, by: Actor, at: datetime) -> Mapping[int, tuple[Chronology, Company]]:
    """What is said of these children, by their row keys, with an entry in the audit that names each by number."""
    enter("extract", by=by, at=at, subject=about(children), detail={"numbers": children})
    return _read(children, Partnership())


def names_of_agencies() -> Mapping[str, str]:
    """What the agencies of this partnership are called, by code."""
    return Partnership().names


def _read(children: list[int], partnership: Partnership) -> Mapping[int, tuple[Chronology, Company]]:
    each = read(children, partnership).chronologies
    companies = shares.companies(each, partnership)
    return {child: (one, companies[child]) for child, one in each.items()}


def _batches(children: QuerySet[Child], child: int | None = None) -> Iterator[list[int]]:
    """Their numbers."""
    if child is not None:
        children = children.filter(pk=child)
    last = 0
    while batch := list(children.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        yield batch
        last = batch[-1]


def _ever(kinds: Collection[str]) -> QuerySet[Child]:
    """Also those of whom it was withdrawn since: somebody knew of it then."""
    restricted = Restriction.objects.standing().of_record()
    said = Event.objects.filter(kind__in=kinds)
    return Child.objects.filter(pk__in=said.values("child")).exclude(pk__in=restricted.values("child"))
