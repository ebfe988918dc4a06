"""What nobody but two named leads may read, and whether one of them found that right."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef

from wayhome.cases.audit.append_only import AppendOnly
from wayhome.cases.children.models.event import Event, OfEventQuerySet
from wayhome.cases.partners.models import User
from wayhome.rules.guidance.bank_holidays import ENGLAND_AND_WALES
from wayhome.rules.moment import Moment
from wayhome.rules.working_days import WorkingDays

REVIEW_WITHIN = WorkingDays(1, ENGLAND_AND_WALES)
"""The record's own rule, which no statute sets: see docs/decisions/0028."""


class Seal(AppendOnly):
    """An edition that nobody but two named leads may read: a wrong child, or a place that must not be known.

    The edition stays in its chain, and what is sealed counts for nothing else.
    """

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="seal")
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    objects = OfEventQuerySet["Seal"].as_manager()

    def __str__(self) -> str:
        return f"seal of event {self.event_id}"


class SealReviewQuerySet(models.QuerySet["SealReview"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(event__in=Event.objects.visible_to(user))


class SealReview(models.Model):
    """One of the two leads found that what was sealed is to stay so, or undid it. No words: they would repeat it.

    `event` is the edition by which it was withdrawn.
    """

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="seal_review")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    upheld = models.BooleanField()

    objects = SealReviewQuerySet.as_manager()

    def __str__(self) -> str:
        return f"review of the seal by event {self.event_id}"


def review_due(sealed_at: datetime) -> Moment | None:
    """To the end of the next working day; None beyond the calendar of bank holidays."""
    return REVIEW_WITHIN.due(Moment.at(sealed_at))


def withdrawing() -> models.QuerySet[Event]:
    """The editions by which something was sealed: each follows an edition that nobody may read."""
    before = Event.objects.filter(key=OuterRef("key"), edition=OuterRef("edition") - 1)
    return Event.objects.filter(Exists(before.exclude(seal=None)), kind="Withdrawn")
