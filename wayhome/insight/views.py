"""Numbers of the record: year by year, a table with all its parts, how a number was made, and files of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now

from wayhome.cases.audit.actions import enter
from wayhome.cases.partners.models import User
from wayhome.insight.models import Counting
from wayhome.insight.numbers import by_authority as areas
from wayhome.insight.numbers import made as making
from wayhome.insight.numbers import shown
from wayhome.insight.numbers.asked import Asked, Whose
from wayhome.insight.numbers.taken_home import FORMATS, taken_home
from wayhome.insight.publishing.as_funnel import A_QUESTION
from wayhome.insight.tables.funnel import SPIEGELHALTER
from wayhome.insight.tables.query import ALL
from wayhome.rules.access import Act, may
from wayhome.rules.refusal import Refusal
from wayhome.ui.forms import language
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest

    from wayhome.cases.audit.models import Detail

#: Numbers that are older are not last night's: the worker did not run.
FRESH = timedelta(days=2)


def numbers(request: HttpRequest) -> HttpResponse:
    user = _reader(request)
    counting = Counting.objects.visible_to(user).newest()
    if counting is None:
        return render(request, "insight/numbers/not_counted.html")
    asked = Asked.of(user, counting, request.GET.dict())
    return _show(
        request,
        "insight/numbers/years.html",
        asked,
        {"wholes": list(shown.wholes(asked)), "formats": FORMATS},
    )


def table(request: HttpRequest, name: str) -> HttpResponse:
    asked = _asked(request)
    figures = asked.figures(name, asked.ends)
    if figures is None:
        raise Http404
    said = {
        "figures": figures,
        "whole": shown.whole(figures),
        "parts": list(shown.parts(figures, asked)),
        "is_by_authority": asked.is_by_authority(name),
    }
    return _show(request, "insight/numbers/table.html", asked, said, table=name)


def by_authority(request: HttpRequest, name: str) -> HttpResponse:
    """Of the whole partnership, whatever else is asked for: an agency's own are of one authority."""
    asked = replace(_asked(request), whose=Whose.ALL)
    figures = asked.figures(name, asked.ends) if asked.is_by_authority(name) else None
    if figures is None:
        raise Http404
    said = {
        "figures": figures,
        "parts": list(areas.parts(figures, asked)),
        "chance": areas.chance(figures, asked),
        "is_all_stated": areas.is_all_stated(figures),
        "source": SPIEGELHALTER,
        "a_question": A_QUESTION,
    }
    return _show(request, "insight/numbers/by_authority.html", asked, said, table=name)


def made(request: HttpRequest, name: str) -> HttpResponse:
    asked = _asked(request)
    line = making.made(asked, name, request.GET.get("by", ALL), request.GET.get("category", ALL))
    if line is None:
        raise Http404
    return _show(request, "insight/numbers/made.html", asked, {"made": line}, table=name)


def download(request: HttpRequest, extension: str) -> HttpResponse:
    asked = _asked(request)
    figures = list(asked.tables())
    if extension not in FORMATS or not figures:
        raise Http404
    try:
        file = taken_home(asked, figures, extension)
    except Refusal as refusal:
        messages.warning(request, say(refusal.sentence, language()))
        return redirect(reverse("insight:numbers") + asked.address())
    detail: Detail = {"whose": asked.whose.value, "year": asked.ends.year, "format": extension}
    enter("download_numbers", by=asked.user, at=now(), subject="partnership:numbers", detail=detail)
    name = f"numbers-{asked.whose.value}-{asked.ends.year - 1}-{asked.ends.year % 100:02}.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file, content_type=FORMATS[extension].content_type, headers=headers)


def _show(
    request: HttpRequest, template: str, asked: Asked, said: dict[str, Any], table: str = "all"
) -> HttpResponse:
    """Who read exact numbers is kept: of few children a number says much."""
    if asked.is_exact:
        detail: Detail = {
            "page": PurePosixPath(template).stem,
            "table": table,
            "year": asked.ends.year,
        }
        enter(
            "read_exact_numbers",
            by=asked.user,
            at=now(),
            subject=f"agency:{asked.user.agency.code}",
            detail=detail,
        )
    links = {"tabs": asked.tabs(), "years": asked.other_years()}
    is_old = now() - asked.counting.at > FRESH
    return render(request, template, {"asked": asked, "is_old": is_old, **links, **said})


def _asked(request: HttpRequest) -> Asked:
    """Of what was counted last; where nothing was, there is nothing here."""
    user = _reader(request)
    counting = Counting.objects.visible_to(user).newest()
    if counting is None:
        raise Http404
    return Asked.of(user, counting, request.GET.dict())


def _reader(request: HttpRequest) -> User:
    """Whoever asks, if they may read numbers; for anybody else these pages are not there."""
    user = cast("User", request.user)
    if not may(user.role, Act.READ_NUMBERS):
        raise Http404
    return user
