"""What somebody was trained in, and until when it counts."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from wayhome.cases.partners.models.user import User
from wayhome.rules.training import Course, Trained


class TrainingQuerySet(models.QuerySet["Training"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and that of the people whose training one records."""
        return self.filter(Q(user=user) | Q(user__in=User.objects.overseen_by(user)))


class Training(models.Model):
    """A row is never changed: what is recorded of a course later stands in place of what was before.

    `valid_until` is the last day on which it counts; null: it does not run out. Who recorded it stands in the audit.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="trainings")
    course = models.CharField(max_length=24)
    taken_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    objects = TrainingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="training_ends_after_it_was_taken",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("taken_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.taken_on}"

    def as_value(self) -> Trained:
        """As the rules see it."""
        return Trained(Course(self.course), self.taken_on, self.valid_until)
