"""Who is missing: children found by POST, so that no name stands in an address, or added."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wayhome.cases.audit.showing import show_list
from wayhome.cases.children.models import Child
from wayhome.cases.children.search import Match, Search, find_children, matches, matching
from wayhome.cases.missing import actions
from wayhome.cases.missing.actions.drafts import Chosen
from wayhome.cases.missing.answers import Answers
from wayhome.cases.missing.checking import name_of
from wayhome.cases.missing.forms.report import AddChildForm, FindChildForm
from wayhome.cases.missing.models import CHILDREN, Draft
from wayhome.cases.missing.news import written
from wayhome.cases.missing.views.asking import require_page, user_of
from wayhome.cases.partners.models import User
from wayhome.rules.access import Act
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language, sent
from wayhome.ui.news import MARK, mark_of, news_since
from wayhome.ui.wording import say

#: More than these help nobody: another part of the name, or a day of birth, narrows it down.
MOST = 25


@never_cache
def children(request: HttpRequest, pk: int) -> HttpResponse:
    """Those chosen so far, and a search for more among the children this person may see."""
    user = user_of(request)
    answers = Answers(_draft(user, pk), user)
    form = FindChildForm(sent(request))
    chosen = matches(answers.children, Search())
    shown = {
        "form": form,
        "answers": answers,
        "chosen": chosen,
        "added": [name_of(one) for one in answers.added],
        "found": _find(Search(**form.cleaned_data), user) if form.is_valid() else None,
        "onward": answers.following(CHILDREN),
        "before": answers.before(CHILDREN),
        "mark": mark_of([written(answers.draft, user, CHILDREN)]),
    }
    return show_list(request, "missing/report_children.html", shown, found=len(chosen), at=now(), draft=pk)


def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A child whom this person's search does not find."""
    user = user_of(request)
    draft = _draft(user, pk)
    form = AddChildForm(sent(request))
    if form.is_valid():
        typed = {name: request.POST.get(name, "") for name in form.fields}
        _choose(draft, user, lambda chosen: {**chosen, "added": [*chosen.get("added", []), typed]})
        return redirect("missing:report_children", pk)
    return render(request, "missing/report_add_child.html", {"form": form, "draft": draft})


@require_POST
def take(request: HttpRequest, pk: int, child: int) -> HttpResponse:
    user = user_of(request)
    draft = _draft(user, pk)
    one = get_object_or_404(Child.objects.visible_to(user), pk=child)
    _choose(draft, user, lambda chosen: {**chosen, "known": sorted({*chosen.get("known", []), one.pk})})
    return redirect("missing:report_children", pk)


@require_POST
def leave_out(request: HttpRequest, pk: int, child: int) -> HttpResponse:
    user = user_of(request)
    _choose(
        _draft(user, pk),
        user,
        lambda chosen: {**chosen, "known": [one for one in chosen.get("known", []) if one != child]},
    )
    return redirect("missing:report_children", pk)


@require_POST
@transaction.atomic
def leave_out_added(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """`place` counts the added children from 0, as the page that was sent counted them."""
    user = user_of(request)
    draft = _draft(user, pk)
    if news_since(request.POST.get(MARK, ""), [written(draft, user, CHILDREN)]):
        messages.warning(request, say(Sentence("missing.children_changed"), language()))
    else:
        _choose(
            draft,
            user,
            lambda chosen: {
                **chosen,
                "added": [one for number, one in enumerate(chosen.get("added", [])) if number != place],
            },
        )
    return redirect("missing:report_children", pk)


def _choose(draft: Draft, user: User, change: Callable[[Chosen], Chosen]) -> None:
    actions.choose_children(draft, change, by=user, at=now())


def _draft(user: User, pk: int) -> Draft:
    require_page(user, Act.REPORT)
    return get_object_or_404(Draft.objects.visible_to(user).unfinished(), pk=pk)


def _find(search: Search, user: User) -> list[Match]:
    """Those who fit, of whom a page shows the first; nobody where nothing was asked."""
    if search == Search():
        return []
    find_children(search, by=user, at=now())
    return matches(matching(search, user).order_by("forename", "surname", "pk")[:MOST], search)
