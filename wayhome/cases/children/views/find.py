"""Finding a child, and adding one. What is searched for stays in the session: no name is ever in an address."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now

from wayhome.cases.audit.showing import show_list
from wayhome.cases.children.actions.statements import introduce
from wayhome.cases.children.beyond import look_beyond, may_look_beyond
from wayhome.cases.children.forms.identity import AddForm, FindForm
from wayhome.cases.children.models import Child
from wayhome.cases.children.search import Search, alike, find_children, matches, matching
from wayhome.cases.children.views.looking import signed_in
from wayhome.rules.access import ROLES, Act, may
from wayhome.rules.facts import Part
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language, made
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wayhome.cases.partners.models import User

ROWS = 25
KEPT = 5
"""Searches kept in a session, so that going back shows what was found; they end with it."""


def find(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    _may_find(user)
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("children:found", _keep(request, form.search))
    return render(request, "children/find.html", {"form": form, **_beyond(user)})


def found(request: HttpRequest, search: str) -> HttpResponse:
    user = signed_in(request)
    _may_find(user)
    kept = request.session.get("searches", {}).get(search)
    if kept is None:
        return redirect("children:find")
    asked = _search(kept)
    fitting = matching(asked, user).order_by("surname", "forename", "pk")
    paginator = Paginator(fitting, ROWS)
    paginator.count = find_children(asked, by=user, at=now())
    known_to = None if paginator.count else look_beyond(asked, by=user, at=now())
    page = paginator.get_page(request.GET.get("page"))
    said = {
        "matches": matches(page, asked),
        "page": page,
        "known_to": known_to,
        "form": FindForm(initial=asdict(asked)),
        **_beyond(user),
    }
    return render(request, "children/found.html", said)


def add(request: HttpRequest) -> HttpResponse:
    """Shows who may be the same child first; adds one when a person has looked."""
    user = signed_in(request)
    if not may(user.role, Act.REPORT):
        raise Http404
    form = AddForm(request.POST if request.method == "POST" else None)
    same: list[Child] = []
    if form.is_valid():
        same = alike(form.identity, user)
        if form.cleaned_data["none_of_these"] and not _looked_at(request, same):
            form.add_error("none_of_these", say(Sentence("children.one_more_may_be_the_same"), language()))
        elif not same or form.cleaned_data["none_of_these"]:
            added = made(
                form,
                lambda: introduce(form.identity, authority=form.cleaned_data["authority"], by=user, at=now()),
            )
            if added is not None:
                return _to(request, added, user)
    if not same:
        del form.fields["none_of_these"]
    said = {"form": form, "same": matches(same, Search())}
    if same:
        return show_list(request, "children/add.html", said, found=len(same), at=now())
    return render(request, "children/add.html", said)


def _looked_at(request: HttpRequest, same: list[Child]) -> bool:
    """Did all of these stand on the page that was sent? A colleague may have added one while it was open."""
    return {str(one.pk) for one in same} <= set(request.POST.getlist("looked_at"))


def _to(request: HttpRequest, child: Child, user: User) -> HttpResponse:
    """The child's page; or, for somebody who sees only those allocated to them, what to do next."""
    if Child.objects.visible_to(user).filter(pk=child.pk).exists():
        messages.success(request, "The child was added.")
        return redirect("children:child", child.pk)
    messages.success(request, "The child was added. Ask your team manager to allocate the child to you.")
    return redirect("children:find")


def _may_find(user: User) -> None:
    role = ROLES.get(user.role)
    if role is None or not role.readable[Part.IDENTITY]:
        raise Http404


def _beyond(user: User) -> dict[str, bool]:
    """What is open to somebody who does not find the child."""
    return {
        "may_add": bool(may(user.role, Act.REPORT)),
        "may_open": bool(may(user.role, Act.BREAK_GLASS)),
        "looks_beyond": may_look_beyond(user, now()),
    }


def _keep(request: HttpRequest, search: Search) -> str:
    kept = request.session.get("searches", {})
    key = uuid4().hex
    latest = [*kept.items(), (key, _terms(search))][-KEPT:]
    request.session["searches"] = dict(latest)
    return key


def _terms(search: Search) -> dict[str, str]:
    born = search.born.isoformat() if search.born else ""
    return {"name": search.name, "born": born, "number": search.number}


def _search(terms: dict[str, str]) -> Search:
    born = date.fromisoformat(terms["born"]) if terms["born"] else None
    return Search(terms["name"], born, terms["number"])
