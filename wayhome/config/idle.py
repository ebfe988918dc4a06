"""A desk that was left is closed after a while, and whoever sits down there next signs in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now  # noqa: TID251 - time comes in here, as it does in a view

from wayhome.cases.partners.sign_in.idle import WAS_LEFT, left, note

type Answer = Callable[[HttpRequest], HttpResponse]

VARIABLE: Final = "WAYHOME_IDLE_MINUTES"

#: A page that asks on its own says so in this header; one that cannot, in its address.
UNATTENDED: Final = "Unattended"


def after(minutes: str) -> timedelta:
    """Shorter than five, the warning would come before a page is read; longer than a shift, none would."""
    if not minutes.isdecimal() or not 5 <= int(minutes) <= 12 * 60:
        raise ImproperlyConfigured(f"{VARIABLE} is a number of minutes from 5 to 720.")
    return timedelta(minutes=int(minutes))


def end_when_left(answer: Answer) -> Answer:
    """Middleware: ends a session in which nobody did anything for WAYHOME_IDLE, or that has lasted a whole shift.

    What is sent by then is not taken in, and not kept to be taken in later: it may be another who signs in.
    """

    def asked(request: HttpRequest) -> HttpResponse:
        session, at = request.session, now()
        if SESSION_KEY not in session:
            return answer(request)
        if left(session, at) <= timedelta():
            session.flush()
            session[WAS_LEFT] = True
            return answer(request)
        if is_attended(request):
            note(session, at)
        request.idle_left = left(session, at)  # type: ignore[attr-defined]
        return answer(request)

    return asked


def is_attended(request: HttpRequest) -> bool:
    """Does a person do this? A page that asks on its own, all night, is nobody."""
    if UNATTENDED in request.headers:
        return False
    # An address with the mark in it stays where it is when a person goes on from there: browsers say that it was one.
    return UNATTENDED.lower() not in request.GET or request.headers.get("Sec-Fetch-User") == "?1"
