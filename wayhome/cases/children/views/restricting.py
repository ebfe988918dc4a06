"""Restricting a child's record to people by name, and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now

from wayhome.cases.children.actions import restricting
from wayhome.cases.children.forms.restricting import LiftForm, NameForm, RestrictForm, TakeOffForm
from wayhome.cases.children.models import NamedPerson, Restriction
from wayhome.cases.children.models.restriction import OF_EVERYBODY
from wayhome.cases.children.views.looking import changing, show
from wayhome.cases.partners.sign_in.grave import grave
from wayhome.rules.access import Act
from wayhome.ui.forms import accepted, sent

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
    held = _standing(seen, restriction)
    form = NameForm(sent(request), by=seen.user)
    return _act(
        request, seen, form, lambda: restricting.name(held, **form.cleaned_data, by=seen.user, at=now())
    )


@grave
def take_off(request: HttpRequest, pk: int, listed: int) -> HttpResponse:
    seen = changing(request, pk, Act.ADMIT)
    own = NamedPerson.objects.filter(restriction__child=pk, restriction__lifted_at=None)
    one = get_object_or_404(
        own.select_related("user", "restriction__child"), pk=listed, user__agency=seen.user.agency_id
    )
    form = TakeOffForm(sent(request))
    return _act(request, seen, form, lambda: restricting.take_off(one, by=seen.user, at=now()))


@grave
def lift(request: HttpRequest, pk: int, restriction: int) -> HttpResponse:
    seen = changing(request, pk, Act.ADMIT)
    own = seen.child.restrictions.standing().filter(agency=seen.user.agency_id)
    held = get_object_or_404(own, pk=restriction)
    form = LiftForm(sent(request))
    return _act(
        request, seen, form, lambda: restricting.lift(held, **form.cleaned_data, by=seen.user, at=now())
    )


def _standing(seen: Looking, pk: int) -> Restriction:
    """One that binds people of the reader's agency."""
    binding = Q(kind__in=OF_EVERYBODY) | Q(agency=seen.user.agency_id)
    return get_object_or_404(seen.child.restrictions.standing().filter(binding), pk=pk)


def _act(
    request: HttpRequest, seen: Looking, form: RestrictingForm, act: Callable[[], object]
) -> HttpResponse:
    if accepted(form, act):
        return redirect("children:access", seen.child.pk)
    return show(request, seen, "children/restricting.html", {"form": form, "seen": seen}, what=form.code)
