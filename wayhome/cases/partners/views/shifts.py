"""The pages of a rota: who is on call, and who puts and takes whom."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import is_aware, now

from wayhome.cases.audit.models import Entry
from wayhome.cases.partners import actions
from wayhome.cases.partners.forms import (
    HandOverForm,
    ShiftForm,
)
from wayhome.cases.partners.models import Shift, Team, User
from wayhome.cases.partners.news import on_rota
from wayhome.cases.partners.rota import Week, days
from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import ConfirmForm, accepted, language, sent
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def rota(request: HttpRequest, pk: int) -> HttpResponse:
    user, at = _user(request), now()
    team = get_object_or_404(Team.objects.visible_to(user).select_related("agency"), pk=pk)
    week = _week(request.GET.get("week")) or Week.of(at)
    may_manage = Team.objects.managed_by(user).filter(pk=pk).exists()
    shown = {"team": team, "week": week, "days": days(team, week), "at": at, "may_manage": may_manage}
    return render(request, "partners/rota.html", shown)


def add_shift(request: HttpRequest, pk: int) -> HttpResponse:
    team = get_object_or_404(Team.objects.managed_by(_user(request)).select_related("agency"), pk=pk)
    gap = {end: _instant(request.GET.get(end, "")) for end in ("begins", "ends")}
    form = ShiftForm(sent(request), team=team, initial=gap)
    of = [on_rota(team, _user(request))]
    if accepted(
        form, lambda: actions.put_on_shift(team, **form.cleaned_data, by=_user(request), at=now()), of
    ):
        return _to_rota(team.pk, Week.of(form.cleaned_data["begins"]))
    return render(request, "partners/add_shift.html", {"form": form, "team": team})


def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    shift = _managed_shift(request, pk)
    if shift is None:
        return _taken_off(request, pk)
    week = Week.of(shift.begins)
    form = ConfirmForm(sent(request))
    of = [on_rota(shift.team, _user(request))]
    if accepted(form, lambda: actions.take_off_shift(shift, by=_user(request), at=now()), of):
        return _to_rota(shift.team_id, week)
    return render(request, "partners/take_off.html", {"form": form, "shift": shift})


def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    shift = _managed_shift(request, pk)
    if shift is None:
        return _taken_off(request, pk)
    form = HandOverForm(sent(request), shift=shift)
    of = [on_rota(shift.team, _user(request))]
    if accepted(
        form,
        lambda: actions.hand_over_shift(shift, form.cleaned_data["user"], by=_user(request), at=now()),
        of,
    ):
        return _to_rota(shift.team_id, Week.of(shift.begins))
    return render(request, "partners/hand_over.html", {"form": form, "shift": shift})


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _managed_shift(request: HttpRequest, pk: int) -> Shift | None:
    shifts = Shift.objects.managed_by(_user(request)).select_related("team__agency", "user")
    return shifts.filter(pk=pk).first()


def _taken_off(request: HttpRequest, pk: int) -> HttpResponse:
    """To the rota that says what stands, for whoever had the page of a shift open that somebody else took off it."""
    taken_off = Q(verb="take_off_shift", subject_id=str(pk)) | Q(verb="hand_over_shift", detail__from=pk)
    gone = Entry.objects.filter(taken_off, subject_kind="shift").order_by("pk").last()
    team = gone and Team.objects.managed_by(_user(request)).filter(pk=gone.detail["team"]).first()
    if request.method != "POST" or not team:
        raise Http404
    messages.warning(request, say(Sentence("partners.shift_taken_off"), language()))
    return redirect("partners:rota", team.pk)


def _week(text: str | None) -> Week | None:
    try:
        return Week.parse(text) if text else None
    except ValueError:
        return None


def _instant(text: str) -> Moment | None:
    """A time that a link from the rota brings along; None where it cannot be read, for the person to type."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return Moment.at(at) if is_aware(at) else None


def _to_rota(pk: int, week: Week) -> HttpResponse:
    return redirect(reverse("partners:rota", args=[pk], query={"week": str(week)}))
