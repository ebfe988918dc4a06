"""What was opened in an emergency. The tie it made is a row of `Relation` like any other, and ends by itself."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Self

from django.db import models
from django.db.models import Q

from wayhome.cases.children.models import Relation
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.access import Act, may
from wayhome.rules.guidance.bank_holidays import ENGLAND_AND_WALES
from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence
from wayhome.rules.working_days import WorkingDays

REVIEW_WITHIN = WorkingDays(1, ENGLAND_AND_WALES)
"""The record's own rule, which no statute sets: see docs/decisions/0020."""


class Verdict(StrEnum):
    RIGHT = "right"  # it was needed, and no wider than needed
    NOT_RIGHT = "not_right"  # it was not needed, or wider than needed: the agency's own procedure follows


class OpeningQuerySet(models.QuerySet["Opening"]):
    def visible_to(self, user: User) -> Self:
        """Those by people of the agency for whose use of the record this user answers."""
        return self.filter(agency=user.agency_id) if may(user.role, Act.REVIEW_OPENING) else self.none()

    def unreviewed(self) -> Self:
        return self.filter(reviewed_at=None)


class Opening(models.Model):
    """One person opened one record. `reason` is in their own words; `agency` is theirs, at that moment.

    The review's three fields are filled together, and once. `verdict` is a value of `Verdict`.
    """

    relation = models.OneToOneField(Relation, on_delete=models.CASCADE, related_name="opening")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Verdict])
    said = models.TextField(blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="opening_is_reviewed_whole",
                condition=Q(reviewed_by=None, reviewed_at=None, verdict="")
                | (Q(reviewed_by__isnull=False, reviewed_at__isnull=False) & ~Q(verdict="")),
            )
        ]

    def __str__(self) -> str:
        return f"opening {self.pk}"

    @property
    def by(self) -> User:
        assert self.relation.user is not None  # an emergency is one person's
        return self.relation.user

    @property
    def found(self) -> Sentence:
        """What its review found; only of one that was reviewed."""
        return Sentence(f"emergency.verdict.{self.verdict}")

    @property
    def review_due(self) -> Moment | None:
        """To the end of the next working day; None beyond the calendar of bank holidays."""
        return REVIEW_WITHIN.due(Moment.at(self.relation.since))

    def is_late(self, at: datetime) -> bool:
        due = self.review_due
        return self.reviewed_at is None and due is not None and due.ends < at
