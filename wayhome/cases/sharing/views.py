"""The pages of agreements, and of sharing one child's record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from wayhome.cases.children.views.looking import looking, show, signed_in, whoever_may
from wayhome.cases.partners.sign_in.grave import grave
from wayhome.cases.sharing import actions, news
from wayhome.cases.sharing.forms import ProposeForm, ShareForm
from wayhome.cases.sharing.models import Agreement, Share
from wayhome.rules.access import Act
from wayhome.rules.moment import day_of
from wayhome.rules.refusal import Refusal
from wayhome.ui.forms import ConfirmForm, accepted, language, sent
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from wayhome.cases.partners.models import User


def agreements(request: HttpRequest) -> HttpResponse:
    user = whoever_may(request, Act.AGREE)
    shown = Agreement.objects.visible_to(user).select_related("one", "other").order_by("-proposed_at", "-pk")
    rows = [(one, one.with_whom(user.agency)) for one in shown]
    return render(request, "sharing/agreements.html", {"rows": rows, "today": day_of(now())})


@grave
def propose(request: HttpRequest) -> HttpResponse:
    user = whoever_may(request, Act.AGREE)
    form = ProposeForm(sent(request))
    if accepted(form, lambda: actions.propose(**form.cleaned_data, by=user, at=now()), [news.proposed(user)]):
        return redirect("sharing:agreements")
    return render(request, "sharing/propose.html", {"form": form})


def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    user = whoever_may(request, Act.AGREE)
    one = _agreement(user, pk)
    said = {
        "agreement": one,
        "with_whom": one.with_whom(user.agency),
        "may_agree": one.other_id == user.agency_id and not one.agreed_at and not one.ended_at,
    }
    return render(request, "sharing/agreement.html", said)


@require_POST
@grave
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, actions.agree)


@require_POST
@grave
def end_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, actions.end_agreement)


def share(request: HttpRequest, pk: int) -> HttpResponse:
    seen, at = looking(request, pk), now()
    if not seen.may(Act.SHARE):
        raise PermissionDenied
    form = ShareForm(sent(request), by=seen.user, today=day_of(at))

    def act() -> object:
        return actions.share(seen.child, **form.cleaned_data, by=seen.user, at=at)

    if accepted(form, act, [news.shared(seen.child, seen.user)]):
        return redirect("children:access", pk)
    return show(request, seen, "sharing/share.html", {"form": form, "seen": seen})


def end_share(request: HttpRequest, relation: int) -> HttpResponse:
    shares = Share.objects.visible_to(signed_in(request)).select_related("relation__agency")
    shared = get_object_or_404(shares, relation=relation)
    seen = looking(request, shared.relation.child_id)
    if not seen.may(Act.SHARE):
        raise PermissionDenied
    form = ConfirmForm(sent(request))
    of = [news.shared(seen.child, seen.user)]
    if accepted(form, lambda: actions.end_share(shared, by=seen.user, at=now()), of):
        return redirect("children:access", seen.child.pk)
    return show(request, seen, "sharing/end_share.html", {"shared": shared, "seen": seen, "form": form})


def _agreement(user: User, pk: int) -> Agreement:
    shown = Agreement.objects.visible_to(user)
    return get_object_or_404(
        shown.select_related("one", "other", "proposed_by", "agreed_by", "ended_by"), pk=pk
    )


def _done(request: HttpRequest, pk: int, act: Callable[..., object]) -> HttpResponse:
    """What somebody else did first is refused, and the page says who and when."""
    user = whoever_may(request, Act.AGREE)
    try:
        act(_agreement(user, pk), by=user, at=now())
    except Refusal as refusal:
        messages.warning(request, say(refusal.sentence, language()))
    return redirect("sharing:agreement", pk)
