"""The desks that take up new reports, and those at which nobody sits: an alarm by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Max

from wayhome.cases.children.queries import Query
from wayhome.cases.partners.models import Agency, Shift, Team
from wayhome.rules.facts import AgencyKind

#: A force's control room, an authority's duty desk and emergency duty team.
KINDS = (AgencyKind.POLICE, AgencyKind.AUTHORITY)


class Desk(NamedTuple):
    """An agency, as lists name it. `force` and `host_authority` are row keys; `is_staffed`: somebody is on duty there
    to take up a report.
    """

    pk: int
    code: str
    name: str
    kind: str
    joined_at: datetime | None
    force: int | None
    host_authority: int | None
    is_staffed: bool


_BY_NAME = Query(lambda: Agency.objects.order_by("name").values_list(*Desk._fields[:-1]))
_STAFFED = Query(lambda at: Shift.objects.answering().staffed().at(at).values_list("team__agency").distinct())


#: Agencies by their row key.
Known = Mapping[int, Desk]


def known(agencies: Iterable[Desk]) -> Known:
    return {one.pk: one for one in agencies}


class EmptyDesk(NamedTuple):
    """`since` is when its last shift ended, or when the agency joined if it never had one."""

    agency: Desk
    since: datetime


def desks(at: datetime) -> list[Desk]:
    """Every agency, by name."""
    staffed = {agency for (agency,) in _STAFFED(at=at)}
    return [Desk._make((*one, one[0] in staffed)) for one in _BY_NAME()]


def empty(agencies: Iterable[Desk], at: datetime) -> list[Desk]:
    """Of these, the forces and authorities that record here and have nobody on duty to take up a report."""
    return [
        one
        for one in agencies
        if one.kind in KINDS and one.joined_at and one.joined_at <= at and not one.is_staffed
    ]


def near(agency: int, agencies: Iterable[Desk]) -> list[Desk]:
    """The desks an agency's reports go to: its own, those of its force and authority, and of those it serves."""
    all_of_them = known(agencies)
    own = all_of_them[agency]
    return [
        one
        for one in all_of_them.values()
        if one.pk in (agency, own.force, own.host_authority) or one.force == agency
    ]


def empty_since(agencies: Iterable[Desk], at: datetime) -> list[EmptyDesk]:
    """Each with when it fell empty."""
    agencies = list(agencies)
    teams = Team.objects.answering().filter(agency__in=[one.pk for one in agencies])
    over = Shift.objects.of(teams).staffed().filter(ends__lte=at).order_by()
    ended = dict(over.values_list("team__agency").annotate(Max("ends")))
    return [EmptyDesk(agency, ended.get(agency.pk) or agency.joined_at or at) for agency in agencies]
