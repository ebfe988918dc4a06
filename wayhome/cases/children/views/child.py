"""A child's record, tab by tab, as at now or any past moment, as known today or then by an agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now

from wayhome.cases.children.forms.look_back import LookBackForm
from wayhome.cases.children.models import Child, Hold
from wayhome.cases.children.reading.answers import answers, inherited, pressing, settled
from wayhome.cases.children.reading.care import last_stated
from wayhome.cases.children.reading.decision import decision_of
from wayhome.cases.children.reading.exploitation import exploitation, to_be_marked
from wayhome.cases.children.reading.holders import holders, named_to
from wayhome.cases.children.reading.restrictions import standing_on
from wayhome.cases.children.reading.shown import identities, placed, stated, summaries
from wayhome.cases.children.reading.story import entry_of, read_out, story
from wayhome.cases.children.views.looking import looking, moment_named, page, signed_in
from wayhome.rules.access import Act
from wayhome.rules.ages import is_age_disputed
from wayhome.rules.guidance.patterns import DECISION
from wayhome.rules.moment import Moment
from wayhome.ui.forms import sent

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ROWS = 25
PRESSING = 5
"""How much of what needs someone stands on the first page; the rest has a page of its own."""

DUTIES = {"": pressing, "settled": settled, "inherited": inherited}


def child(request: HttpRequest, pk: int) -> HttpResponse:
    seen = looking(request, pk)
    known, reader = seen.known, seen.reader
    decision, current = decision_of(known, reader), known.current
    # A decision that waits stands above what else needs someone.
    needed = [one for one in pressing(known) if one.rule != DECISION.rule]
    episodes = summaries(known)
    authority = last_stated(known.chronology, "ResponsibleAuthorityStated")
    status = last_stated(known.chronology, "CareStatusStated")
    said = {
        "decision": decision,
        "exploitation": exploitation(known, reader),
        "to_be_marked": to_be_marked(known),
        "current": next((one for one in episodes if one.episode is current), None),
        "answers": answers(needed[:PRESSING], known, reader),
        "needed": len(needed),
        "authority": entry_of(authority, known, reader) if authority else None,
        "care_status": entry_of(status, known, reader) if status else None,
        "placements": [one for one in placed(known, reader) if one.ended is None],
        "holders": [one for one in holders(seen.child, known.at) if one.is_allocation],
        "episodes": Paginator(episodes, ROWS).get_page(request.GET.get("page")),
        "may_decide": bool(seen.may(Act.DECIDE)) and not seen.past,
        "may_give_pack": bool(seen.may(Act.GIVE_PACK)),
        "may_hold": bool(seen.may(Act.HOLD)),
        "held": bool(seen.may(Act.HOLD)) and Hold.objects.standing().filter(child=seen.child).exists(),
    }
    return page(request, seen, "children:child", said)


def chronology(request: HttpRequest, pk: int) -> HttpResponse:
    seen = looking(request, pk)
    asked = request.GET.get("episode", "")
    only = next((one for one in seen.known.episodes if str(one.number) == asked), None)
    threads = Paginator(story(seen.known, episode=only.key if only else ""), ROWS)
    shown = threads.get_page(request.GET.get("page"))
    days = list(read_out(shown, seen.known, seen.reader))
    return page(
        request,
        seen,
        "children:chronology",
        {"days": days, "page": shown, "only": only},
        episode=only.number if only else None,
    )


def event(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """One thing that was said, with every version of it: what a finding rests on."""
    seen = looking(request, pk)
    keys = {key for (key, _), known_row in seen.known.rows.items() if known_row == row}
    threads = [one for one in story(seen.known) if one.versions and one.versions[0].key in keys]
    if not threads:
        raise Http404
    days = list(read_out(threads, seen.known, seen.reader))
    return page(request, seen, "children:chronology", {"days": days, "page": None, "one": True}, event=row)


def duties(request: HttpRequest, pk: int) -> HttpResponse:
    seen = looking(request, pk)
    show = request.GET.get("show", "")
    if show not in DUTIES:
        raise Http404
    counts = {name: len(of(seen.known)) for name, of in DUTIES.items()}
    shown = Paginator(DUTIES[show](seen.known), ROWS).get_page(request.GET.get("page"))
    said = {
        "answers": answers(shown, seen.known, seen.reader),
        "page": shown,
        "show": show,
        "needed": counts[""],
        "counts": counts,
    }
    return page(request, seen, "children:duties", said, show=show)


def about(request: HttpRequest, pk: int) -> HttpResponse:
    seen = looking(request, pk)
    known, reader = seen.known, seen.reader
    said = {
        "identities": identities(known, reader),
        "decisions": stated(known, reader, "IdentityDecided"),
        "disputes": stated(known, reader, "AgeDisputed"),
        "is_disputed": is_age_disputed(known.chronology),
        "numbers": stated(known, reader, "IdentifierStated"),
        "care_statuses": stated(known, reader, "CareStatusStated"),
        "authorities": stated(known, reader, "ResponsibleAuthorityStated"),
        "placements": placed(known, reader),
    }
    return page(request, seen, "children:about", said)


def access(request: HttpRequest, pk: int) -> HttpResponse:
    seen = looking(request, pk)
    tied = named_to(seen.reader, holders(seen.child, seen.known.at))
    said = {
        "holders": tied,
        "allocated": any(one.is_allocation for one in tied),
        "may_share": bool(seen.may(Act.SHARE)),
        "restrictions": standing_on(seen.child, seen.user, seen.known.at),
        "may_admit": bool(seen.may(Act.ADMIT)) and not seen.past,
    }
    return page(request, seen, "children:access", said)


def look_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a moment and an agency, and leads to the child's page at an address of codes alone."""
    child, at = get_object_or_404(Child.objects.visible_to(signed_in(request)), pk=pk), now()
    seen = request.GET.get("at")
    moment = Moment.at(moment_named(seen, at)) if seen else None
    form = LookBackForm(
        sent(request), initial={"moment": moment, "known_to": request.GET.get("known_to")}, latest=at
    )
    if form.is_valid():
        return redirect(reverse("children:child", args=[pk], query=form.query))
    return render(request, "children/look_back.html", {"form": form, "child": child})
