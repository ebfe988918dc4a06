"""Restricting a child's record to people by name, and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now

from wayhome.cases.children.actions import restricting
from wayhome.cases.children.forms.restricting import LiftForm, NameForm, RestrictForm, TakeOffForm
from wayhome.cases.children.models import NamedPerson, Restriction
from wayhome.cases.children.models.restriction import OF_EVERYBODY, RestrictionQuerySet
from wayhome.cases.children.news.restricted import restrictions
from wayhome.cases.children.views.looking import changing, show
from wayhome.cases.partners.sign_in.grave import grave
from wayhome.rules.access import Act
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import accepted, language, sent
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from wayhome.cases.children.forms.restricting import RestrictingForm
    from wayhome.cases.children.views.looking import Looking


def restrict(request: HttpRequest, pk: int) -> HttpResponse:
    seen = changing(request, pk, Act.RESTRICT)
    form = RestrictForm(sent(request), by=seen.user)
    return _act(
        request,
        seen,
        form,
        lambda: restricting.restrict(seen.child, **form.said, by=seen.user, at=now()),
    )


@grave
def name(request: HttpRequest, pk: int, restriction: int) -> HttpResponse:
    seen = changing(request, pk, Act.ADMIT)
    held = _binding(request, seen, restriction)
    form = NameForm(sent(request), by=seen.user)
    return _act(
        request, seen, form, lambda: restricting.name(held, **form.cleaned_data, by=seen.user, at=now())
    )


@grave
def take_off(request: HttpRequest, pk: int, listed: int) -> HttpResponse:
    seen = changing(request, pk, Act.ADMIT)
    own = NamedPerson.objects.filter(restriction__child=pk, restriction__lifted_at=None)
    theirs = own.select_related("user", "restriction__child").filter(user__agency=seen.user.agency_id)
    one = theirs.filter(pk=listed).first()
    if one is None:
        return _taken_off(request, pk)
    form = TakeOffForm(sent(request))
    return _act(request, seen, form, lambda: restricting.take_off(one, by=seen.user, at=now()))


@grave
def lift(request: HttpRequest, pk: int, restriction: int) -> HttpResponse:
    seen = changing(request, pk, Act.ADMIT)
    own = _as_asked(request, seen).filter(agency=seen.user.agency_id)
    held = get_object_or_404(own, pk=restriction)
    form = LiftForm(sent(request))
    return _act(
        request, seen, form, lambda: restricting.lift(held, **form.cleaned_data, by=seen.user, at=now())
    )


def _binding(request: HttpRequest, seen: Looking, pk: int) -> Restriction:
    """One that binds people of the reader's agency."""
    binding = Q(kind__in=OF_EVERYBODY) | Q(agency=seen.user.agency_id)
    return get_object_or_404(_as_asked(request, seen).filter(binding), pk=pk)


def _as_asked(request: HttpRequest, seen: Looking) -> RestrictionQuerySet:
    """Those that stand; and of one that a colleague lifted while a page was open, what was sent is answered too."""
    placed = Restriction.objects.filter(child=seen.child)
    return placed if request.method == "POST" else placed.standing()


def _taken_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else took them off while the page was open; who can see the record now says what stands."""
    if request.method != "POST":
        raise Http404
    messages.warning(request, say(Sentence("restriction.taken_off_already"), language()))
    return redirect("children:access", pk)


def _act(
    request: HttpRequest, seen: Looking, form: RestrictingForm, act: Callable[[], object]
) -> HttpResponse:
    if accepted(form, act, [restrictions(seen.child, seen.user)]):
        return redirect("children:access", seen.child.pk)
    return show(request, seen, "children/restricting.html", {"form": form, "seen": seen}, what=form.code)
