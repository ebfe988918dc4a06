"""Nobody is let in half way: not by a part of a page, and not by a password alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

type Answer = Callable[[HttpRequest], HttpResponse]

SET_UP: Final = "mfa_activate_totp"

#: All that is left to somebody who has to set up a second factor first.
LEFT_OPEN: Final = (
    SET_UP,
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_logout",
    "account_here",
)


def lead_the_whole_page(answer: Answer) -> Answer:
    """Middleware: a part that is sent to sign in, or to set up, takes its whole page there; from sign-in it comes back.

    A board refreshes itself: left alone, it would show the sign-in form among the missing children.
    """

    def led(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        sign_in, place = resolve_url(settings.LOGIN_URL), response.get("Location", "")
        if not getattr(request, "htmx", False):
            return response
        if place.startswith(reverse(SET_UP)):
            return HttpResponseClientRedirect(place)
        if not place.startswith(sign_in):
            return response
        page = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(f"{sign_in}?{urlencode({'next': page})}")

    return led


def ask_for_a_second_factor(answer: Answer) -> Answer:
    """Middleware: who needs a second factor and has none is led to set one up, from wherever they click or send.

    Asked at every click and not at sign-in alone: a role can change, and a lost phone's factor can be taken away.
    """

    def asked(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated or not user.must_set_up:
            return answer(request)
        if request.path in {reverse(name) for name in LEFT_OPEN}:
            return answer(request)
        return redirect(SET_UP)

    return asked
