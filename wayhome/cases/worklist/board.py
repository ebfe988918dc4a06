"""The board: a page of those who are not back, each with all that a row shows. Read from the index in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Value
from django.db.models.functions import Coalesce

from wayhome.cases.children.models import Episode, Finding, Relation
from wayhome.cases.children.questions import Question
from wayhome.cases.worklist.desks import Known
from wayhome.cases.worklist.due import Pressing, columns
from wayhome.cases.worklist.not_back import NotBack
from wayhome.cases.worklist.row import Row, Shown, Wording
from wayhome.rules.access import RelationKind
from wayhome.ui.forms import language


def rows(page: Iterable[NotBack], agencies: Known, at: datetime) -> list[Row]:
    """One page of the board, each kind of thing that its rows show read by itself, for this page alone."""
    wording = Wording(agencies, at, language())
    episodes = _episodes(one.pk for one in page)
    findings = _findings(one.key for one in episodes.values())
    holders = _holders({one.child for one in episodes.values()})

    def worded(one: NotBack) -> Row:
        shown = episodes[one.pk]
        return wording.row(one, shown, findings[shown.key], holders[shown.child])

    return list(map(worded, page))


_EPISODES = Question(lambda page: Episode.objects.filter(pk__in=page).values_list(*Shown._fields))
_PRESSING = Question(
    lambda episodes: columns(Finding.objects.pressing().filter(episode__in=episodes).order_by("pk"))
)
_ALLOCATED = Question(
    lambda children: (
        Relation.objects.in_force()
        .filter(kind=RelationKind.ALLOCATED.value, child__in=children)
        .order_by("since", "pk")
        .values_list("child", Coalesce("user__full_name", "team__name", Value("")))
    )
)


def _episodes(page: Iterable[int]) -> dict[int, Shown]:
    """By their row key."""
    return {one.pk: one for one in map(Shown._make, _EPISODES(page=page))}


def _findings(episodes: Iterable[str]) -> dict[str, list[Pressing]]:
    """By the key of their episode."""
    findings: dict[str, list[Pressing]] = defaultdict(list)
    for one in map(Pressing._make, _PRESSING(episodes=episodes)):
        findings[one.episode].append(one)
    return findings


def _holders(children: Iterable[int]) -> dict[int, list[str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for child, name in _ALLOCATED(children=children):
        holders[child].append(name)
    return holders
