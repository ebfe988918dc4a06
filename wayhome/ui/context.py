"""What every page knows: whether its children are simulated, where the reader can go and what they can begin, and when
they are signed out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a list of pages; `current` if it is, or holds, the page being read."""

    label: str
    url: str
    current: bool


def site(request: HttpRequest) -> dict[str, Any]:
    """`simulated` is WAYHOME_SIMULATED; `beginnings` and `navigation` are what the reader's role is shown of
    WAYHOME_BEGINNINGS and WAYHOME_NAVIGATION; `idle` is None where nobody is signed in.
    """
    begun = _shown(request, settings.WAYHOME_BEGINNINGS)
    gone_to = _shown(request, settings.WAYHOME_NAVIGATION)
    entries = {name for _, name, _ in (*settings.WAYHOME_BEGINNINGS, *settings.WAYHOME_NAVIGATION)}
    here = _here(request, begun | gone_to, entries)
    return {
        "simulated": settings.WAYHOME_SIMULATED,
        "beginnings": _links(begun, here),
        "navigation": _links(gone_to, here),
        "idle": _idle(request),
    }


def first_page(request: HttpRequest) -> str:
    """The address of the first that the reader's role is shown of WAYHOME_NAVIGATION."""
    for name in _shown(request, settings.WAYHOME_NAVIGATION):
        return reverse(name)
    raise Http404


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


def _shown(request: HttpRequest, ways: Sequence[tuple[str, str, Set[str]]]) -> dict[str, str]:
    """Those that the reader's role is shown: URL names, each with its label."""
    user = getattr(request, "user", None)  # an error can come before the session is read
    if user is None or not user.is_authenticated or getattr(user, "must_set_up", False):
        return {}
    role = getattr(user, "role", "")
    return {name: label for label, name, roles in ways if role in roles}


def _links(shown: Mapping[str, str], here: str | None) -> list[Link]:
    return [Link(label, reverse(name), current=name == here) for name, label in shown.items()]


def _here(request: HttpRequest, shown: Iterable[str], entries: Set[str]) -> str | None:
    """Of the entries shown, the one whose address holds the page most closely; or else the only one of the page's own
    room. All addresses begin with that of the first page, so that it is where one is if no other entry is.

    A page that is an entry itself, and not shown to this reader, is no part of another: its readers are nowhere.
    """
    urls = {name: reverse(name) for name in shown}
    holding = [name for name, url in urls.items() if request.path.startswith(url)]
    closest = max(holding, key=lambda name: len(urls[name]), default=None)
    if closest is not None and urls[closest] != "/":
        return closest
    match = request.resolver_match
    if match and match.view_name in entries:
        return closest
    room = [name for name in urls if match and match.namespace and name.startswith(f"{match.namespace}:")]
    return room[0] if len(room) == 1 else closest
