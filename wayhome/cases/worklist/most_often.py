"""The children who go missing most often, and who senior answers for each by name.

A standing list: nobody closes a line of it, and a child leaves it only by going missing less often.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from wayhome.cases.children.models import Child, Episode, Finding, Relation
from wayhome.cases.partners.models import User
from wayhome.cases.worklist.decisions import decided_before
from wayhome.rules.access import RelationKind
from wayhome.rules.guidance.patterns import DECISION
from wayhome.rules.sentence import Sentence

#: As many as one meeting can go through, of children missing at least so often in so long.
MOST, FEWEST, LATELY = 20, 3, timedelta(days=90)

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Often:
    """`lately` and `in_a_year` count episodes, the last of which began at `last`. `decision` is the state of one that
    waits, blank: none does; `before` says what was last decided. `answers` is who senior of the reader's agency answers
    for the child; blank: nobody does.
    """

    child: Child
    lately: int
    in_a_year: int
    last: datetime
    is_missing: bool
    decision: str
    before: Sentence
    answers: str


def most_often(user: User, at: datetime) -> list[Often]:
    """Of the children for whom this user's agency answers, as force or as authority, those whom the user sees."""
    ours = Episode.objects.visible_to(user).filter(Q(authority=user.agency_id) | Q(force=user.agency_id))
    counted = (
        ours.filter(since__gt=at - YEAR, since__lte=at)
        .values("child")
        .annotate(
            in_a_year=Count("pk"), lately=Count("pk", filter=Q(since__gt=at - LATELY)), last=Max("since")
        )
        .filter(lately__gte=FEWEST)
        .order_by("-lately", "-in_a_year", "child")[:MOST]
    )
    by_child = {one["child"]: one for one in counted}
    children = Child.objects.in_bulk(by_child)
    missing = set(Episode.objects.not_back().filter(child__in=by_child).values_list("child", flat=True))
    waits = Finding.objects.pressing().undone().filter(child__in=by_child, rule=DECISION.rule)
    before = decided_before(by_child)
    decisions, named = dict(waits.values_list("child", "state")), answering(by_child, user)
    return [
        Often(
            child=children[child],
            lately=one["lately"],
            in_a_year=one["in_a_year"],
            last=one["last"],
            is_missing=child in missing,
            decision=decisions.get(child, ""),
            before=before[child],
            answers=named.get(child, ""),
        )
        for child, one in by_child.items()
    ]


def answering(children: Iterable[int], user: User) -> dict[int, str]:
    """Who senior of this user's agency answers for each; whoever can no longer sign in answers for nobody."""
    ties = Relation.objects.in_force().filter(child__in=children, kind=RelationKind.ANSWERS_FOR.value)
    own = ties.filter(user__agency=user.agency_id, user__is_active=True)
    return dict(own.values_list("child", "user__full_name"))
