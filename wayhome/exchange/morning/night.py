"""What came of an agency's exports in the night before a morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from django.db.models import Max

from wayhome.cases.partners.models import Agency
from wayhome.exchange.drops.taking import has_place
from wayhome.exchange.models import Drop, Load
from wayhome.rules.moment import LONDON, day_of

#: An export made after this on the day before is last night's.
BEGINS = time(18)


@dataclass(frozen=True)
class Night:
    agency: Agency
    at: datetime

    @property
    def began(self) -> datetime:
        return datetime.combine(day_of(self.at) - timedelta(days=1), BEGINS, LONDON)

    @cached_property
    def last_export(self) -> datetime | None:
        return Load.objects.of(self.agency).aggregate(last=Max("finished_at"))["last"]

    @cached_property
    def is_expected(self) -> bool:
        """It has a folder in the drop folder, or something once came through it."""
        return has_place(self.agency) or Drop.objects.of(self.agency).exclude(outcome=Drop.LEFT).exists()

    @property
    def did_not_come(self) -> bool:
        return self.is_expected and (self.last_export is None or self.last_export < self.began)

    @cached_property
    def not_finished(self) -> list[Load]:
        """Loads under way, or stopped since the night began."""
        begun = Load.objects.of(self.agency).unfinished().order_by("-started_at")
        return [one for one in begun if one.is_under_way or one.started_at >= self.began]

    @cached_property
    def not_taken(self) -> list[Drop]:
        """What was refused whole since the night began, or lies where nobody can take it in."""
        of_ours = Drop.objects.of(self.agency).filter(load=None).order_by("-found_at")
        return [one for one in of_ours if one.gone_at is None or one.found_at >= self.began]
