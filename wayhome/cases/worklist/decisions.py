"""Decisions about patterns: what waits for those who decide, what was decided before, and how many come each week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse

from wayhome.cases.audit.models import Entry
from wayhome.cases.children.chronologies import Partnership, read_of
from wayhome.cases.children.models import Finding
from wayhome.cases.children.models.index import OPEN_PATTERN, UNDONE, FindingQuerySet
from wayhome.cases.partners.models import User
from wayhome.cases.worklist.panels import chairs_a_panel
from wayhome.cases.worklist.work import Line
from wayhome.rules.event import Event
from wayhome.rules.facts import PatternAnswer, PatternDecided
from wayhome.rules.guidance.patterns import DECISION, SAME_REASON_AGAIN
from wayhome.rules.moment import Moment, day_of
from wayhome.rules.sentence import Sentence
from wayhome.ui.context import Link
from wayhome.ui.forms import language
from wayhome.ui.wording import say

#: How many weeks are counted, with the one that goes on.
WEEKS = 8


@dataclass(frozen=True, slots=True)
class Waits:
    """A decision that waits: how many patterns it rests on, and what was decided before it.

    `in_the_same_words`: it was put off twice running, and nobody wrote anything new.
    """

    line: Line
    patterns: int
    in_the_same_words: bool
    before: Sentence


@dataclass(frozen=True, slots=True)
class Week:
    """`begins` on a Monday. `waiting`: asked for in it, and not answered yet."""

    begins: date
    given: int
    waiting: int


def tabs(shown: str) -> list[Link]:
    """Of the pages about patterns."""
    pages = ("decisions", "never_decided", "most_often")
    return [
        Link(
            say(Sentence(f"decisions.tab.{name}"), language()),
            reverse(f"worklist:{name}"),
            current=name == shown,
        )
        for name in pages
    ]


def undecided(user: User) -> FindingQuerySet:
    """Decisions that wait for this user's agency."""
    waits = Finding.objects.visible_to(user).pressing().filter(rule=DECISION.rule, state__in=UNDONE)
    return whose_to_decide(user, waits)


def whose_to_decide(user: User, decisions: FindingQuerySet) -> FindingQuerySet:
    """Those of this user's agency, and those that nobody has stated whose they are; of a panel, all of the children on
    its agenda.
    """
    return decisions if chairs_a_panel(user) else decisions.filter(Q(owner=user.agency_id) | Q(owner=None))


def waits(lines: Sequence[Line]) -> list[Waits]:
    """A page of those, each with what its child's record says beside it."""
    children = [line.child.pk for line in lines]
    open_now = Finding.objects.filter(OPEN_PATTERN, child__in=children)
    counted = dict(open_now.values_list("child").annotate(n=Count("pk")))
    same = set(open_now.filter(rule=SAME_REASON_AGAIN.rule).values_list("child", flat=True))
    before = decided_before(children)
    return [
        Waits(line, counted.get(line.child.pk, 0), line.child.pk in same, before[line.child.pk])
        for line in lines
    ]


def decided_before(children: Collection[int]) -> dict[int, Sentence]:
    """What was last decided of each child, and when; or that nothing was."""
    kind = PatternDecided.__name__
    said = read_of(children, (kind,), Partnership())
    return {child: _considered(one.by_kind.get(kind, ())) for child, one in said.items()}


def weeks(user: User, at: datetime) -> Iterator[Week]:
    """The last of them first. What was given is counted from the audit, by this user's agency, and names nobody."""
    monday = day_of(at) - timedelta(days=day_of(at).weekday())
    begins = [monday - timedelta(weeks=n) for n in range(WEEKS)]
    since = Moment.day(begins[-1]).begins
    of_agency = Entry.objects.filter(agency_code=user.agency_code, at__gte=since, verb="decide_on_pattern")
    given = _by_week(of_agency.values_list("at", flat=True))
    waiting = _by_week(undecided(user).filter(since__gte=since).values_list("since", flat=True))
    return (Week(monday, given[monday], waiting[monday]) for monday in begins)


def _by_week(moments: Iterable[datetime]) -> Counter[date]:
    days = map(day_of, moments)
    return Counter(day - timedelta(days=day.weekday()) for day in days)


def _considered(answers: Sequence[Event]) -> Sentence:
    if not answers:
        return Sentence("decisions.never")
    fact, on = answers[-1].fact, day_of(answers[-1].happened_at.begins)
    assert isinstance(fact, PatternDecided)
    what = Sentence(f"facts.PatternAnswer.{fact.answer.value}")
    if fact.answer is PatternAnswer.NOT_NOW:
        return Sentence("decisions.put_off", what=what, on=on, again=fact.look_again_on)
    return Sentence("decisions.decided", what=what, on=on)
