"""The act by which a person decides what is done about a pattern of a child going missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from wayhome.cases.children.actions.asking import require, said
from wayhome.cases.children.actions.recording import record
from wayhome.cases.children.models import Child
from wayhome.cases.children.reading.decision import last_day, never_decided, standing, waiting
from wayhome.cases.children.reading.known import known_of
from wayhome.cases.partners.models import User
from wayhome.rules import event
from wayhome.rules.access import Act
from wayhome.rules.facts import PatternDecided
from wayhome.rules.moment import Moment, day_of
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@transaction.atomic
def decide_on_pattern(
    child: Child, decided: PatternDecided, *, by: User, at: datetime, token: str = ""
) -> event.Event:
    """Answers the decision that waits, or was left to nobody, or stands: whoever looks early may decide again.

    What it weighed is what that decision rests on, whatever `decided` says. Raises Refusal where there is nothing to
    decide, and for a day of review on which nothing would be looked at again.
    """
    require(by, Act.DECIDE, child)
    Child.objects.select_for_update().get(pk=child.pk)
    known = known_of(child, at=at)
    asked = waiting(known) or never_decided(known) or standing(known)
    if asked is None:
        raise Refusal(Sentence("decision.nothing_to_decide"))
    _look_again(decided.look_again_on, at)
    new = said(child, replace(decided, weighed=asked.evidence), Moment.at(at), by=by, at=at, token=token)
    record([new], by=by, at=at, verb="decide_on_pattern")
    return new


def _look_again(day: date | None, at: datetime) -> None:
    first, last = day_of(at) + timedelta(days=1), last_day(at)
    if day is not None and not first <= day <= last:
        raise Refusal(Sentence("decision.look_again_within", first=first, last=last), field="look_again_on")
