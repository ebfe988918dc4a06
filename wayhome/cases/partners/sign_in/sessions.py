"""Where somebody is signed in, and ending it from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from allauth.usersessions.models import UserSession
from django.db import transaction

from wayhome.cases.partners.sign_in.trace import leave_trace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from wayhome.cases.partners.models import User

#: What a browser says of itself, and what a person calls it. The first that is found is meant: Edge says Chrome too.
BROWSERS: Final = {
    "Edg": "Edge",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
DEVICES: Final = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "an Android phone or tablet",
    "Windows": "Windows",
    "Mac OS": "a Mac",
    "Linux": "Linux",
}


def browser_of(session: UserSession) -> str:
    says = session.user_agent
    browser = next((name for sign, name in BROWSERS.items() if sign in says), "A browser")
    device = next(
        (name for sign, name in DEVICES.items() if sign in says), "a device that does not say what it is"
    )
    return f"{browser} on {device}"


def elsewhere(request: HttpRequest) -> list[UserSession]:
    """The sessions of whoever asks, but for the one they ask in."""
    theirs = UserSession.objects.filter(user=request.user)
    return list(theirs.exclude(session_key=request.session.session_key))


@transaction.atomic
def end(sessions: Iterable[UserSession], user: User) -> int:
    """Signs somebody out there, at the next click; returns at how many places."""
    ended = [session.end() for session in sessions]
    if ended:
        leave_trace("end_sessions", user, sessions=len(ended))
    return len(ended)
