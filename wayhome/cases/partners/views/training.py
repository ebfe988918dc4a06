"""The pages of training: what an agency's people have had, and the form that records one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from wayhome.cases.partners import actions
from wayhome.cases.partners.forms import TrainingForm
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.partners.news import training_of
from wayhome.cases.partners.training import asked_for, lines_of
from wayhome.rules.training import Course
from wayhome.ui.forms import accepted, sent

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def training(request: HttpRequest, code: str) -> HttpResponse:
    reader, at = _user(request), now()
    agency = get_object_or_404(Agency.objects.visible_to(reader), code=code)
    people = User.objects.overseen_by(reader).active().filter(agency=agency).order_by("full_name")
    lines = lines_of(people, at)
    rows = [(one, lines[one.pk]) for one in people]
    if not rows:
        raise Http404
    short = sum(any(line.needs_someone for line in of_one) for _, of_one in rows)
    said = {
        "agency": agency,
        "rows": rows,
        "short": short,
        "asked_for": asked_for(at),
        "courses": list(Course),
    }
    return render(request, "partners/training.html", said)


def record_training(request: HttpRequest, pk: int) -> HttpResponse:
    reader = _user(request)
    shown = get_object_or_404(User.objects.overseen_by(reader).select_related("agency"), pk=pk)
    form = TrainingForm(sent(request))
    of = [training_of(shown, reader)]
    if accepted(form, lambda: actions.record_training(shown, **form.cleaned_data, by=reader, at=now()), of):
        return redirect("partners:user", pk)
    return render(request, "partners/record_training.html", {"form": form, "shown": shown})


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
