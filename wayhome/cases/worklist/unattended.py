"""A board that refreshes itself: that it was opened is kept once, not every half minute.

A refresh brings back what the board was given when it was opened: the moment, signed for this session and this filter.
A client cannot make one for a board that its person has not opened, nor use it for another or for long. A refresh
without it, or with one that does not hold, is an opening like any other.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer

if TYPE_CHECKING:
    from django.http import HttpRequest

HEADER = "Opened"

#: After which a board that nobody has touched is kept again: the screen was still on. Local, ours to choose, unchecked.
LASTS = timedelta(hours=1)


def opening(request: HttpRequest, at: datetime) -> str:
    """What the board brings back when it refreshes itself."""
    return _signer(request).sign(at.isoformat())


def opened(request: HttpRequest, at: datetime) -> str | None:
    """What it brought back; None where a person opens it, or it was opened too long ago."""
    brought = request.headers.get(HEADER, "")
    try:
        since = datetime.fromisoformat(_signer(request).unsign(brought))
    except BadSignature:
        return None
    return brought if timedelta() <= at - since < LASTS else None


def _signer(request: HttpRequest) -> Signer:
    return Signer(salt=f"{__name__}:{request.session.session_key}:{request.get_full_path()}")
