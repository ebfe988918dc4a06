"""Children whose records show a pattern, about whom nobody has ever decided and nobody is asked.

A decision that fell due before its agency began here was nobody's to give. It is asked for on its day of review, if
that comes after; else only after the next time. Until then these children would be in nobody's work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wayhome.cases.children.models import Child, Episode, Finding
from wayhome.cases.children.models.index import FindingQuerySet
from wayhome.cases.children.reading.decision import stands_until
from wayhome.cases.partners.models import User
from wayhome.cases.worklist.decisions import whose_to_decide
from wayhome.cases.worklist.most_often import YEAR, answering
from wayhome.cases.worklist.not_back import being_worked_out
from wayhome.rules.guidance.patterns import ALERT, DECISION, OF_EPISODES
from wayhome.rules.guidance.protocol import in_force_on
from wayhome.rules.moment import day_of
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class LeftToNobody:
    """`since` is when a decision was last called for, on so many `patterns`; `seen` names those that ask for one
    and tell of episodes alone. `asked_on` is when somebody is asked by time alone; None: only after the next time.
    `decides` and `answers` are blank where nobody has said.
    """

    child: Child
    in_a_year: int
    last: datetime | None
    is_missing: bool
    since: datetime
    seen: Sequence[Sentence]
    patterns: int
    asked_on: datetime | None
    decides: str
    answers: str
    being_worked_out: bool

    @property
    def others(self) -> int:
        """Patterns that are not named."""
        return self.patterns - len(self.seen)


def never_decided(user: User, at: datetime) -> FindingQuerySet:
    """The decisions that were left to nobody, called for in the last year: as far back as *Missing most often* counts.

    What is older stays among what the agency inherited.
    """
    left = Finding.objects.visible_to(user).never_decided().filter(since__gt=at - YEAR)
    return whose_to_decide(user, left)


def most_often_first(left: FindingQuerySet, at: datetime) -> QuerySet[Finding, Any]:
    """Whoever went missing most often in the last year, then whoever was last called for."""
    theirs = Episode.objects.filter(child=OuterRef("child")).order_by().values("child")
    counted = theirs.filter(since__gt=at - YEAR, since__lte=at).annotate(n=Count("pk"))
    return left.annotate(
        in_a_year=Coalesce(Subquery(counted.values("n")), 0),
        last=Subquery(theirs.filter(since__lte=at).annotate(last=Max("since")).values("last")),
        is_missing=Exists(Episode.objects.not_back().filter(child=OuterRef("child"))),
        decides=F("owner__name"),
    ).order_by("-in_a_year", "-since", "pk")


def lines(page: Iterable[Any], user: User, at: datetime) -> list[LeftToNobody]:
    """A page of those, in the same few queries however many they are."""
    decisions = list(page)
    children = {one.child_id for one in decisions}
    known = Child.objects.in_bulk(children)
    rests_on, answers, waiting = _rest_on(children), answering(children, user), being_worked_out(children, at)
    return [
        LeftToNobody(
            child=known[one.child_id],
            in_a_year=one.in_a_year,
            last=one.last,
            is_missing=one.is_missing,
            since=one.since,
            seen=[Sentence(rule) for rule in rests_on[one.child_id] if _is_named(rule, at)],
            patterns=len(rests_on[one.child_id]),
            asked_on=_asked_on(one, at),
            decides=one.decides or "",
            answers=answers.get(one.child_id, ""),
            being_worked_out=one.child_id in waiting,
        )
        for one in decisions
    ]


def _rest_on(children: Iterable[int]) -> Mapping[int, Sequence[str]]:
    """The patterns on which each of these decisions rests."""
    left = Finding.objects.filter(child__in=children, inherited=True, rule__startswith=ALERT)
    patterns = defaultdict[int, list[str]](list)
    for child, rule in left.exclude(rule=DECISION.rule).order_by("pk").values_list("child", "rule"):
        patterns[child].append(rule)
    return patterns


def _is_named(rule: str, at: datetime) -> bool:
    return rule in OF_EPISODES and in_force_on(settings.WAYHOME_PROTOCOL, day_of(at)).opens(rule)


def _asked_on(left: Finding, at: datetime) -> datetime | None:
    """As the rules have it: on the day to which an answer of then would have stood, if that is still to come."""
    assert left.due is not None
    day = stands_until(left.due.ends)
    return day if day > at else None
