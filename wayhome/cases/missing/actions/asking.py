"""What every act here asks, and how what was said becomes an event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Event
from wayhome.cases.children.models.relation import relations_between
from wayhome.cases.partners.models import Agency, User
from wayhome.rules import event
from wayhome.rules.access import Act, may
from wayhome.rules.facts import Fact
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


def require(by: User, act: Act, child: Child | None = None) -> None:
    """May this person? `child` None: the act concerns no child yet."""
    decision = may(by.role, act, relations_between(by, child) if child else ())
    if not decision:
        raise Refusal(decision.reason)


def require_past(happened_at: Moment, at: datetime) -> None:
    """What has not begun cannot have happened: most often the day before or after was meant."""
    if happened_at.begins > at:
        raise Refusal(Sentence("missing.dated_ahead"), field="happened_at")


def tellings(others: Iterable[Agency], by: User, at: datetime) -> tuple[event.Telling, ...]:
    """The writer's own agency knows; the others that use this record have it before them, which is assumed."""
    now = Moment.at(at)
    joined = (agency.as_fact() for agency in others if agency.joined_at and agency.pk != by.agency_id)
    return (
        event.Telling(by.agency.as_fact(), now),
        *(event.Telling(agency, now, stated=False) for agency in joined),
    )


def key_of(token: str = "") -> str:
    """The key of an event said here. `token` was chosen when its page was opened; blank: a new one."""
    return f"wayhome/{token or uuid4().hex}"


def said(
    child: Child,
    fact: Fact,
    happened_at: Moment,
    told: tuple[event.Telling, ...],
    by: User,
    token: str = "",
) -> event.Event:
    return event.Event(
        child=child.key,
        key=key_of(token),
        fact=fact,
        happened_at=happened_at,
        of=by.agency.as_fact(),
        told=told,
    )


def held(row: Event) -> event.Event:
    """The last edition of what a row says. Raises Refusal where all of it is sealed."""
    editions = [e for e in chronology_of(row.child).editions if e.key == row.key]
    if not editions:
        raise Refusal(Sentence("children.sealed_already"))
    return editions[-1]
