"""What every page here does first and last: who asks, what they sent, and what was refused."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest

from wayhome.cases.children.models import Child, Event
from wayhome.cases.children.models.relation import relations_between
from wayhome.cases.partners.models import User
from wayhome.rules.access import Act, may


def user_of(request: HttpRequest) -> User:
    return cast(User, request.user)


def require_page(user: User, act: Act, child: Child | None = None) -> None:
    """A page that leads to an act which this person may not do is not there."""
    if not may(user.role, act, relations_between(user, child) if child else ()):
        raise Http404


def event_of(user: User, pk: int) -> Event:
    """The row of an event that this person may know of, or 404."""
    row = Event.objects.visible_to(user).select_related("child").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
