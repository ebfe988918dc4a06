"""How long a sign-in lasts: a while after somebody last did something, and never longer than a shift."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

SINCE: Final = "signed_in_at"
LAST: Final = "last_done_at"

#: In the session that takes the place of one that was left: the page to sign in on says why it is shown.
WAS_LEFT: Final = "was_left_alone"

#: What a person does is noted so many times at most before they would be warned: a click need not wait for a write.
NOTED: Final = 30


def begin(session: SessionBase, at: datetime) -> None:
    session[SINCE] = session[LAST] = at.timestamp()


def note(session: SessionBase, at: datetime) -> None:
    """Somebody does something. A session from before this was kept begins here."""
    if SINCE not in session:
        begin(session, at)
    elif at - _at(session, LAST, at) > settings.WAYHOME_IDLE / NOTED:
        session[LAST] = at.timestamp()


def left(session: SessionBase, at: datetime) -> timedelta:
    """How long it goes on if nobody does anything more; not above zero once it is over."""
    alone = _at(session, LAST, at) + settings.WAYHOME_IDLE
    whole = _at(session, SINCE, at) + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return min(alone, whole) - at


def _at(session: SessionBase, key: str, otherwise: datetime) -> datetime:
    return datetime.fromtimestamp(session.get(key, otherwise.timestamp()), UTC)
