"""If the worst happened tonight: whose record an agency could least answer for, and the one act that mends it first.

There is no score. A child stands before another of whom fewer things are overdue; of two alike, the one with more
patterns open; then the one of whom something has been overdue for longest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Min, Q, When

from wayhome.cases.children.models import Child
from wayhome.cases.children.models.index import OPEN_PATTERN, FindingQuerySet
from wayhome.cases.worklist.desks import Known
from wayhome.cases.worklist.due import columns
from wayhome.cases.worklist.work import Line, lines
from wayhome.rules.finding import State
from wayhome.rules.guidance.patterns import DECISION
from wayhome.rules.sentence import Sentence

#: As many as somebody can see to in a morning.
MOST = 5

_LATE = Q(state=State.OVERDUE)

#: A decision that nobody gave first: it says what else is to be done.
_FIRST = (Case(When(rule=DECISION.rule, then=0), default=1), "due_ends", "pk")


@dataclass(frozen=True, slots=True)
class Undefended:
    """A child, how many things are overdue and how many patterns open, and what to do first."""

    child: Child
    overdue: int
    patterns: int
    first: Line

    @property
    def how_much(self) -> Iterator[Sentence]:
        yield Sentence("worst.overdue", n=self.overdue)
        if self.patterns:
            yield Sentence("worst.patterns", n=self.patterns)


def least_defended(owed: FindingQuerySet, agencies: Known, at: datetime) -> list[Undefended]:
    """Of the children of whom any of what is `owed` is overdue, in the same few queries however many they are."""
    counted = owed.values("child").annotate(
        overdue=Count("pk", filter=_LATE),
        patterns=Count("pk", filter=OPEN_PATTERN),
        oldest=Min("due_ends", filter=_LATE),
    )
    worst = counted.filter(overdue__gt=0).order_by("-overdue", "-patterns", "oldest", "child")[:MOST]
    ranked = {one["child"]: one for one in worst}
    late = lines(columns(owed.filter(_LATE, child__in=ranked).order_by(*_FIRST)), agencies, at)
    first = {line.child.pk: line for line in reversed(late)}
    return [
        Undefended(first[child].child, one["overdue"], one["patterns"], first[child])
        for child, one in ranked.items()
    ]
