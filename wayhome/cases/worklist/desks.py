"""The desks that take up new reports, and those at which nobody sits: an alarm by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Max, Q, QuerySet

from wayhome.cases.partners.models import Agency, Shift, Team
from wayhome.rules.facts import AgencyKind

#: A force's control room, an authority's duty desk and emergency duty team.
KINDS = (AgencyKind.POLICE, AgencyKind.AUTHORITY)


class EmptyDesk(NamedTuple):
    """`since` is when its last shift ended, or when the agency joined if it never had one."""

    agency: Agency
    since: datetime


def empty(at: datetime) -> QuerySet[Agency]:
    """Forces and authorities that record here and have nobody on duty to take up a report."""
    on_duty = Shift.objects.on_duty(Team.objects.answering(), at).order_by()
    desks = Agency.objects.filter(kind__in=[kind.value for kind in KINDS], joined_at__lte=at)
    return desks.exclude(pk__in=on_duty.values("team__agency")).order_by("name")


def near(agency: Agency) -> Q:
    """The desks an agency's reports go to: its own, those of its force and authority, and of those it serves."""
    return Q(pk__in=[agency.pk, agency.force_id, agency.host_authority_id]) | Q(force=agency.pk)


def empty_since(agencies: Iterable[Agency], at: datetime) -> list[EmptyDesk]:
    """Each with when it fell empty."""
    agencies = list(agencies)
    teams = Team.objects.answering().filter(agency__in=agencies)
    over = Shift.objects.of(teams).staffed().filter(ends__lte=at).order_by()
    ended = dict(over.values_list("team__agency").annotate(Max("ends")))
    return [EmptyDesk(agency, ended.get(agency.pk) or agency.joined_at or at) for agency in agencies]
