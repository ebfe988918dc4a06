"""What is said of an episode while it runs, and whom it is passed on to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import Q

from wayhome.cases.children.actions import end_relation, record, relate
from wayhome.cases.children.actions.asking import require, said
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Episode, Event, Relation
from wayhome.cases.missing.actions.asking import held, key_of, require_past
from wayhome.cases.missing.reports import PoliceTold
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.partners.training import require_training
from wayhome.rules import episode, event
from wayhome.rules.access import Act, of_agency
from wayhome.rules.facts import (
    Acknowledged,
    AgencyKind,
    Fact,
    Found,
    FoundBy,
    FoundDead,
    ReturnDecided,
    Returned,
    ReturnedTo,
)
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: Which act it is to say each kind of fact about an episode.
ACTS: dict[str, Act] = {
    "Acknowledged": Act.ACKNOWLEDGE,
    "Whereabouts": Act.SEARCH,
    "BelievedToBe": Act.SEARCH,
    "Enquiry": Act.SEARCH,
    "Sighting": Act.SEARCH,
    "Contact": Act.SEARCH,
    "MissingMeeting": Act.SEARCH,
    "RiskAssessed": Act.ASSESS_RISK,
    "Found": Act.FIND,
    "FoundDead": Act.RECORD_DEATH,
    "CollectionPlanned": Act.FIND,
    "Recovered": Act.FIND,
    "ReturnDecided": Act.FIND,
    "Returned": Act.FIND,
    "CameBackWith": Act.FIND,
    "PreventionInterview": Act.FIND,
    "InterviewOffered": Act.INTERVIEW,
    "InterviewAnswered": Act.INTERVIEW,
    "InterviewHeld": Act.INTERVIEW,
    "CarerAccount": Act.INTERVIEW,
    "NotDone": Act.SETTLE,
    "NoticeGiven": Act.NOTIFY,
    "SeriousEventStated": Act.NOTIFY,
    "Closed": Act.CLOSE,
    "Reopened": Act.CLOSE,
}


@transaction.atomic
def say(
    one: Episode, fact: Fact, *, happened_at: Moment, by: User, at: datetime, token: str = ""
) -> event.Event:
    """Says a fact of an episode; `fact` must name it. Everyone in the partnership who works on it is told.

    `token` belongs to the page it was said on: the same page sent twice says it once.
    """
    require(by, ACTS[type(fact).__name__], one.child)
    require_training(type(fact).__name__, by, at)
    require_past(happened_at, at, field="happened_at")
    Child.objects.select_for_update().get(pk=one.child_id)
    if (already := _said_already(one, fact, token)) is not None:
        return held(already)
    _stands(one, fact)
    _safe_to_return(one, fact)
    if isinstance(fact, FoundDead):
        _restrict(one.child, by, at)  # first: of a death nobody is told who may no longer read of it
    new = replace(said(one.child, fact, happened_at, by=by, at=at), key=_new_key(token))
    record([new], by=by, at=at, verb=f"say_{type(fact).__name__}")
    return new


@transaction.atomic
def acknowledge(one: Episode, *, by: User, at: datetime) -> event.Event:
    """The person on shift has the report. A force's acknowledgement is its acceptance of it."""
    Child.objects.select_for_update().get(pk=one.child_id)
    fact = Acknowledged(episode=one.key, desk=by.agency.as_fact())
    if any(event.fact == fact for event in chronology_of(one.child).events):
        raise Refusal(Sentence("missing.acknowledged_already"))
    return say(one, fact, happened_at=Moment.at(at), by=by, at=at)


@transaction.atomic
def return_child(
    one: Episode,
    returned: Returned,
    decided: ReturnDecided | None,
    *,
    happened_at: Moment,
    by: User,
    at: datetime,
    token: str = "",
) -> event.Event:
    """The child is back. `decided` is whether it is safe to return there, unless that was said before.

    A child who comes back by themselves was found by that, and what follows from being found must begin.
    """
    one.refresh_from_db()
    if one.standing in (episode.Standing.MISSING, episode.Standing.WHEREABOUTS_KNOWN):
        say(one, Found(episode=one.key, by=FoundBy.RETURNED), happened_at=happened_at, by=by, at=at)
    if decided is not None and _said_already(one, returned, token) is None:
        say(one, decided, happened_at=happened_at, by=by, at=at)
    return say(one, returned, happened_at=happened_at, by=by, at=at, token=token)


