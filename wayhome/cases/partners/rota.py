"""A team's rota by the week: each day with who is on and when nobody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from wayhome.cases.partners.gap import Gap
from wayhome.cases.partners.models import Shift
from wayhome.rules.moment import Moment, day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayhome.cases.partners.models import Team


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days in Europe/London from a Monday; written `2026-W48` in an address."""

    monday: date

    @classmethod
    def of(cls, instant: datetime) -> Self:
        day = day_of(instant)
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError where the text is not a week of the ISO calendar."""
        return cls(datetime.strptime(f"{text}-1", "%G-W%V-%u").date())  # noqa: DTZ007 - a day has no zone

    def __str__(self) -> str:
        return f"{self.monday:%G-W%V}"

    @property
    def previous(self) -> Week:
        return Week(self.monday - timedelta(days=7))

    @property
    def following(self) -> Week:
        return Week(self.monday + timedelta(days=7))

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=n) for n in range(7)]


@dataclass(frozen=True, slots=True)
class Day:
    """`ends` is the midnight that ends the day in London."""

    day: date
    ends: datetime
    shifts: list[Shift]
    gaps: list[Gap]


def days(team: Team, week: Week) -> Iterator[Day]:
    """Each day of the week, in order. A shift over midnight stands on both its days."""
    for day in week.days:
        span = Moment.day(day)
        on = Shift.objects.of(team).staffed().during(span.begins, span.ends)
        yield Day(
            day,
            span.ends,
            list(on.select_related("user").order_by("begins", "step", "pk")),
            Shift.objects.gaps(team, span.begins, span.ends) if team.answers_reports else [],
        )
