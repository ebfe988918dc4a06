"""What was sealed, for the two leads who may read it and review it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from wayhome.cases.audit.showing import show_child, show_list
from wayhome.cases.children.models import Event, Relation
from wayhome.cases.children.models.seal import review_due, withdrawing
from wayhome.cases.children.reading.parts import whole
from wayhome.cases.missing import actions
from wayhome.cases.missing.actions.sealing import sealed_by
from wayhome.cases.missing.forms.telling import SealReviewForm
from wayhome.cases.missing.news import reviewed
from wayhome.cases.missing.views.asking import user_of
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.partners.sign_in.grave import grave
from wayhome.rules.access import ROLES, Act, RelationKind, may
from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import accepted, sent


class Waiting(NamedTuple):
    """A seal that nobody has reviewed. `due` None: beyond the calendar of bank holidays."""

    row: Event
    due: Moment | None
    is_late: bool


def sealed_entries(request: HttpRequest) -> HttpResponse:
    """What was sealed of the children this lead's agency works with, with what waits for a review first. No names."""
    user, at = user_of(request), now()
    rows = list(
        _readable(user, Event.objects.exclude(seal=None)).select_related("seal", "of").order_by("-seal__at")
    )
    unreviewed = _readable(user, withdrawing().filter(seal_review=None)).select_related("of")
    waiting = [_waiting(row, at) for row in unreviewed.order_by("recorded_at", "pk")]
    shown = {"rows": rows, "waiting": waiting}
    return show_list(request, "missing/sealed_entries.html", shown, found=len(rows) + len(waiting), at=at)


@grave
def sealed(request: HttpRequest, pk: int) -> HttpResponse:
    """One sealed edition, whole. That it was read is kept."""
    user = user_of(request)
    readable = _readable(user, Event.objects.exclude(seal=None))
    row = get_object_or_404(readable.select_related("child", "seal", "of"), pk=pk)
    said = actions.read_sealed(row, by=user, at=now())
    names = dict(Agency.objects.values_list("code", "name"))
    shown = {"row": row, "event": said, "said": whole(said.fact, names)}
    return render(request, "missing/sealed.html", {**shown, "title": Sentence(f"facts.kind.{said.kind}")})


@grave
def review_seal(request: HttpRequest, pk: int) -> HttpResponse:
    """Was it right to seal it? What it said is read on a page of its own, which is kept as such."""
    user, at = user_of(request), now()
    row = get_object_or_404(
        _readable(user, withdrawing()).select_related("child", "of", "seal_review__by"), pk=pk
    )
    form = SealReviewForm(sent(request))
    act = partial(actions.review_seal, row, by=user, at=at)
    if accepted(form, lambda: act(**form.cleaned_data), [reviewed(row, user)]):
        messages.success(request, "Saved. Who reviewed it, and what they found, is on the record.")
        return redirect("missing:sealed_entries")
    sealer = sealed_by(row)
    shown = {
        "waiting": _waiting(row, at),
        "form": form,
        "by": User.objects.filter(pk=sealer).first() if sealer else None,
        "is_own": sealer == user.pk,
        "reviewed": getattr(row, "seal_review", None),
        "versions": Event.objects.filter(key=row.key, edition__lt=row.edition)
        .exclude(seal=None)
        .order_by("edition"),
    }
    return show_child(request, "missing/review_seal.html", shown, child=row.child_id, at=at, event=pk)


def _waiting(row: Event, at: datetime) -> Waiting:
    due = review_due(row.recorded_at)
    return Waiting(row, due, due is not None and due.ends < at)


def _readable(user: User, events: QuerySet[Event]) -> QuerySet[Event]:
    """For one of the two leads; for anybody else these pages are not there."""
    if not may(user.role, Act.READ_SEALED, RelationKind):
        raise Http404
    tied = Relation.objects.in_force().held_by(user).filter(kind__in=ROLES[user.role].ties[Act.READ_SEALED])
    return events.filter(child__in=tied.values("child"))
