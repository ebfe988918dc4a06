"""Everyone on a user's board: read once, in few columns, to be counted, narrowed and put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from wayhome.cases.children import index
from wayhome.cases.children.models import Episode, Reach, Watch
from wayhome.cases.children.questions import Question
from wayhome.cases.partners.models import User
from wayhome.rules.episode import Standing
from wayhome.rules.facts import Risk


class State(NamedTuple):
    """How an episode stands on a board; few differ, however many children there are.

    `being_worked_out`: what the index holds of the child may be old.
    """

    standing: str
    police_told: bool
    is_unacknowledged: bool
    is_overdue: bool
    risk: str
    being_worked_out: bool

    @property
    def is_missing(self) -> bool:
        return self.standing in (Standing.MISSING, Standing.WHEREABOUTS_KNOWN)

    @property
    def police_not_told(self) -> bool:
        return self.is_missing and not self.police_told


class NotBack(NamedTuple):
    """An episode whose child is not back. `force` and `authority` are row keys, None where nobody has stated them."""

    pk: int
    force: int | None
    authority: int | None
    state: State

    @property
    def owner(self) -> int | None:
        """Whose the child is tonight: the force's while missing, the responsible authority's once found."""
        return self.force if self.state.is_missing else self.authority


#: Not assessed stands before medium: it may be anything.
RISK_ORDER = (Risk.HIGH.value, "", Risk.MEDIUM.value, Risk.OTHER.value, Risk.LOW.value)

#: What the counts above the board count, and what it can be narrowed to.
ONLY: Mapping[str, Callable[[State], bool]] = {
    "missing": lambda one: one.is_missing,
    "found": lambda one: not one.is_missing,
    "police_not_told": lambda one: one.police_not_told,
    "unacknowledged": lambda one: one.is_unacknowledged,
    "overdue": lambda one: one.is_overdue,
    "being_worked_out": lambda one: one.being_worked_out,
}


def not_back(user: User, at: datetime) -> list[NotBack]:
    """Every episode on this user's board, most urgent first, and of those alike the one missing longest."""
    rows = _longest_first(Reach.of(user))(at=at, derived_with=_derived_with())
    everyone = [NotBack(pk, force, authority, State._make(state)) for pk, force, authority, *state in rows]
    return sorted(everyone, key=lambda one: urgency(one.state))


@lru_cache(maxsize=1024)
def _longest_first(who: Reach) -> Question:
    return Question(
        lambda at, derived_with: (
            Episode.objects.not_back()
            .visible_to(who)
            .order_by("since", "pk")
            .values_list(
                *NotBack._fields[:-1],
                *State._fields[:-1],
                Exists(Watch.objects.due(at, derived_with).filter(child=OuterRef("child"))),
            )
        )
    )


@lru_cache(maxsize=1024)
def urgency(one: State) -> tuple[bool, bool, int, bool]:
    """Police not told, then not acknowledged, then by risk, then overdue."""
    risk = RISK_ORDER.index(one.risk) if one.risk in RISK_ORDER else len(RISK_ORDER)
    return not one.police_not_told, not one.is_unacknowledged, risk, not one.is_overdue


def counts(everyone: Iterable[NotBack]) -> dict[str, int]:
    """How many of each that the board can be narrowed to; together, missing and found are all of it."""
    alike = Counter(one.state for one in everyone)
    return {name: sum(n for state, n in alike.items() if is_one(state)) for name, is_one in ONLY.items()}


def being_worked_out(children: Collection[int], at: datetime) -> set[int]:
    """Those of these children of whom what the index holds may be old."""
    due = Watch.objects.due(at, _derived_with()).filter(child__in=children)
    return set(due.values_list("child", flat=True))


def _derived_with() -> str:
    return index.version(index.book())
