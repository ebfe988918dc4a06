"""The first-hour card of a search, on a screen or on one sheet of paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from wayhome.cases.audit.showing import show_child
from wayhome.cases.missing.first_hour import card_of
from wayhome.cases.missing.reading import read_episode
from wayhome.cases.missing.views.asking import user_of
from wayhome.cases.missing.views.episode import episode_of, in_identity_bar


def first_hour(request: HttpRequest, pk: int) -> HttpResponse:
    """While the child is looked for; once the search has ended, the episode says what comes next."""
    user, at = user_of(request), now()
    read = read_episode(episode_of(user, pk), by=user, at=at)
    if not read.is_searched_for:
        return redirect("missing:episode", pk)
    shown = {"card": card_of(read, by=user), "at": at, **in_identity_bar(read)}
    return show_child(request, "missing/first_hour.html", shown, child=read.row.child_id, at=at, episode=pk)
