"""Somebody whose session has ended signs in on a page, not inside a part of one."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

type Answer = Callable[[HttpRequest], HttpResponse]


def lead_the_whole_page(answer: Answer) -> Answer:
    """Middleware: a part that is sent to sign in takes its whole page there, and back afterwards.

    A board refreshes itself: left alone, it would show the sign-in form among the missing children.
    """

    def led(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        sign_in = resolve_url(settings.LOGIN_URL)
        is_part = bool(getattr(request, "htmx", False))
        if not is_part or not response.get("Location", "").startswith(sign_in):
            return response
        page = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(f"{sign_in}?{urlencode({'next': page})}")

    return led
