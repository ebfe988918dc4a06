"""What was sealed, for the two leads who may read it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now

from wayhome.cases.audit.showing import show_list
from wayhome.cases.children.models import Event, Relation
from wayhome.cases.children.models.event import EventQuerySet
from wayhome.cases.children.reading.parts import whole
from wayhome.cases.missing import actions
from wayhome.cases.missing.views.asking import user_of
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.partners.sign_in.grave import grave
from wayhome.rules.access import ROLES, Act, RelationKind, may
from wayhome.rules.sentence import Sentence


def sealed_entries(request: HttpRequest) -> HttpResponse:
    """What was sealed of the children this lead's agency works with. No names."""
    user = user_of(request)
    rows = list(_readable_by(user).select_related("seal", "of").order_by("-seal__at"))
    return show_list(request, "missing/sealed_entries.html", {"rows": rows}, found=len(rows), at=now())


@grave
def sealed(request: HttpRequest, pk: int) -> HttpResponse:
    """One sealed edition, whole. That it was read is kept."""
    user = user_of(request)
    row = get_object_or_404(_readable_by(user).select_related("child", "seal", "of"), pk=pk)
    said = actions.read_sealed(row, by=user, at=now())
    names = dict(Agency.objects.values_list("code", "name"))
    shown = {"row": row, "event": said, "said": whole(said.fact, names)}
    return render(request, "missing/sealed.html", {**shown, "title": Sentence(f"facts.kind.{said.kind}")})


def _readable_by(user: User) -> EventQuerySet:
    """For one of the two leads; for anybody else these pages are not there."""
    if not may(user.role, Act.READ_SEALED, RelationKind):
        raise Http404
    tied = Relation.objects.in_force().held_by(user).filter(kind__in=ROLES[user.role].ties[Act.READ_SEALED])
    return Event.objects.filter(child__in=tied.values("child")).exclude(seal=None)