@transaction.atomic
def tell_police(one: Episode, told: PoliceTold, *, by: User, at: datetime) -> None:
    """Police have been told of the missing child, later than at the report. Whoever reports children may say so."""
    require(by, Act.TELL_POLICE, one.child)
    require_past(told.at, at, field="at")
    _pass_on(one, "Missing", event.Telling(told.force.as_fact(), told.at, reference=told.reference), by, at)
    relate(one.child, told.force, of_agency(told.force.kind), because="told", by=by, at=at)


@transaction.atomic
def tell_agency(
    one: Episode,
    agency: Agency,
    told_at: Moment,
    *,
    by: User,
    at: datetime,
    that: Literal["Missing", "Found", "Returned"] = "Missing",
) -> None:
    """An authority has been told that the child is missing, found or back; or a provider, who is to interview.

    Both see the child from now on: an authority as its role allows, a provider for the interview. Whoever says it of
    their own agency gives it no tie: a record that another shares would become theirs by their own word.
    """
    require(by, Act.SEARCH, one.child)
    require_past(told_at, at, field="told_at")
    # Whoever knows that the child is back knows that the child was found.
    and_so = "Found" if that == "Returned" else ""
    _pass_on(one, that, event.Telling(agency.as_fact(), told_at), by, at, and_so=and_so)
    if agency.kind in (AgencyKind.AUTHORITY, AgencyKind.INTERVIEW_PROVIDER) and agency.pk != by.agency_id:
        relate(one.child, agency, of_agency(agency.kind), because="told", by=by, at=at)


def _said_already(one: Episode, fact: Fact, token: str) -> Event | None:
    said_before = Event.objects.filter(child=one.child, kind=type(fact).__name__, key=key_of(token))
    return said_before.order_by("edition").last() if token else None


def _new_key(token: str) -> str:
    """A token that something else was said with is no key for this: it would be read as a correction of that."""
    key = key_of(token)
    return key_of() if Event.objects.filter(key=key).exists() else key


def _stands(one: Episode, fact: Fact) -> None:
    """May it be said of every episode it covers, as these stand now?"""
    for covered in _covered(one, fact):
        if not episode.may_follow(episode.Standing(covered.standing), fact):
            what = Sentence(f"facts.kind.{type(fact).__name__}")
            standing = Sentence(f"standing.{covered.standing}")
            raise Refusal(Sentence("missing.cannot_follow", said=what, standing=standing))


def _safe_to_return(one: Episode, fact: Fact) -> None:
    """Nobody is returned before somebody decided that it is safe there and the child was asked."""
    if not isinstance(fact, Returned) or not fact.is_home_or_care:
        return
    events = chronology_of(one.child).events
    decisions = [e.fact for e in events if isinstance(e.fact, ReturnDecided) and e.fact.episode == one.key]
    if not decisions:
        raise Refusal(Sentence("missing.decide_whether_safe"), field="decided_by")
    if not decisions[-1].safe and fact.to is not ReturnedTo.OTHER_PLACEMENT:
        raise Refusal(Sentence("missing.not_safe_there"), field="to")


def _covered(one: Episode, fact: Fact) -> Iterable[Episode]:
    covered = Episode.objects.select_for_update().filter(child=one.child, key__in=fact.episodes)
    if len(covered) != len(set(fact.episodes)) or one.key not in fact.episodes:
        raise Refusal(Sentence("missing.not_of_this_child"))
    return covered


def _pass_on(
    one: Episode, that: str, telling: event.Telling, by: User, at: datetime, *, and_so: str = ""
) -> None:
    """Adds who was told to what they were told, and to what follows from it."""
    of_episode = [
        said
        for said in chronology_of(one.child).events
        if said.kind in (that, and_so) and one.key in (said.key, *said.fact.episodes)
    ]
    if all(said.kind != that for said in of_episode):
        raise Refusal(Sentence("missing.not_found_yet"))
    # A child may be returned twice, to a cell and then home: of what came after it, this telling says nothing.
    by_then = [said for said in of_episode if said.happened_at.begins <= telling.at.ends]
    told = [replace(said, told=(telling,)) for said in by_then or of_episode]
    record(told, by=by, at=at, verb="pass_on")


def _restrict(child: Child, by: User, at: datetime) -> None:
    """After a death only police, the authorities and those allocated there go on seeing the record."""
    others = Agency.objects.exclude(kind__in=("police", "authority"))
    held = Q(agency__in=others) | Q(team__agency__in=others) | Q(user__agency__in=others)
    for relation in Relation.objects.in_force().filter(held, child=child):
        end_relation(relation, by=by, at=at)
