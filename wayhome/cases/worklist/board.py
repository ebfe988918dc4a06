"""The board: a page of those who are not back, each with all that a row shows. Read from the index in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from wayhome.cases.children.models import Child, Finding, Relation
from wayhome.cases.children.queries import Query
from wayhome.cases.worklist.desks import Known
from wayhome.cases.worklist.due import Pressing, columns
from wayhome.cases.worklist.not_back import NotBack
from wayhome.cases.worklist.row import Named, Row, Wording
from wayhome.rules.access import RelationKind
from wayhome.rules.guidance.patterns import DECISION
from wayhome.ui.forms import language


def rows(page: Collection[NotBack], agencies: Known, at: datetime) -> list[Row]:
    """One page of the board, each kind of thing that its rows show read by itself, for this page alone."""
    wording = Wording(agencies, at, language())
    children = _children(one.child for one in page)
    findings = _findings((one.key for one in page), children)
    holders = _holders(children)
    return [
        wording.row(one, children[one.child], findings[one.key] + findings[one.child], holders[one.child])
        for one in page
    ]


_CHILDREN = Query(lambda children: Child.objects.filter(pk__in=children).values_list(*Named._fields))
_PRESSING = Query(
    lambda episodes, children: columns(
        Finding.objects.pressing()
        .filter(Q(episode__in=episodes) | Q(rule=DECISION.rule, child__in=children))
        .order_by("pk")
    )
)
_ALLOCATED = Query(
    lambda children: (
        Relation.objects.in_force()
        .filter(kind=RelationKind.ALLOCATED.value, child__in=children)
        .order_by("since", "pk")
        .values_list("child", Coalesce("user__full_name", "team__name", Value("")))
    )
)


def _children(children: Iterable[int]) -> dict[int, Named]:
    """By their row key."""
    return {one.pk: one for one in map(Named._make, _CHILDREN(children=set(children)))}


def _findings(episodes: Iterable[str], children: Iterable[int]) -> dict[str | int, list[Pressing]]:
    """By the key of their episode; a decision about a pattern by its child."""
    findings: dict[str | int, list[Pressing]] = defaultdict(list)
    for one in map(Pressing._make, _PRESSING(episodes=episodes, children=children)):
        findings[one.episode or one.child].append(one)
    return findings


def _holders(children: Iterable[int]) -> dict[int, list[str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for child, name in _ALLOCATED(children=children):
        holders[child].append(name)
    return holders
