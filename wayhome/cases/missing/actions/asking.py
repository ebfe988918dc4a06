"""What every act here asks of a time, of a person's training, of a page sent twice, and of what was said before."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from wayhome.cases.audit.refusals import note_refused
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Event
from wayhome.cases.partners.models import User
from wayhome.cases.partners.training import may_by_training
from wayhome.rules import event
from wayhome.rules.access import Act
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: What is said by whoever did it, and only with the training that their partnership asks for, by kind of fact.
BY_TRAINING = {"InterviewHeld": Act.INTERVIEW}


def lacks_training(kind: str, by: User, at: datetime) -> Sentence | None:
    """Why this person may not say such a thing, where a training is asked for that does not count; None: they may."""
    if kind not in BY_TRAINING:
        return None
    decision = may_by_training(BY_TRAINING[kind], by, at)
    return None if decision else decision.reason


def require_training(kind: str, by: User, at: datetime) -> None:
    if (reason := lacks_training(kind, by, at)) is not None:
        note_refused(BY_TRAINING[kind])
        raise Refusal(reason)


def require_past(happened_at: Moment, at: datetime, *, field: str) -> None:
    """What has not begun cannot have happened: most often another day was meant."""
    if happened_at.begins > at:
        raise Refusal(Sentence("missing.dated_ahead"), field=field)


def key_of(token: str = "") -> str:  # nosec B107 - no secret: it tells one page from another
    """The key of an event said here. `token` was chosen when its page was opened; blank: a new one."""
    return f"wayhome/{token or uuid4().hex}"


def held(row: Event) -> event.Event:
    """The last edition of what a row says. Raises Refusal where all of it is sealed."""
    editions = [one for one in chronology_of(row.child).editions if one.key == row.key]
    if not editions:
        raise Refusal(Sentence("children.sealed_already"))
    return editions[-1]
