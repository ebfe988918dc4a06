"""What a page refused somebody, kept in the audit: who asked, which page by its name, and how it was refused.

The answer is what it would have been. A child who is hidden and one who is not there leave the same entry, which says
neither; an address that leads to no page at all is nobody's fault, and leaves none.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Sequence
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils.timezone import now  # noqa: TID251 - time comes in here, as it does in a view
from django.views.csrf import csrf_failure

from wayhome.cases.audit.actions import Stranger
from wayhome.cases.audit.models import Actor
from wayhome.cases.audit.refusals import enter_refusal, listening

type Answer = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger(__name__)

#: By the status of an answer to somebody who is signed in.
REFUSED: Final = {400: "send_odd", 403: "ask_closed", 404: "ask_hidden"}

FORGED, HURRIED = "send_forged", "hurry"

VERBS: Final = {*REFUSED.values(), FORGED, HURRIED}

#: Of what the first number in an address is the number, by how the address begins; elsewhere the page alone is named.
NUMBERED: Final = {
    "children/<int:pk>": "child",
    "children/history/<int:pk>": "child",
    "sharing/children/<int:pk>": "child",
    "keeping/<int:pk>": "child",
    "missing/<int:pk>": "episode",
    "partners/users/<int:pk>": "user",
}


def keep_refusals(answer: Answer) -> Answer:
    """Middleware: outside all that refuses. Nothing is asked or written for a page that is given out."""

    def answered(request: HttpRequest) -> HttpResponse:
        with listening() as acts:
            response = answer(request)
        if verb := "ask_closed" if acts else refused(request, response.status_code):
            keep(verb, request, acts)
        return response

    return answered


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that was sent without the token of one of ours."""
    request.was_forged = True  # type: ignore[attr-defined]
    return csrf_failure(request, reason)


def refused(request: HttpRequest, status: int) -> str | None:
    """By which verb it is entered; None: it was not refused, or nobody can say to whom."""
    if hasattr(request, "was_forged"):
        return FORGED
    if status == 429:
        return HURRIED
    is_known = hasattr(request, "user") and request.user.is_authenticated
    return REFUSED.get(status) if is_known and (request.resolver_match or status == 400) else None


def keep(verb: str, request: HttpRequest, acts: Sequence[str] = ()) -> None:
    """`acts`: what an action refused, as the page said in words; none where the page itself was.

    An answer that gives nothing away is given also where it cannot be entered; the log says so.
    """
    match = request.resolver_match
    numbers = {name: value for name, value in match.kwargs.items() if isinstance(value, int)} if match else {}
    said = {"asked": match.view_name} if match and match.view_name else {}
    said |= {"act": str(acts[0])} if acts else {}
    try:
        enter_refusal(
            verb,
            by=lambda: whoever(request),
            at=now(),
            subject=about(match),
            whose=counted_with(request),
            method=str(request.method),
            **said,
            **numbers,
        )
    except DatabaseError:
        log.exception("a refusal could not be entered in the audit")


def about(match: ResolverMatch | None) -> str:
    """Not whether it is there: the number that was asked for."""
    for begins, kind in NUMBERED.items():
        if match and match.route.startswith(begins):
            return f"{kind}:{match.kwargs['pk']}"
    return "page:any"


def counted_with(request: HttpRequest) -> Hashable:
    """Whose refusals are counted together. Whoever is too fast is turned away before anybody has looked who it is."""
    if hasattr(request, "user"):
        return request.user.pk
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME)


def whoever(request: HttpRequest) -> Actor:
    """Whoever is signed in, a stranger of no agency else."""
    if not hasattr(request, "user"):
        request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        request.user = get_user(request)
    return request.user if request.user.is_authenticated else Stranger("")
