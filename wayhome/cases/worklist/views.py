"""The board, my work, decisions, what was inherited, gaps in rota and recording, and the board on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from wayhome.cases.audit.showing import show_list
from wayhome.cases.missing.models import Draft
from wayhome.cases.partners import training
from wayhome.cases.partners.models import Shift, Team, User
from wayhome.cases.worklist import actions, desks, escalation, heaps, recording, unattended, work
from wayhome.cases.worklist import board as boards
from wayhome.cases.worklist import decisions as deciding
from wayhome.cases.worklist import most_often as standing
from wayhome.cases.worklist import never_decided as left
from wayhome.cases.worklist.alarms import alarms, tiles
from wayhome.cases.worklist.forms import BoardFilter, Desk
from wayhome.cases.worklist.models import Notice
from wayhome.cases.worklist.not_back import PAGE, not_back
from wayhome.cases.worklist.not_back import board as board_of
from wayhome.cases.worklist.not_shown import restricted_alarms
from wayhome.cases.worklist.panels import chairs_a_panel
from wayhome.rules.access import Act, RelationKind, may
from wayhome.rules.finding import State
from wayhome.ui.context import first_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

MOST_DIGITS = 7
GAPS_AHEAD = timedelta(days=14)


def board(request: HttpRequest) -> HttpResponse:
    user, at = _user(request), now()
    if not may(user.role, Act.SEE, RelationKind):
        # An empty board would read as if every child were safe.
        return redirect(first_page(request))
    agencies = desks.desks(at)
    empty = desks.empty(desks.near(user.agency_id, agencies), at)
    narrowed = BoardFilter(
        request.GET, desks=(Desk(one.pk, one.kind, one.code, one.name) for one in agencies)
    )
    found = board_of(user, at, narrowed.which(), _number(request))
    said = {
        "narrowed": narrowed,
        "alarms": [*restricted_alarms(user), *alarms(found.counts["police_not_told"], empty)],
        "tiles": tiles(found.counts, len(empty)),
        "page": found.page,
        "rows": boards.rows(found.episodes, desks.known(agencies), at),
        "at": at,
    }
    part = "#board" if getattr(request, "htmx", False) else ""
    opened = unattended.opened(request, at)
    said["opened"] = opened or unattended.opening(request, at)
    if opened:
        return render(request, f"worklist/board.html{part}", said)
    fitting = found.page.paginator.count
    return show_list(request, f"worklist/board.html{part}", said, found=fitting, at=at, **narrowed.chosen)


def print_board(request: HttpRequest) -> HttpResponse:
    user, at = _user(request), now()
    if not may(user.role, Act.SEE, RelationKind):
        raise Http404
    rows = boards.rows(not_back(user, at), desks.known(desks.desks(at)), at)
    said = {"rows": rows, "alarms": list(restricted_alarms(user)), "at": at}
    return show_list(request, "worklist/print.html", said, found=len(rows), at=at)


def mine(request: HttpRequest) -> HttpResponse:
    user, at = _user(request), now()
    agencies = desks.desks(at)
    counted = heaps.counts(user, at)
    name = heaps.to_show(counted, request.GET.get("heap", ""))
    page = _page(request, heaps.heap(name, user, at), counted[name])
    said = {
        "alarms": alarms(0, desks.empty(desks.near(user.agency_id, agencies), at)),
        "shifts": Shift.objects.on_duty(Team.objects.answering(), at).filter(user=user),
        "training": training.reminders(user, at),
        "calls": escalation.calls_to(user, at),
        "may_acknowledge": escalation.may_acknowledge(user),
        "notices": Notice.objects.visible_to(user).unseen().of_desks().order_by("-made_at")[:10],
        "drafts": Draft.objects.visible_to(user).unfinished().order_by("-saved_at")[:10],
        "opens_records": bool(may(user.role, Act.SEE, RelationKind)),
        "tabs": heaps.tabs(counted, name),
        "of_children": name in heaps.OF_CHILDREN,
        "page": page,
        "lines": [] if name in heaps.OF_CHILDREN else work.lines(page.object_list, desks.known(agencies), at),
        "at": at,
    }
    return show_list(request, "worklist/mine.html", said, found=page.paginator.count, at=at, heap=name)


def decisions(request: HttpRequest) -> HttpResponse:
    user, at = _user(request), now()
    waiting = deciding.undecided(user)
    page = _page(request, work.first_due_first(waiting))
    said = {
        "page": page,
        "rows": deciding.waits(work.lines(page.object_list, desks.known(desks.desks(at)), at)),
        "weeks": list(deciding.weeks(user, at)),
        "overdue": waiting.filter(state=State.OVERDUE).count(),
        "tabs": deciding.tabs("decisions"),
        "chairs_a_panel": chairs_a_panel(user),
        "at": at,
    }
    return show_list(request, "worklist/decisions.html", said, found=page.paginator.count, at=at)


def never_decided(request: HttpRequest) -> HttpResponse:
    user, at = _user(request), now()
    page = _page(request, left.most_often_first(left.never_decided(user, at), at))
    said = {"page": page, "lines": left.lines(page.object_list, user, at), "at": at}
    said |= {"tabs": deciding.tabs("never_decided"), "may_name": work.may_allocate(user)}
    return show_list(request, "worklist/never_decided.html", said, found=page.paginator.count, at=at)


def most_often(request: HttpRequest) -> HttpResponse:
    user, at = _user(request), now()
    often = standing.most_often(user, at)
    said = {"often": often, "tabs": deciding.tabs("most_often"), "lately": standing.LATELY, "at": at}
    said["may_name"] = work.may_allocate(user)
    return show_list(request, "worklist/most_often.html", said, found=len(often), at=at)


def inherited(request: HttpRequest) -> HttpResponse:
    user, at = _user(request), now()
    page = _page(request, work.first_due_first(work.of(user).filter(inherited=True)))
    said = {"page": page, "lines": work.lines(page.object_list, desks.known(desks.desks(at)), at), "at": at}
    return show_list(request, "worklist/inherited.html", said, found=page.paginator.count, at=at)


def gaps(request: HttpRequest) -> HttpResponse:
    user, at = _user(request), now()
    teams = list(Team.objects.answering().filter(agency=user.agency_id).order_by("name"))
    said = {
        "empty": desks.empty_since(desks.empty(desks.near(user.agency_id, desks.desks(at)), at), at),
        "teams": teams,
        "gaps": Shift.objects.gaps(teams, at, at + GAPS_AHEAD) if teams else [],
        "days": GAPS_AHEAD.days,
        "at": at,
    }
    return render(request, "worklist/gaps.html", said)


def gaps_in_recording(request: HttpRequest) -> HttpResponse:
    user, at = _user(request), now()
    if not may(user.role, Act.READ_GAPS):
        raise Http404
    looked_at = recording.looked_at()
    said = {
        "lines": recording.lines(user),
        "mended": recording.mended(user, at),
        "too_new": recording.too_new(user, at),
        "looked_at": looked_at,
        "is_old": looked_at is not None and at - looked_at > recording.FRESH,
        "is_of_every_agency": bool(may(user.role, Act.READ_EVERY_GAP)),
        "at": at,
    }
    return render(request, "worklist/gaps_in_recording.html", said)


@require_POST
def see_notice(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.visible_to(_user(request)), pk=pk)
    actions.acknowledge_notice(notice, by=_user(request), at=now())
    return redirect("worklist:mine")


def _page(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], counted: int | None = None) -> Page[Any]:
    paginator = Paginator(rows, PAGE)
    if counted is not None:
        paginator.count = counted
    return paginator.get_page(request.GET.get("page"))


def _number(request: HttpRequest) -> int:
    """Of the page asked for; the first where none is, or nonsense."""
    asked = request.GET.get("page", "")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < MOST_DIGITS else 1


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
