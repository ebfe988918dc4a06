"""The record as insight reads it, and the only door to it: children's chronologies, a batch at a time.

Each is a frozen value under the child's number in this record, which says nothing to whoever has no record. What is
sealed stays where it is; what is kept apart comes as its token; a record restricted to people by name is left out,
since whoever counts is none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max, QuerySet

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Actor
from wayhome.cases.children.actions.subject import about
from wayhome.cases.children.chronologies import Partnership, read
from wayhome.cases.children.index import shares
from wayhome.cases.children.models import Child, Event, Restriction, Watch
from wayhome.cases.children.queries import Query
from wayhome.insight.extract.stamps import digest
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company

AT_ONCE = 200

_DERIVED = Query(
    lambda children: Watch.objects.filter(child__in=children).values_list(
        "child", "is_due", "derived_at", "derived_with"
    )
)

#: Whoever derives many children does so as at one moment: in which of its transactions, the events say.
_LAST_SAID = Query(
    lambda children: (
        Event.objects.filter(child__in=children)
        .values("child")
        .annotate(last=Max("pk"))
        .values_list("child", "last")
    )
)

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
    """What is said of these children, by their row keys, with an entry in the audit that names each by number; without
    those whose record was closed before it was read.
    """
    read_now = _read(children, Partnership())
    _enter(sorted(read_now), by, at)
    return read_now


def stamped(
    *, by: Actor, at: datetime, holds: Callable[[bytes], bool]
) -> Iterator[tuple[bytes, Chronology, Company]]:
    """Everybody of whom an extract speaks, each with a stamp: another, once anything changes that was said of the child
    or of the child's company; blank, for as long as what changed has not been worked out.

    Who is held under a stamp already is not read, and is named in the audit like everybody else.
    """
    for batch in _batches(_ever(EXTRACTED)):
        yield from _stamped(batch, by, at, holds)


@transaction.atomic
def _stamped(
    children: list[int], by: Actor, at: datetime, holds: Callable[[bytes], bool]
) -> list[tuple[bytes, Chronology, Company]]:
    """Stamps are read first: what somebody changes meanwhile makes the next stamp another, whichever was read here."""
    stamps = _stamps(children)
    anew, held = list[int](), list[int]()
    for child in sorted(_open(children)):
        (held if holds(stamps.get(child, b"")) else anew).append(child)
    read_now = _read(anew, Partnership()) if anew else {}
    _enter(sorted((*held, *read_now)), by, at)
    return [(stamps.get(child, b""), *said) for child, said in read_now.items()]


def _enter(children: list[int], by: Actor, at: datetime) -> None:
    if children:
        enter("extract", by=by, at=at, subject=about(children), detail={"numbers": children})


def _stamps(children: list[int]) -> dict[int, bytes]:
    """Of those who are not due. An event derives its child anew, and makes due those with whom it shares something."""
    last_said = dict(_LAST_SAID(children=children))
    return {
        child: digest((child, last_said.get(child), *derived))
        for child, is_due, *derived in _DERIVED(children=children)
        if not is_due
    }


def around() -> Iterator[object]:
    """What is said of agencies and systems, on which children's rows rest as well."""
    partnership = Partnership()
    for key, agency in partnership.agencies.items():
        yield "agency", key, agency
    for key, system in partnership.systems.items():
        yield "system", key, system.name, None if system.says is None else sorted(system.says)


def names_of_agencies() -> Mapping[str, str]:
    """What the agencies of this partnership are called, by code."""
    return Partnership().names


def _read(children: list[int], partnership: Partnership) -> Mapping[int, tuple[Chronology, Company]]:
    """Whose record stands open is looked at last: whoever was shut out before the reading is seen to be, and nobody who
    writes has to wait.
    """
    each = read(children, partnership).chronologies
    companies = shares.companies(each, partnership)
    still_open = _open(children)
    return {child: (one, companies[child]) for child, one in each.items() if child in still_open}


def _open(children: list[int]) -> set[int]:
    """Those of these who are in the record, and not restricted to people by name."""
    return set(_not_restricted().filter(pk__in=children).values_list("pk", flat=True))


def _not_restricted() -> QuerySet[Child]:
    restricted = Restriction.objects.standing().of_record()
    return Child.objects.exclude(pk__in=restricted.values("child"))


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
    said = Event.objects.filter(kind__in=kinds)
    return _not_restricted().filter(pk__in=said.values("child"))
