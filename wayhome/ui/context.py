"""What every page knows: whether its children are simulated, where the reader can go, and when they are signed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a list of pages; `current` if it is, or holds, the page being read."""

    label: str
    url: str
    current: bool


def site(request: HttpRequest) -> dict[str, Any]:
    """`simulated` is WAYHOME_SIMULATED; `navigation` is what the reader's role is shown of WAYHOME_NAVIGATION; `idle`
    is None where nobody is signed in.
    """
    return {
        "simulated": settings.WAYHOME_SIMULATED,
        "navigation": _navigation(request),
        "idle": _idle(request),
    }


def _idle(request: HttpRequest) -> dict[str, float] | None:
    """After how many seconds the session ends if nobody does anything, and how long before that a person is warned."""
    left: timedelta | None = getattr(request, "idle_left", None)
    if left is None:
        return None
    minutes = settings.WAYHOME_IDLE.total_seconds() // 60
    return {
        "left": left.total_seconds(),
        "warn": settings.WAYHOME_IDLE_WARNING.total_seconds(),
        "minutes": minutes,
    }


def _navigation(request: HttpRequest) -> list[Link]:
    user = getattr(request, "user", None)  # an error can come before the session is read
    if user is None or not user.is_authenticated or getattr(user, "must_set_up", False):
        return []
    role = getattr(user, "role", "")
    shown = [(label, name) for label, name, roles in settings.WAYHOME_NAVIGATION if role in roles]
    urls = {name: reverse(name) for _, name in shown}
    here = _here(request, urls)
    return [Link(label, urls[name], current=name == here) for label, name in shown]


def _here(request: HttpRequest, urls: Mapping[str, str]) -> str | None:
    """The entry whose address holds the page most closely; or else the only one of the page's own room. All addresses
    begin with that of the first page, so that it is where one is if no other entry is.
    """
    holding = [name for name, url in urls.items() if request.path.startswith(url)]
    closest = max(holding, key=lambda name: len(urls[name]), default=None)
    if closest is not None and urls[closest] != "/":
        return closest
    match = request.resolver_match
    room = [name for name in urls if match and match.namespace and name.startswith(f"{match.namespace}:")]
    return room[0] if len(room) == 1 else closest
