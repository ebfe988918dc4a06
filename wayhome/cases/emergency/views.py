"""Opening a record in an emergency, and the pages of whoever answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from wayhome.cases.audit.showing import show_child, show_list
from wayhome.cases.children.views.looking import whoever_may
from wayhome.cases.emergency import actions
from wayhome.cases.emergency.forms import OpenForm, ReviewForm
from wayhome.cases.emergency.models import Opening
from wayhome.cases.emergency.news import reviewed
from wayhome.cases.partners.sign_in.grave import grave
from wayhome.rules.access import Act
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import accepted, made, sent

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ROWS = 50


@grave
def open_record(request: HttpRequest) -> HttpResponse:
    """Leads to the child's page, open for as long as was asked."""
    user = whoever_may(request, Act.BREAK_GLASS)
    form = OpenForm(sent(request))

    def act() -> Opening:
        at, said = now(), form.cleaned_data
        child = actions.seek(form.children, by=user, at=at)  # what was sought is kept, whoever is found
        if child is None:
            raise Refusal(Sentence("emergency.nobody_found"), field="number")
        return actions.open_record(child, said["reason"], hours=said["hours"], by=user, at=at)

    opened = made(form, act)
    if opened is not None:
        return redirect("children:child", opened.relation.child_id)
    return render(request, "emergency/open.html", {"form": form})


def openings(request: HttpRequest) -> HttpResponse:
    """Those that wait for a review first, the oldest first; then the rest, the latest first."""
    user, at = whoever_may(request, Act.REVIEW_OPENING), now()
    shown = Opening.objects.visible_to(user).select_related("relation__user")
    waiting = list(shown.unreviewed().order_by("relation__since", "pk"))
    reviewed = shown.exclude(reviewed_at=None).order_by("-relation__since", "-pk")
    page = Paginator(reviewed, ROWS).get_page(request.GET.get("page"))
    said = {"waiting": [(one, one.is_late(at)) for one in waiting], "page": page}
    found = len(waiting) + page.paginator.count
    return show_list(request, "emergency/openings.html", said, found=found, at=at)


def review(request: HttpRequest, pk: int) -> HttpResponse:
    user, at = whoever_may(request, Act.REVIEW_OPENING), now()
    shown = Opening.objects.visible_to(user).select_related("relation__user", "reviewed_by")
    opening = get_object_or_404(shown, pk=pk)
    form = ReviewForm(sent(request))
    of = [reviewed(opening, user)]
    if accepted(form, lambda: actions.review(opening, **form.cleaned_data, by=user, at=at), of):
        return redirect("emergency:openings")
    said = {"opening": opening, "form": form}
    return show_child(request, "emergency/review.html", said, child=opening.relation.child_id, at=at)
