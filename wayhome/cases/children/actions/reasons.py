"""Agreeing, or not, that something due will not be done: never by whoever gave the reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions.asking import require, said
from wayhome.cases.children.actions.recording import record
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Event
from wayhome.cases.partners.models import User
from wayhome.rules import event
from wayhome.rules.access import Act
from wayhome.rules.facts import NotDone, NotDoneAnswered
from wayhome.rules.moment import Moment
from wayhome.rules.reasons import answer_among, needs_agreement
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@transaction.atomic
def answer_reason(row: Event, agreed: bool, why: str, *, by: User, at: datetime) -> event.Event:
    """Settles what is due, or leaves it as due as it was; `row` is any edition of the reason.

    Somebody else of the agency that gave it answers, since each answers for its own. `why` may be blank only of a yes.
    """
    require(by, Act.SETTLE, row.child)
    Child.objects.select_for_update().get(pk=row.child_id)
    chronology = chronology_of(row.child)
    given = chronology.by_key.get(row.key)
    if given is None or not isinstance(given.fact, NotDone) or not needs_agreement(given):
        raise Refusal(Sentence("children.reason_is_gone"))
    if row.of_id != by.agency_id:
        raise Refusal(Sentence("children.reason_of_another_agency"))
    if gave(row, by):
        raise Refusal(Sentence("children.own_reason"))
    if answer_among(chronology.by_kind.get("NotDoneAnswered", ()), given) is not None:
        raise Refusal(Sentence("children.reason_answered"))
    fact = NotDoneAnswered(
        covers=given.fact.covers,
        reason_given=given.key,
        edition=given.edition,
        agreed=agreed,
        answered_by=by.full_name,
        why=why.strip(),
    )
    answer = said(row.child, fact, Moment.at(at), by=by, at=at)
    record([answer], by=by, at=at, verb="answer_reason")
    return answer


def gave(row: Event, by: User) -> bool:
    """Did this person write the reason, or put it right, in any edition?"""
    editions = Event.objects.filter(key=row.key)
    return Entry.objects.filter(pk__in=editions.values("entry"), actor_id=by.pk).exists()
