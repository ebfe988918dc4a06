"""Everyone on a user's board: read once, in few columns, to be counted, narrowed and put in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from wayhome.cases.children import index
from wayhome.cases.children.models import Episode, Watch
from wayhome.cases.children.models.index import WatchQuerySet
from wayhome.cases.partners.models import User
from wayhome.rules.episode import Standing
from wayhome.rules.facts import Risk


class NotBack(NamedTuple):
    """An episode whose child is not back, as far as the board is put in order and narrowed by it.

    `force` and `authority` are row keys, None where nobody has stated them. `being_worked_out`: what the index
    holds of the child may be old.
    """

    pk: int
    standing: str
    police_told: bool
    is_unacknowledged: bool
    is_overdue: bool
    risk: str
    since: datetime
    force: int | None
    authority: int | None
    being_worked_out: bool

    @property
    def is_missing(self) -> bool:
        return self.standing in (Standing.MISSING, Standing.WHEREABOUTS_KNOWN)

    @property
    def police_not_told(self) -> bool:
        return self.is_missing and not self.police_told

    @property
    def urgency(self) -> tuple[bool, bool, int, bool, datetime, int]:
        """Police not told, then not acknowledged, then by risk, then overdue, then missing longest."""
        risk = RISK_ORDER.index(self.risk) if self.risk in RISK_ORDER else len(RISK_ORDER)
        acknowledged, in_time = not self.is_unacknowledged, not self.is_overdue
        return not self.police_not_told, acknowledged, risk, in_time, self.since, self.pk


#: Not assessed stands before medium: it may be anything.
RISK_ORDER = (Risk.HIGH.value, "", Risk.MEDIUM.value, Risk.OTHER.value, Risk.LOW.value)

#: What the counts above the board count, and what it can be narrowed to.
ONLY: Mapping[str, Callable[[NotBack], bool]] = {
    "missing": lambda one: one.is_missing,
    "found": lambda one: not one.is_missing,
    "police_not_told": lambda one: one.police_not_told,
    "unacknowledged": lambda one: one.is_unacknowledged,
    "overdue": lambda one: one.is_overdue,
    "being_worked_out": lambda one: one.being_worked_out,
}


def not_back(user: User, at: datetime) -> list[NotBack]:
    """Every episode on this user's board, most urgent first."""
    due = Exists(_due(at).filter(child=OuterRef("child")))
    rows = (
        Episode.objects.visible_to(user)
        .not_back()
        .values_list(
            *("pk", "standing", "police_told", "is_unacknowledged", "is_overdue", "risk", "since"),
            *("force", "authority", due),
        )
    )
    return sorted((NotBack(*row) for row in rows), key=lambda one: one.urgency)


def counts(everyone: Iterable[NotBack]) -> dict[str, int]:
    """How many of each that the board can be narrowed to; together, missing and found are all of it."""
    everyone = list(everyone)
    return {name: sum(map(is_one, everyone)) for name, is_one in ONLY.items()}


def being_worked_out(children: Collection[int], at: datetime) -> set[int]:
    """Those of these children of whom what the index holds may be old."""
    return set(_due(at).filter(child__in=children).values_list("child", flat=True))


def _due(at: datetime) -> WatchQuerySet:
    return Watch.objects.due(at, index.version(index.book()))
