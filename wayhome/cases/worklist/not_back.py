"""Everyone on a user's board, most urgent first: counted whole, and read page by page, in one query."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When, Window

from wayhome.cases.children import index
from wayhome.cases.children.models import Episode, Reach, Watch
from wayhome.cases.children.queries import Query
from wayhome.cases.partners.models import User
from wayhome.rules.episode import Standing
from wayhome.rules.facts import Risk

PAGE = 25

_MISSING = Q(standing__in=[Standing.MISSING.value, Standing.WHEREABOUTS_KNOWN.value])

#: What the counts above the board count, and what it can be narrowed to.
ONLY: Mapping[str, Q] = {
    "missing": _MISSING,
    "found": ~_MISSING,
    "police_not_told": _MISSING & Q(police_told=False),
    "unacknowledged": Q(is_unacknowledged=True),
    "overdue": Q(is_overdue=True),
    "being_worked_out": Q(being_worked_out=True),
}

#: Narrowed to nothing.
EVERYONE = Q(child__isnull=False)

#: Not assessed stands before medium: it may be anything.
RISK_ORDER = (Risk.HIGH.value, "", Risk.MEDIUM.value, Risk.OTHER.value, Risk.LOW.value)

#: Police not told, then not acknowledged, then by risk, then overdue; of those alike, the one missing longest.
_URGENCY = (
    "-police_not_told",
    "-is_unacknowledged",
    Case(*(When(risk=risk, then=place) for place, risk in enumerate(RISK_ORDER)), default=len(RISK_ORDER)),
    "-is_overdue",
    "since",
    "pk",
)


class NotBack(NamedTuple):
    """An episode whose child is not back, in the columns of which a board is made.

    `force` and `authority` are row keys, None where nobody has stated them. `being_worked_out`: what the index holds of
    the child may be old.
    """

    pk: int
    child: int
    key: str
    since: datetime
    found_at: datetime | None
    missing_from: str
    standing: str
    risk: str
    force: int | None
    authority: int | None
    is_away: bool
    is_missing: bool
    police_not_told: bool
    is_unacknowledged: bool
    is_overdue: bool
    being_worked_out: bool

    @property
    def owner(self) -> int | None:
        """Whose the child is tonight: the force's while missing, the responsible authority's once found."""
        return self.force if self.is_missing else self.authority


class Board(NamedTuple):
    """`counts` are of everyone; together, missing and found are all of them. `page` is of those it is narrowed to."""

    counts: Mapping[str, int]
    page: Page[int]
    episodes: list[NotBack]


def not_back(user: User, at: datetime) -> list[NotBack]:
    """Everyone on this user's board, most urgent first."""
    return _read(_most_urgent_first(Reach.of(user)), at)[0]


def board(user: User, at: datetime, which: Q = EVERYONE, number: int = 1) -> Board:
    """One page of it, narrowed to some. A page that there is not is the last one."""
    who = Reach.of(user)
    episodes, counts = _read(_most_urgent_first(who, which, number), at)
    if not counts and number > 1:  # beyond everyone, where no row says how many there are
        _, counts = _read(_most_urgent_first(who, which, 1), at)
    page = Paginator(range(counts.get(_FITTING, 0)), PAGE).get_page(number)
    if page.number != number:
        episodes, counts = _read(_most_urgent_first(who, which, page.number), at)
    return Board({only: counts.get(only, 0) for only in ONLY}, page, episodes)


def being_worked_out(children: Collection[int], at: datetime) -> set[int]:
    """Those of these children of whom what the index holds may be old."""
    due = Watch.objects.due(at, _derived_with()).filter(child__in=children)
    return set(due.values_list("child", flat=True))


_FITTING = "fitting"


@lru_cache(maxsize=4096)
def _most_urgent_first(who: Reach, which: Q = EVERYONE, number: int | None = None) -> Query:
    """Every row says how many there are of each; those who fit come first, so that the others are counted as well."""
    span = slice(None) if number is None else slice((number - 1) * PAGE, number * PAGE)

    def ask(at: Any, derived_with: Any) -> QuerySet[Episode, Any]:
        due = Watch.objects.due(at, derived_with).filter(child=OuterRef("child"))
        everyone = Episode.objects.not_back().visible_to(who).annotate(being_worked_out=Exists(due))
        flagged = everyone.annotate(is_missing=_MISSING, police_not_told=ONLY["police_not_told"], fits=which)
        counted = {
            f"n_{name}": Window(Count("pk", filter=q)) for name, q in (*ONLY.items(), (_FITTING, which))
        }
        columns = (*NotBack._fields, "fits", *counted)
        return flagged.annotate(**counted).order_by("-fits", *_URGENCY).values_list(*columns)[span]

    return Query(ask)


def _read(query: Query, at: datetime) -> tuple[list[NotBack], dict[str, int]]:
    """Those who fit, and how many there are of each; empty where no row was there to say it."""
    rows = query(at=at, derived_with=_derived_with())
    shown = len(NotBack._fields)
    counts = dict(zip((*ONLY, _FITTING), rows[0][shown + 1 :], strict=True)) if rows else {}
    return [NotBack._make(row[:shown]) for row in rows if row[shown]], counts


def _derived_with() -> str:
    return index.version(index.book())
