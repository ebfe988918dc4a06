"""A team of one agency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from wayhome.cases.partners.models.agency import Agency
from wayhome.rules.access import Act, may

if TYPE_CHECKING:
    from wayhome.cases.partners.models.user import User


class TeamKind(models.TextChoices):
    CONTROL_ROOM = "control_room", "Control room"
    DUTY_DESK = "duty_desk", "Duty desk"
    EMERGENCY_DUTY = "emergency_duty", "Emergency duty team (out of hours)"
    MISSING_COORDINATION = "missing_coordination", "Missing persons coordination"
    RETURN_INTERVIEWS = "return_interviews", "Return interviews"
    CARE = "care", "Care staff"
    OTHER = "other", "Other"


# A new report is acknowledged by one of these, so one of them must be on duty at every hour.
ANSWERING = (TeamKind.CONTROL_ROOM, TeamKind.DUTY_DESK, TeamKind.EMERGENCY_DUTY)


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, user: User) -> Self:
        """The teams of this user's own agency; for an administrator, every team."""
        return self if user.is_administrator else self.filter(agency=user.agency_id)

    def managed_by(self, user: User) -> Self:
        """The teams whose rota this user may change: those of the own agency, for whoever runs a shift there."""
        if not user.is_active or not may(user.role, Act.KEEP_ROTA):
            return self.none()
        return self.visible_to(user)

    def answering(self) -> Self:
        """Teams that acknowledge new reports."""
        return self.filter(kind__in=ANSWERING)


class Team(models.Model):
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=TeamKind.choices)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="team_named_once_in_an_agency",
                violation_error_message="This agency already has a team of that name",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def answers_reports(self) -> bool:
        return self.kind in ANSWERING
