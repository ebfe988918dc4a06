"""Which training somebody has had."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.partners.models import Training, User
from wayhome.rules.ages import years_after
from wayhome.rules.guidance.protocol import in_force_on
from wayhome.rules.moment import day_of
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.rules.training import Course

if TYPE_CHECKING:
    from wayhome.cases.audit.models import Actor


@transaction.atomic
def record_training(
    user: User, course: Course, *, taken_on: date, valid_until: date | None = None, by: Actor, at: datetime
) -> Training:
    """Records that a person had a training. What was recorded of the course before is kept, and counts no more.

    `valid_until` None: as many years as the protocol of the day it was taken says, or for good. Refuses one's own, a
    system account's, a day to come, and an end before it was taken.
    """
    if user.is_system:
        raise Refusal(Sentence("partners.system_account"))
    if user.pk == by.pk:
        raise Refusal(Sentence("training.own"))
    if taken_on > day_of(at):
        raise Refusal(Sentence("training.ahead"), field="taken_on")
    ends = valid_until or _usual_end(taken_on)
    if ends is not None and ends < taken_on:
        raise Refusal(Sentence("training.ends_before_it_begins"), field="valid_until")
    training = Training.objects.create(
        user=user, course=course.value, taken_on=taken_on, valid_until=ends, recorded_at=at
    )
    detail = {"course": course.value, "training": training.pk}
    enter("record_training", by=by, at=at, subject=f"user:{user.pk}", detail=detail)
    return training


def _usual_end(taken_on: date) -> date | None:
    years = in_force_on(settings.WAYHOME_PROTOCOL, taken_on).training_lasts_years
    return years_after(taken_on, years) if years else None
