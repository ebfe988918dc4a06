"""Partners' files: which were handed in, handing some in, what came of them and what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.showing import show_list
from wayhome.cases.partners.models import User
from wayhome.cases.worklist.not_shown import restricted_alarms
from wayhome.exchange import jobs
from wayhome.exchange.forms import UploadForm
from wayhome.exchange.loading import uploads
from wayhome.exchange.loading.shown import tiles
from wayhome.exchange.models import Drop, Load
from wayhome.exchange.morning.this_morning import Morning
from wayhome.exchange.tables.refused import COLUMNS
from wayhome.rules.access import ROLES, Act, may
from wayhome.rules.refusal import Refusal
from wayhome.ui.forms import add_refusal
from wayhome.ui.spreadsheet import as_csv

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE = 25

#: How far back this morning may look, by the days in its address: a weekend, a week.
SINCE = {"1": "yesterday", "3": "three days ago", "7": "a week ago"}


def loads(request: HttpRequest) -> HttpResponse:
    known = Load.objects.visible_to(_loader(request)).select_related(
        "authority", "account__agency", "asked_by"
    )
    counted = known.annotate(refused_rows=Count("refused")).order_by("-started_at", "-pk")
    return render(
        request, "exchange/loads.html", {"page": Paginator(counted, PAGE).get_page(_number(request))}
    )


def upload(request: HttpRequest) -> HttpResponse:
    user = _loader(request)
    form = UploadForm(request.POST or None, request.FILES or None, by=user)
    if form.is_valid():
        try:
            said = form.cleaned_data
            received = uploads.receive(
                said["extract"],
                said["authority"],
                profile=said["profile"],
                mapping=said["mapping"],
                by=user,
                at=now(),
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            jobs.load_waiting()
            return redirect("exchange:load", received.pk)
    return render(request, "exchange/upload.html", {"form": form})


def load(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _load(request, pk)
    refused = Paginator(shown.refused.order_by("file", "line", "pk"), PAGE)
    said = {
        "load": shown,
        "tiles": tiles(shown, refused.count),
        "page": refused.get_page(_number(request)),
    }
    part = "#load" if getattr(request, "htmx", False) else ""
    return render(request, f"exchange/load.html{part}", said)


def refused(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _load(request, pk)
    rows = list(shown.refused.order_by("file", "line", "pk").values_list(*COLUMNS))
    detail = {"rows": len(rows)}
    enter("download_refused", by=_loader(request), at=now(), subject=f"load:{shown.pk}", detail=detail)
    return as_csv(f"refused-rows-{shown.pk}.csv", COLUMNS, rows)


def drops(request: HttpRequest) -> HttpResponse:
    """What lies in the drop folder and was not taken in, and what was."""
    user = cast(User, request.user)
    if not may(user.role, Act.WATCH_FILES):
        raise Http404
    known = Drop.objects.visible_to(user).select_related("sender", "load")
    left = known.still_there().filter(outcome=Drop.LEFT)
    done = known.exclude(outcome=Drop.LEFT).order_by("-found_at", "-pk")
    said = {
        "left": left.order_by("found_at", "pk"),
        "page": Paginator(done, PAGE).get_page(_number(request)),
        "is_kept": bool(settings.WAYHOME_DROP_FOLDER),
        "may_load": bool(may(user.role, Act.LOAD)),
    }
    return render(request, "exchange/drops.html", said)


def morning(request: HttpRequest) -> HttpResponse:
    """One page for whoever comes in: what the night brought, and what stands."""
    user, at = cast(User, request.user), now()
    if user.role not in ROLES or not ROLES[user.role].keeps_a_desk:
        raise Http404
    asked = request.GET.get("days", "")
    days = int(asked) if asked in SINCE else 1
    shown = Morning(user, days, at)
    said = {
        "morning": shown,
        "alarms": list(restricted_alarms(user)),
        "since": SINCE,
        "days": days,
        "may_load": bool(may(user.role, Act.LOAD)),
    }
    return show_list(request, "exchange/morning.html", said, found=len(shown.missing), at=at, days=days)


def _loader(request: HttpRequest) -> User:
    """Whoever asks, if they may load files; for anybody else these pages are not there."""
    user = cast(User, request.user)
    if not may(user.role, Act.LOAD):
        raise Http404
    return user


def _load(request: HttpRequest, pk: int) -> Load:
    known = Load.objects.visible_to(_loader(request)).select_related(
        "authority", "account__agency", "asked_by"
    )
    return get_object_or_404(known, pk=pk)


def _number(request: HttpRequest) -> str:
    return request.GET.get("page", "1")
