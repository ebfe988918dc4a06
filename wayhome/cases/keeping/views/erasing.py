"""How long records are kept, what holds them, and letting them go; by number, since a governance lead sees no names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now

from wayhome.cases.audit.showing import show_child, show_list
from wayhome.cases.children.actions.holding import hold as place_hold
from wayhome.cases.children.actions.holding import lift as lift_hold
from wayhome.cases.children.models import Child, Hold
from wayhome.cases.children.views.looking import signed_in, whoever_may
from wayhome.cases.keeping import actions
from wayhome.cases.keeping.due import due_for, kept_of
from wayhome.cases.keeping.forms import AskForm, EraseForm, HoldForm, LiftForm, TakeBackForm
from wayhome.cases.keeping.models import Certificate, ErasureRequest
from wayhome.cases.keeping.news import Recorded, kept_or_let_go
from wayhome.cases.partners.sign_in.grave import grave
from wayhome.rules.access import Act
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import accepted, language, made, sent
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from wayhome.cases.keeping.forms import ActForm
    from wayhome.cases.partners.models import User
    from wayhome.ui.news import Matter

ROWS = 25


def due(request: HttpRequest) -> HttpResponse:
    user, at = whoever_may(request, Act.ERASE), now()
    page = Paginator(list(due_for(user.agency, at)), ROWS).get_page(request.GET.get("page"))
    asked = {one.child_id: one for one in ErasureRequest.objects.visible_to(user).select_related("by")}
    held = set(Hold.objects.standing().values_list("child", flat=True))
    rows = [(one, asked.get(one.child), one.child in held) for one in page]
    return show_list(
        request, "keeping/due.html", {"page": page, "rows": rows}, found=page.paginator.count, at=at
    )


def kept(request: HttpRequest, pk: int) -> HttpResponse:
    """Until when the reader's agency keeps what it said of one child, what holds it, and what was asked."""
    user, at = whoever_may(request, Act.HOLD), now()
    child = _child(user, pk)
    held_until = kept_of(pk, user.agency, at)
    shown = {
        "child": child,
        "kept": held_until,
        "is_due": held_until.is_due(at),
        "holds": list(child.holds.select_related("agency", "by", "lifted_by").order_by("at", "pk")),
        "asked": ErasureRequest.objects.visible_to(user).filter(child=pk).select_related("by").first(),
    }
    return show_child(request, "keeping/kept.html", shown, child=pk, at=at)


def hold(request: HttpRequest, pk: int) -> HttpResponse:
    user = whoever_may(request, Act.HOLD)
    child, form = _child(user, pk), HoldForm(sent(request))
    return _act(
        request, child, form, lambda: place_hold(child, form.cleaned_data["reason"], by=user, at=now())
    )


@grave
def lift(request: HttpRequest, pk: int, held: int) -> HttpResponse:
    user = whoever_may(request, Act.HOLD)
    child, form = _child(user, pk), LiftForm(sent(request))
    holds = Hold.objects.visible_to(user).filter(child=pk, agency=user.agency_id)
    # One that a colleague has lifted meanwhile is said to be, to whoever would have lifted it.
    one = get_object_or_404(holds if request.method == "POST" else holds.standing(), pk=held)
    return _act(request, child, form, lambda: lift_hold(one, form.cleaned_data["reason"], by=user, at=now()))


def ask(request: HttpRequest, pk: int) -> HttpResponse:
    user = whoever_may(request, Act.ERASE)
    child, form = _child(user, pk), AskForm(sent(request))
    return _act(request, child, form, lambda: actions.ask_to_erase(child, by=user, at=now()))


def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    user = whoever_may(request, Act.ERASE)
    asked, form = _asked(user, pk), TakeBackForm(sent(request))
    if asked is None:
        return _gone(request, pk)
    return _act(request, asked.child, form, lambda: actions.take_back(asked, by=user, at=now()))


@grave
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person types what is to go; what stays is the certificate."""
    user = whoever_may(request, Act.ERASE)
    asked = _asked(user, pk)
    if asked is None:
        return _gone(request, pk)
    form = EraseForm(sent(request), words=asked.to_type)
    of: list[Matter] = [kept_or_let_go(asked.child, user), Recorded(child=asked.child, by=user)]
    certified = made(form, lambda: actions.erase(asked, form.cleaned_data["typed"], by=user, at=now()), of)
    if certified is not None:
        messages.success(request, form.done)
        return redirect("keeping:certificate", certified.pk)
    return _form(request, asked.child, form)


def certificates(request: HttpRequest) -> HttpResponse:
    every = (
        Certificate.objects.visible_to(whoever_may(request, Act.ERASE)).select_related("of").order_by("-pk")
    )
    page = Paginator(every, ROWS).get_page(request.GET.get("page"))
    return show_list(
        request, "keeping/certificates.html", {"page": page}, found=page.paginator.count, at=now()
    )


def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    known = Certificate.objects.visible_to(whoever_may(request, Act.ERASE)).select_related(
        "of", "asked_by", "by"
    )
    one = get_object_or_404(known, pk=pk)
    shown = {"one": one, "under": Sentence(one.under)}
    return show_child(request, "keeping/certificate.html", shown, child=one.child, at=now(), certificate=pk)


def _child(user: User, pk: int) -> Child:
    return get_object_or_404(Child.objects.answered_for(user.agency_id), pk=pk)


def _asked(user: User, pk: int) -> ErasureRequest | None:
    return ErasureRequest.objects.visible_to(user).select_related("child", "of").filter(child=pk).first()


def _gone(request: HttpRequest, pk: int) -> HttpResponse:
    """A colleague has taken it back or confirmed it meanwhile; the child's page of it says what stands now."""
    if (
        request.method != "POST"
        or not Child.objects.answered_for(signed_in(request).agency_id).filter(pk=pk).exists()
    ):
        raise Http404
    messages.warning(request, say(Sentence("keeping.no_request"), language()))
    return redirect("keeping:kept", pk)


def _act(request: HttpRequest, child: Child, form: ActForm, act: Callable[[], object]) -> HttpResponse:
    if accepted(form, act, [kept_or_let_go(child, signed_in(request))]):
        messages.success(request, form.done)
        return redirect("keeping:kept", child.pk)
    return _form(request, child, form)


def _form(request: HttpRequest, child: Child, form: ActForm) -> HttpResponse:
    shown = {"form": form, "child": child}
    return show_child(request, "keeping/act.html", shown, child=child.pk, at=now(), what=form.code)
