"""What every act about a child asks of the person, and how what they say becomes an event."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from wayhome.cases.audit.refusals import note_refused
from wayhome.cases.children.models import Child, Relation
from wayhome.cases.children.models.relation import relations_between
from wayhome.cases.partners.models import Agency, User
from wayhome.rules import event
from wayhome.rules.access import Act, RelationKind, may
from wayhome.rules.facts import Fact
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


def require(by: User, act: Act, child: Child | None = None) -> None:
    """May this person? `child` None: the act concerns no child yet. Raises Refusal with the reason."""
    decision = may(by.role, act, relations_between(by, child) if child else ())
    if not decision:
        note_refused(act)
        raise Refusal(decision.reason)


def require_answering(by: User, act: Act, child: Child) -> None:
    """The same of somebody who answers for what their agency said, also when its tie to the child has ended."""
    answers = Child.objects.answered_for(by.agency_id).filter(pk=child.pk).exists()
    decision = may(by.role, act, (RelationKind.OWN_AGENCY,) if answers else ())
    if not decision:
        note_refused(act)
        raise Refusal(decision.reason)


def said(
    child: Child, fact: Fact, happened_at: Moment, *, by: User, at: datetime, token: str = ""
) -> event.Event:
    """A fact as this person's agency states it now, told to everyone who now has to do with the child.

    `token` was chosen when the page was opened, so that one that is sent twice says one thing; blank: a new one.
    """
    if happened_at.begins > at:
        raise Refusal(Sentence("children.dated_ahead"), field="happened_at")
    return event.Event(
        child=child.key,
        key=f"wayhome/{token or uuid4().hex}",
        fact=fact,
        happened_at=happened_at,
        of=by.agency.as_fact(),
        told=(event.Telling(by.agency.as_fact(), Moment.at(at)), *_others_told(child, by, at)),
    )


def _others_told(child: Child, by: User, at: datetime) -> tuple[event.Telling, ...]:
    """The other agencies that use this record have it before them, which is assumed."""
    tied = Relation.objects.in_force().filter(child=child).exclude(agency=None).values("agency")
    others = Agency.objects.filter(pk__in=tied, joined_at__lte=at).exclude(pk=by.agency_id).order_by("code")
    return tuple(event.Telling(one.as_fact(), Moment.at(at), stated=False) for one in others)
