"""The on-call rota: who answers for a team, and who is next if they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from wayhome.cases.partners.gap import Gap, uncovered
from wayhome.cases.partners.models.team import ANSWERING, Team
from wayhome.cases.partners.models.user import User

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class ShiftQuerySet(models.QuerySet["Shift"]):
    def visible_to(self, user: User) -> Self:
        """The rotas of this user's own agency; for an administrator, every rota."""
        return self if user.is_administrator else self.filter(team__agency=user.agency_id)

    def managed_by(self, user: User) -> Self:
        return self.filter(team__in=Team.objects.managed_by(user))

    def during(self, begins: datetime, ends: datetime) -> Self:
        """Shifts that share any time with the span; its end, and a shift's, do not belong to it."""
        return self.filter(begins__lt=ends, ends__gt=begins)

    def at(self, instant: datetime) -> Self:
        return self.filter(begins__lte=instant, ends__gt=instant)

    def staffed(self) -> Self:
        """Shifts of somebody who can still sign in: an account that was closed answers nothing."""
        return self.filter(user__is_active=True)

    def answering(self) -> Self:
        """Shifts of the teams that acknowledge new reports."""
        return self.filter(team__kind__in=ANSWERING)

    def of(self, teams: Team | Iterable[Team]) -> Self:
        return self.filter(team__in=[teams] if isinstance(teams, Team) else teams)

    def on_duty(self, teams: Team | Iterable[Team], at: datetime) -> Self:
        """Who answers for a team, or for several together, at an instant: first on call first.

        Empty is itself an alarm. `Shift.objects.on_duty(agency.teams.answering(), at)` is who acknowledges
        for an agency, by day and by night.
        """
        return self.of(teams).staffed().at(at).select_related("team", "user").order_by("step", "begins", "pk")

    def gaps(self, teams: Team | Iterable[Team], begins: datetime, ends: datetime) -> list[Gap]:
        """Spans between two instants in which nobody is on in any of the teams, in order."""
        shifts = self.of(teams).staffed().during(begins, ends).order_by("begins")
        return uncovered(shifts.values_list("begins", "ends"), begins, ends)


class Shift(models.Model):
    """One person on call for one team. `step` 1 is called first, 2 if nobody at step 1 answers, and so on."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="shifts")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="shifts")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    step = models.PositiveSmallIntegerField(default=1)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="shift_ends_after_it_begins", condition=Q(ends__gt=F("begins"))),
            models.CheckConstraint(name="shift_step_counts_from_one", condition=Q(step__gte=1)),
        ]
        indexes = [models.Index(fields=["team", "begins", "ends"], name="shift_of_team")]

    def __str__(self) -> str:
        return f"{self.begins:%d %b %H:%M} to {self.ends:%d %b %H:%M}, step {self.step}"
