"""What every act here asks of a time, of a page sent twice, and of what was said before."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Event
from wayhome.rules import event
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


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
