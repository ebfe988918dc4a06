"""Gaps in recording: what is found about agencies by night, and the page that tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Q

from wayhome.cases.audit.models import Entry
from wayhome.cases.children.chronologies import Partnership
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.worklist.actions import LOOKED_AT
from wayhome.cases.worklist.fallen_due import fallen_due
from wayhome.cases.worklist.models import AgencyFinding
from wayhome.cases.worklist.recorded import counted
from wayhome.rules.access import Act, may
from wayhome.rules.guidance.protocol import Protocol, in_force_on
from wayhome.rules.moment import day_of
from wayhome.rules.recording import AgencyFinding as Found
from wayhome.rules.recording import late_every_time, period_of, records_nothing

#: For how long what is mended stays on the page.
SHOWN_AFTER = timedelta(days=28)

#: A look that is older is not last night's: the worker did not run.
FRESH = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Line:
    """`found` is what it rests on, `row` since when it has been found."""

    row: AgencyFinding
    found: Found


def found(at: datetime) -> list[Found]:
    """Every finding about an agency of this partnership, as at `at`."""
    protocol, partnership = _protocol(at), Partnership()
    return [*_silent(at, protocol, partnership), *_late(at, protocol, partnership)]


def lines(user: User) -> list[Line]:
    """What stands, agency by agency; what began first stands first."""
    standing = AgencyFinding.objects.visible_to(user).standing().select_related("agency")
    in_order = standing.order_by("agency__name", "first_seen", "rule", "duty")
    return [Line(row, row.as_rules()) for row in in_order]


def mended(user: User, at: datetime) -> list[Line]:
    """What has lately ceased to be so, the last first."""
    rows = AgencyFinding.objects.visible_to(user).cleared_since(at - SHOWN_AFTER).select_related("agency")
    return [Line(row, row.as_rules()) for row in rows.order_by("-cleared_at", "agency__name", "pk")]


def too_new(user: User, at: datetime) -> list[Agency]:
    """Agencies of which nothing can be found yet: they have not begun here, or not for long enough."""
    length = _protocol(at).nothing_recorded_for
    new = Q(joined_at=None) | Q(joined_at__gt=at - (length or timedelta()))
    every = Agency.objects.visible_to(user).filter(new).order_by("name")
    return list(every if may(user.role, Act.READ_EVERY_GAP) else every.filter(pk=user.agency_id))


def looked_at() -> datetime | None:
    """When the agencies were last looked at; None: never."""
    return Entry.objects.about(LOOKED_AT).aggregate(last=Max("at"))["last"]


def _protocol(at: datetime) -> Protocol:
    return in_force_on(settings.WAYHOME_PROTOCOL, day_of(at))


def _silent(at: datetime, protocol: Protocol, partnership: Partnership) -> Iterator[Found]:
    if protocol.nothing_recorded_for is None:
        return
    for key, expected, of_it in counted(period_of(protocol.nothing_recorded_for, at), partnership):
        said = records_nothing(partnership.agencies[key], expected, of_it, at, protocol)
        if said is not None:
            yield said


def _late(at: datetime, protocol: Protocol, partnership: Partnership) -> Iterator[Found]:
    if protocol.late_looked_at_for is None:
        return
    fallen = fallen_due(period_of(protocol.late_looked_at_for, at), partnership)
    for (agency, duty), fell in fallen.items():
        said = late_every_time(partnership.by_code[agency], duty, fell, at, protocol)
        if said is not None:
            yield said
