"""Compares every sealed entry with its seal, and every seal with the one before it, and names the first fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Min

from wayhome.cases.audit.models import AuditSeal, Entry
from wayhome.cases.audit.seals.imprints import FORMS, Imprint, digests, imprints
from wayhome.cases.audit.seals.standing import Head, Stored, every_seal


class Fault(NamedTuple):
    """`what` it is, of which seal, and where it is an entry's, of which; `held`: whose content stands there."""

    what: str
    seal: int
    entry: int | None = None
    held: int | None = None


class Verified(NamedTuple):
    """How much was found as it was sealed, before the first fault if there is one."""

    seals: int
    entries: int
    fault: Fault | None


class Window(NamedTuple):
    """What is not sealed yet: how many entries, and since when."""

    entries: int
    since: datetime | None


def verify(tell: Callable[[int], None] = lambda _: None) -> Verified:
    """Reads every seal and every sealed entry once. `tell` hears now and then how many entries were right.

    Seals that are made meanwhile are left to the next time: what they cover may have appeared behind what was read.
    """
    before: Head | None = None
    entries, standing = 0, None
    for number, seal in enumerate(every_seal(), start=1):
        if fault := _of_the_chain(number, seal, before):
            return Verified(number - 1, entries, fault)
        assert seal
        if standing is None or standing.form != seal.head.form:
            standing = _Standing(seal.head.form, before.last if before else None)
        found = standing.upto(seal.head.last)
        if b"".join(one.pressed for one in found) != seal.imprints:
            return Verified(number - 1, entries, _first_fault(seal, found))
        before = seal.head
        entries += len(found)
        tell(entries)
    return Verified(before.number if before else 0, entries, None)


def window() -> Window:
    """The open window: entries that somebody could still change without any seal telling."""
    last = AuditSeal.objects.order_by("number").values_list("last", flat=True).last()
    since = Entry.objects.all() if last is None else Entry.objects.filter(pk__gt=last)
    return Window(**since.aggregate(entries=Count("pk"), since=Min("recorded_at")))


class _Standing:
    """The entries as they stand, read in order as far as they are asked for."""

    def __init__(self, form: int, after: int | None) -> None:
        self.form = form
        self._further = imprints(form, after=after)
        self._next = next(self._further, None)

    def upto(self, last: int) -> list[Imprint]:
        return list(self._take(last))

    def _take(self, last: int) -> Iterator[Imprint]:
        while self._next and self._next.entry <= last:
            yield self._next
            self._next = next(self._further, None)


def _of_the_chain(number: int, seal: Stored | None, before: Head | None) -> Fault | None:
    if not seal or (seal.head.number == number and not (seal.is_whole and seal.head.form in FORMS)):
        return Fault("seal_changed", number)
    if seal.head.number != number:
        return Fault("seal_removed" if seal.head.number > number else "seal_inserted", number)
    if seal.head.previous != (before.digest if before else ""):
        return Fault("seal_does_not_follow", number)
    return None


def _first_fault(seal: Stored, found: list[Imprint]) -> Fault:
    sealed, standing = digests(seal.imprints), digests(b"".join(one.pressed for one in found))
    unlike = (key for key in sealed | standing if sealed.get(key) != standing.get(key))
    if (entry := min(unlike, default=None)) is None:
        return Fault("seal_changed", seal.head.number)
    if entry not in standing:
        return Fault("removed", seal.head.number, entry)
    if entry not in sealed:
        return Fault("inserted", seal.head.number, entry)
    held = _sealed_as(standing[entry])
    return Fault("changed" if held is None else "reordered", seal.head.number, entry, held)


def _sealed_as(digest: bytes) -> int | None:
    """The entry whose content this was when it was sealed."""
    for seal in every_seal():
        if seal and digest in seal.imprints:
            return next((entry for entry, one in digests(seal.imprints).items() if one == digest), None)
    return None
