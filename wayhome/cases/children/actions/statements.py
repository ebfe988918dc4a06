"""Every act by which a person says something of a child as such: who the child is, in whose care, and where."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from wayhome.cases.children.actions import add_child, end_relation, record, relate, relate_reporter
from wayhome.cases.children.actions.asking import require, said
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Relation
from wayhome.cases.children.reading.care import open_placements, placements, responsible_authority
from wayhome.cases.partners.models import Agency, User
from wayhome.rules import event
from wayhome.rules.access import Act, of_agency
from wayhome.rules.facts import (
    Fact,
    IdentityStated,
    NotDone,
    NoticeGiven,
    Placed,
    PlacementEnded,
    ResponsibleAuthorityStated,
)
from wayhome.rules.moment import Moment
from wayhome.rules.placement import times_in_care
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

RESPONSIBLE, PLACEMENT = "responsible", "placement"

#: Which act it is to say what is not stated of the child as such, but of a placement or a time in care.
ACTS: dict[type[Fact], Act] = {NotDone: Act.SETTLE, NoticeGiven: Act.NOTIFY}


@transaction.atomic
def introduce(identity: IdentityStated, *, authority: Agency | None, by: User, at: datetime) -> Child:
    """A child whom the record did not know, as this person names the child.

    `authority` is the responsible authority as they state it; None: they could not say. Both agencies see the
    child from now on. Whoever may report a child missing may add one.
    """
    require(by, Act.REPORT)
    if not identity.forename and not identity.surname:
        raise Refusal(Sentence("children.name_or_description"), field="forename")
    child = add_child(by=by, at=at)
    relate_reporter(child, because="added", by=by, at=at)
    stated: list[Fact] = [identity]
    if authority is not None:
        relate(child, authority, of_agency(authority.kind), because=RESPONSIBLE, by=by, at=at)
        stated.append(ResponsibleAuthorityStated(authority=authority.as_fact()))
    record(
        [said(child, fact, Moment.at(at), by=by, at=at) for fact in stated], by=by, at=at, verb="introduce"
    )
    return child


@transaction.atomic
def state(
    child: Child, fact: Fact, *, happened_at: Moment, by: User, at: datetime, token: str = ""
) -> event.Event:
    """Says a fact of the child as such. It stands beside what others say; nothing is overwritten.

    Whoever it makes responsible, or gives the child to live with, sees the child from now on; when a placement
    ends, what it alone had opened closes.
    """
    require(by, ACTS.get(type(fact), Act.STATE), child)
    _names_what_is_here(child, fact)
    if isinstance(fact, PlacementEnded):
        _leave(child, fact, by, at)
    for agency, because in _concerned(fact):
        kind = of_agency(agency.kind, placed=because == PLACEMENT)
        relate(child, agency, kind, because=because, by=by, at=at)
    new = said(child, fact, happened_at, by=by, at=at, token=token)
    record([new], by=by, at=at, verb=f"state_{type(fact).__name__}")
    return new


@transaction.atomic
def tell_host(child: Child, began: str, *, told_at: Moment, by: User, at: datetime) -> event.Event:
    """The authority in whose area a placement stands was told of it. `began` is the key of what began it."""
    require(by, Act.STATE, child)
    if told_at.begins > at:
        raise Refusal(Sentence("children.dated_ahead"), field="told_at")
    placed = next((one for one in placements(chronology_of(child)) if one.began.key == began), None)
    if placed is None or placed.fact.host is None:
        raise Refusal(Sentence("children.no_host_stated"), field="began")
    told = replace(placed.began, told=(event.Telling(placed.fact.host, told_at),))
    record([told], by=by, at=at, verb="tell_host")
    return told


def _concerned(fact: Fact) -> list[tuple[Agency, str]]:
    match fact:
        case ResponsibleAuthorityStated(authority=authority):
            return [(Agency.objects.get(code=authority.code), RESPONSIBLE)]
        case Placed(home=home, host=host):
            codes = [agency.code for agency in (home, host) if agency is not None]
            return [(agency, PLACEMENT) for agency in Agency.objects.filter(code__in=codes)]
    return []


def _names_what_is_here(child: Child, fact: Fact) -> None:
    """Refuses what is said of a placement or time in care that is not this child's."""
    if not fact.episodes:
        return
    chronology = chronology_of(child)
    here = {one.key for one in (*placements(chronology), *times_in_care(chronology))}
    if not here.issuperset(fact.episodes):
        raise Refusal(Sentence("children.placement_is_not_here"), field="what")


def _leave(child: Child, ended: PlacementEnded, by: User, at: datetime) -> None:
    """Refuses a placement that has ended already. The home and host keep what another statement gives them."""
    chronology = chronology_of(child)
    standing = open_placements(chronology)
    if ended.began not in {placement.began.key for placement in standing}:
        raise Refusal(Sentence("children.placement_has_ended"), field="began")
    responsible = responsible_authority(chronology)
    stays = {agency.code for one in standing if one.began.key != ended.began for agency in one.agencies}
    stays |= {responsible.code} if responsible else set()
    leaves = {agency.code for one in standing if one.began.key == ended.began for agency in one.agencies}
    opened = Relation.objects.in_force().filter(child=child, because=PLACEMENT)
    for relation in opened.filter(agency__code__in=leaves - stays):
        end_relation(relation, by=by, at=at)
