"""What the authorities decided about the patterns of children going missing, of what the record asks for; some wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Final

from wayhome.cases.children.models import Event as Said
from wayhome.cases.children.models import Finding
from wayhome.exchange.simulated.drawing import drawing, weighted
from wayhome.exchange.simulated.story import SIMULATED
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import PatternAnswer, PatternDecided
from wayhome.rules.guidance.patterns import DECISION
from wayhome.rules.moment import Moment, day_of

#: How many of those that wait are answered.
ANSWERED: Final = 0.7

#: How soon, in hours from when it was asked for: mostly within the five days of the default protocol.
FIRST, LAST = 5, 140

#: So often each answer is given.
ANSWERS: Final = {
    PatternAnswer.MISSING_MEETING: 0.25,
    PatternAnswer.SUPPORT_OFFERED: 0.25,
    PatternAnswer.PLAN_CHANGED: 0.2,
    PatternAnswer.STRATEGY_DISCUSSION: 0.1,
    PatternAnswer.COVERED_BY_PANEL: 0.05,
    PatternAnswer.NOT_NOW: 0.15,
}
BECAUSE: Final = {
    PatternAnswer.MISSING_MEETING: "Police, school and family meet this week to share what each of them knows.",
    PatternAnswer.SUPPORT_OFFERED: "A worker whom the child has chosen sees them twice a week from now on.",
    PatternAnswer.PLAN_CHANGED: "The plan now says who is called first, and from which hour.",
    PatternAnswer.STRATEGY_DISCUSSION: "Held with police and health. The notes are in the case file.",
    PatternAnswer.COVERED_BY_PANEL: "The panel discussed the child this month and agreed who does what.",
    PatternAnswer.NOT_NOW: "A meeting with the family is booked for next week. Looked at again after it.",
}


def decisions(seed: int, now: datetime) -> Iterator[Event]:
    """Answers to what waits in the record's index; none that lies ahead of `now`."""
    asked = Finding.objects.pressing().filter(rule=DECISION.rule).exclude(owner=None)
    for waits in asked.select_related("child", "owner").order_by("since"):
        about = _about(waits)
        chance = drawing(seed, "decisions", about)
        at = (waits.since + timedelta(hours=chance.uniform(FIRST, LAST))).replace(second=0, microsecond=0)
        if at <= now and chance.random() < ANSWERED:
            yield _said(waits, about, _decided(waits, at, chance), at)


def _about(waits: Finding) -> str:
    """Which asking it is. The keys of what was said are the same in every partnership of this seed; a child's number is
    not. What was put off is asked again of the same things, and answered anew.
    """
    before = Said.objects.filter(child=waits.child_id, kind=PatternDecided.__name__).count()
    return f"{waits.evidence[0]}/{before + 1}"


def _said(waits: Finding, about: str, decided: PatternDecided, at: datetime) -> Event:
    assert waits.owner is not None
    of, moment = waits.owner.as_fact(), Moment.at(at)
    key = f"{SIMULATED.name}/decision/{about}"
    return Event(
        child=waits.child.key,
        key=key,
        fact=decided,
        happened_at=moment,
        of=of,
        told=(Telling(of, moment),),
        system=SIMULATED,
    )


def _decided(waits: Finding, at: datetime, chance: Random) -> PatternDecided:
    answer = weighted(chance, ANSWERS)
    is_put_off = answer is PatternAnswer.NOT_NOW
    return PatternDecided(
        answer=answer,
        weighed=tuple(waits.evidence),
        because=BECAUSE[answer],
        decided_by="Simulated team manager",
        look_again_on=day_of(at) + timedelta(days=chance.randrange(7, 14)) if is_put_off else None,
    )
