"""Pasting a notification: taken apart, shown back, confirmed. And a report to be copied out.

What is pasted goes to and fro between the page and the person, and is kept nowhere until they confirm it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from wayhome.cases.audit.showing import show_child
from wayhome.cases.children.models import Child, Episode
from wayhome.cases.children.search import Search, alike, find_children, matching
from wayhome.cases.missing.reading import read_episode
from wayhome.cases.partners.models import User
from wayhome.exchange.notifications import actions
from wayhome.exchange.notifications.forms import NotificationForm, PasteForm, WhoForm
from wayhome.exchange.notifications.incident import held_as, is_held
from wayhome.exchange.notifications.pasted import take_apart
from wayhome.exchange.notifications.values import read
from wayhome.exchange.notifications.writing import differences
from wayhome.rules.access import Act, may
from wayhome.rules.facts import AgencyKind, IdentityStated, RecordedAs
from wayhome.rules.refusal import Refusal
from wayhome.ui.forms import add_refusal, sent


@never_cache
@sensitive_post_parameters()
def paste(request: HttpRequest) -> HttpResponse:
    user = _desk(request)
    form = PasteForm(sent(request))
    if not form.is_valid():
        return render(request, "exchange/paste.html", {"form": form})
    pasted = take_apart(form.cleaned_data["text"])
    values = _usual(user) | read(pasted)
    filled = NotificationForm(
        initial={
            **values,
            "circumstances": "\n".join(filter(None, (values.get("circumstances", ""), *pasted.rest))),
            "rest": "\n".join(pasted.rest),
            "aside": "\n".join(pasted.aside),
        },
        children=_candidates(_identity(values), values.get("number", ""), user),
    )
    return _shown_back(request, filled, values, _held(values, user))


@never_cache
@sensitive_post_parameters()
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    user = _desk(request)
    who = WhoForm(request.POST)
    children = _candidates(who.identity(), who.cleaned_data["number"], user) if who.is_valid() else []
    form = NotificationForm(request.POST, children=children)
    is_whole, held = form.is_valid(), _held(form.cleaned_data, user)
    if is_whole and not held.is_held:
        try:
            opened = actions.take_down(form.notification(), by=user, at=now())
        except Refusal as refusal:
            add_refusal(form, refusal)
            named = cast("int | None", refusal.sentence.facts.get("episode"))
            held = Held(_episodes(user).filter(pk=named).first(), is_held=False)
        else:
            return redirect("missing:episode", opened.pk)
    return _shown_back(request, form, form.cleaned_data, held)


@never_cache
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked for by a button, because what it shows is disclosed, and the audit keeps that it was."""
    user = cast(User, request.user)
    episode = get_object_or_404(_episodes(user), pk=pk)
    text = actions.copy_out(episode, by=user, at=now()) if request.method == "POST" else ""
    return render(request, "exchange/copy_out.html", {"episode": episode, "text": text})


class Held(NamedTuple):
    """`is_held`: the incident that is named is here. `episode` None: not where this person may look."""

    episode: Episode | None
    is_held: bool


def _shown_back(
    request: HttpRequest, form: NotificationForm, values: Mapping[str, Any], held: Held
) -> HttpResponse:
    shown: dict[str, Any] = {"checked": form, "is_held": held.is_held, "held": held.episode}
    if form.is_bound and not held.is_held:
        shown["form"] = form  # its faults are told at the top
    if held.episode is not None:
        as_held = read_episode(held.episode, by=cast(User, request.user), at=now())
        shown |= {
            "police_told": as_held.told.police_told,
            "differs": list(differences(values, as_held)),
        }
        found = {"child": held.episode.child_id, "episode": held.episode.pk}
        return show_child(request, "exchange/notification.html", shown, at=now(), **found)
    return render(request, "exchange/notification.html", shown)


def _desk(request: HttpRequest) -> User:
    user = cast(User, request.user)
    if not may(user.role, Act.TAKE_DOWN):
        raise Http404
    return user


def _usual(user: User) -> dict[str, Any]:
    """What a notification that does not say it most likely means."""
    own = user.agency
    return {"recorded_as": RecordedAs.MISSING, "force": own if own.kind == AgencyKind.POLICE else own.force}


def _episodes(user: User) -> QuerySet[Episode]:
    return Episode.objects.visible_to(user).select_related("child", "force", "authority")


def _held(values: Mapping[str, Any], user: User) -> Held:
    force, reference = values.get("force"), values.get("reference", "")
    if force is None or not is_held(force, reference):
        return Held(None, is_held=False)
    return Held(held_as(force, reference, user), is_held=True)


def _identity(values: Mapping[str, Any]) -> IdentityStated:
    return IdentityStated(
        **{name: values[name] for name in ("forename", "surname", "born") if name in values}
    )


def _candidates(identity: IdentityStated, number: str, user: User) -> list[Child]:
    """Children whom it may be about, of those this user may see. That they were looked for is kept, not whom."""
    found: dict[int, Child] = {}
    if number:
        numbered = Search(number=number)
        find_children(numbered, by=user, at=now())
        found = {one.pk: one for one in matching(numbered, user).order_by("pk")}
    if identity.forename or identity.surname:
        named = Search(name=f"{identity.forename} {identity.surname}", born=identity.born)
        find_children(named, by=user, at=now())
        found |= {one.pk: one for one in alike(identity, user)}
    return [found[key] for key in sorted(found)]
