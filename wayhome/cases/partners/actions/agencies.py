"""Agencies and their teams."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.partners.models import Agency, Team
from wayhome.rules.facts import AgencyKind, Nation
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

if TYPE_CHECKING:
    from wayhome.cases.audit.models import Actor
    from wayhome.cases.audit.models.entry import Detail


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

    Refuses a code that is taken, a force that is no police force, a host that is no authority, and a beginning that has
    not come: all that is due would be inherited, and stand on no board.
    """
    if Agency.objects.filter(code__iexact=code).exists():
        raise Refusal(Sentence("partners.code_taken", code=code), field="code")
    _require_police(force)
    _require_authority(host_authority)
    _require_begun(joined_at, at)
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
def change_agency(
    agency: Agency,
    name: str,
    *,
    nation: str | None,
    joined_at: datetime | None,
    force: Agency | None,
    host_authority: Agency | None,
    by: Actor,
    at: datetime,
) -> Agency:
    """Puts right what is known of a partner, or says since when it records here. What stays the same leaves no trace.

    Its code stays: events, files and the audit name it so. Its kind stays: under it people have their roles, and what
    it said has its legal basis. One that was entered as another kind is another agency. Refuses what creation refuses,
    and an agency as its own force or host, which one that is being added cannot be.
    """
    _require_police(force)
    _require_authority(host_authority)
    _require_another(agency, force=force, host_authority=host_authority)
    held = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    said = {
        "name": name,
        "nation": Nation(nation).value if nation else "",
        "joined_at": joined_at,
        "force": force,
        "host_authority": host_authority,
    }
    was = {field: getattr(held, field) for field, now in said.items() if getattr(held, field) != now}
    if not was:
        return held
    if "joined_at" in was:
        _require_begun(joined_at, at)
    known = held.as_fact().known
    for field in was:
        setattr(held, field, said[field])
    if held.as_fact().known != known:
        held.edition += 1
    held.save(update_fields=[*was, "edition"])
    enter("change_agency", by=by, at=at, subject=f"agency:{held.pk}", detail=_former(**was))
    return held


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


def _require_police(force: Agency | None) -> None:
    if force and force.kind != AgencyKind.POLICE:
        raise Refusal(Sentence("partners.force_is_not_police", code=force.code), field="force")


def _require_authority(host: Agency | None) -> None:
    if host and host.kind != AgencyKind.AUTHORITY:
        raise Refusal(Sentence("partners.host_is_not_an_authority", code=host.code), field="host_authority")


def _require_another(agency: Agency, *, force: Agency | None, host_authority: Agency | None) -> None:
    if force == agency:
        raise Refusal(Sentence("partners.is_its_own_force"), field="force")
    if host_authority == agency:
        raise Refusal(Sentence("partners.is_its_own_host_authority"), field="host_authority")


def _require_begun(joined_at: datetime | None, at: datetime) -> None:
    if joined_at and joined_at > at:
        raise Refusal(Sentence("partners.begins_later"), field="joined_at")


def _former(**was: Any) -> Detail:
    """What stood in the fields that changed, in codes; of the name only that it was another."""
    return {f"{field}_was": field == "name" or _code(value) for field, value in was.items()}


def _code(value: Agency | datetime | str | None) -> str | None:
    match value:
        case Agency():
            return value.code
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return value or None
