"""Reads that want a second look, for the governance lead of the agency whose people they are by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.core.paginator import Paginator
from django.utils.timezone import now

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.showing import show_list
from wayhome.cases.children.unusual import Unusual, unusual
from wayhome.cases.children.unusual.refusals import not_vouched
from wayhome.cases.children.views.looking import whoever_may
from wayhome.cases.partners.models import User
from wayhome.rules.access import Act
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.spreadsheet import as_csv
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ROWS = 50

#: How far back it looks, by the days in its address.
SINCE = {"1": "day", "7": "week", "28": "four weeks"}

COLUMNS = ("first", "last", "who", "user", "why", "kind", "reads", "children")


class Row(NamedTuple):
    one: Unusual
    who: str
    why: str

    @property
    def cells(self) -> tuple[object, ...]:
        """By `COLUMNS`."""
        first, last = (read.at.isoformat() for read in (self.one.reads[0], self.one.reads[-1]))
        children = " ".join(map(str, self.one.children))
        return first, last, self.who, self.one.actor, self.why, self.one.kind, len(self.one.reads), children


def unusual_reads(request: HttpRequest) -> HttpResponse:
    lead, days, at = whoever_may(request, Act.READ_USE), _days(request), now()
    since = at - timedelta(days=days)
    page = Paginator(unusual(lead, since), ROWS).get_page(request.GET.get("page"))
    said = {
        "page": page,
        "rows": _rows(page),
        "since": SINCE,
        "days": days,
        "since_words": SINCE[str(days)],
        "providers": not_vouched(lead, since),
    }
    found = page.paginator.count
    return show_list(request, "children/unusual.html", said, found=found, at=at, days=days)


def unusual_csv(request: HttpRequest) -> HttpResponse:
    lead, days, at = whoever_may(request, Act.READ_USE), _days(request), now()
    found = unusual(lead, at - timedelta(days=days))
    detail = {"found": len(found), "days": days}
    enter("export_unusual", by=lead, at=at, subject=f"agency:{lead.agency_code}", detail=detail)
    return as_csv(f"unusual-access-{days}-days.csv", COLUMNS, (row.cells for row in _rows(found)))


def _rows(found: Iterable[Unusual]) -> list[Row]:
    shown = list(found)
    people = User.objects.in_bulk({one.actor for one in shown})
    return [
        Row(one, str(people.get(one.actor, one.actor)), say(Sentence(f"unusual.{one.kind}"), language()))
        for one in shown
    ]


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked in SINCE else 7
