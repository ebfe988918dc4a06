"""Agencies and their teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.partners.models import Agency, Team
from wayhome.rules.facts import AgencyKind, Nation
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from wayhome.cases.audit.models import Actor


@transaction.atomic
def create_agency(  # noqa: PLR0913 - an agency is all of these
    code: str,
    name: str,
    kind: str,
    *,
    nation: str | None = None,
    joined_at: datetime | None = None,
    force: Agency | None = None,
    host_authority: Agency | None = None,
    by: Actor,
    at: datetime,
) -> Agency:
    """Adds a partner. `joined_at` None: known to the others, and not yet recording here itself.

    Refuses a code that is taken, a force that is no police force, a host that is no authority.
    """
    if Agency.objects.filter(code__iexact=code).exists():
        raise Refusal(Sentence("partners.code_taken", code=code), field="code")
    if force and force.kind != AgencyKind.POLICE:
        raise Refusal(Sentence("partners.force_is_not_police", code=force.code), field="force")
    if host_authority and host_authority.kind != AgencyKind.AUTHORITY:
        host = host_authority.code
        raise Refusal(Sentence("partners.host_is_not_an_authority", code=host), field="host_authority")
    agency = Agency.objects.create(
        code=code,
        name=name,
        kind=AgencyKind(kind).value,
        nation=Nation(nation).value if nation else "",
        joined_at=joined_at,
        force=force,
        host_authority=host_authority,
    )
    enter(
        "create_agency",
        by=by,
        at=at,
        subject=f"agency:{agency.pk}",
        detail={"code": code, "kind": agency.kind},
    )
    return agency


@transaction.atomic
def create_team(agency: Agency, name: str, kind: str, *, by: Actor, at: datetime) -> Team:
    """Adds a team to an agency, which must not have one of that name."""
    if agency.teams.filter(name__iexact=name).exists():
        raise Refusal(Sentence("partners.team_name_taken"), field="name")
    team = Team.objects.create(agency=agency, name=name, kind=kind)
    enter(
        "create_team", by=by, at=at, subject=f"team:{team.pk}", detail={"agency": agency.code, "kind": kind}
    )
    return team
