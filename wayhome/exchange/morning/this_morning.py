"""This morning at one agency: what the night's export brought, who is missing, what is late. Derived, never kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from django.db.models import Count, QuerySet

from wayhome.cases.children import index
from wayhome.cases.children.models import Episode, Event, Finding, Watch
from wayhome.cases.children.models.index import FindingQuerySet
from wayhome.cases.partners.models import User
from wayhome.cases.worklist import board, work
from wayhome.cases.worklist.desks import Known, desks, known
from wayhome.cases.worklist.least_defended import Undefended, least_defended
from wayhome.cases.worklist.models import AgencyFinding
from wayhome.cases.worklist.never_decided import never_decided
from wayhome.cases.worklist.not_back import not_back
from wayhome.cases.worklist.row import Row
from wayhome.cases.worklist.work import Line
from wayhome.exchange.loading.shown import Tile
from wayhome.exchange.models import Load, RefusedRow
from wayhome.exchange.morning.night import Night
from wayhome.exchange.morning.unsettled import Unsettled, unsettled
from wayhome.rules.access import Act, RelationKind, may
from wayhome.rules.finding import State
from wayhome.rules.guidance import record
from wayhome.rules.moment import LONDON, day_of
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

#: A return that was told later than this is history, not news.
NEWS_FOR = timedelta(days=7)

#: More of one kind than this are counted, and looked at elsewhere.
MOST = 40

INTERVIEWS = [rule for rule, act in work.MET_BY.items() if act is Act.INTERVIEW]


@dataclass(frozen=True)
class Morning:
    """`days`: how far back what has changed is looked for."""

    user: User
    days: int
    at: datetime

    @property
    def since(self) -> datetime:
        return self.at - timedelta(days=self.days)

    @cached_property
    def night(self) -> Night:
        return Night(self.user.agency, self.at)

    @cached_property
    def refused(self) -> QuerySet[RefusedRow]:
        loads = Load.objects.of(self.user.agency).filter(finished_at__gte=self.since)
        return RefusedRow.objects.filter(load__in=loads).order_by("-load", "file", "line")

    @property
    def refused_first(self) -> QuerySet[RefusedRow]:
        return self.refused[:MOST]

    # ── what changed ─────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def recorded(self) -> list[tuple[Sentence, int]]:
        """How many entries of each kind were recorded, the most first."""
        entries = Event.objects.visible_to(self.user).readable().filter(recorded_at__gte=self.since)
        counted = entries.order_by().values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
        return [(Sentence(f"facts.kind.{kind}"), n) for kind, n in counted]

    @property
    def gaps(self) -> Sentence | None:
        """How many gaps in recording stand, of the agencies of which this person reads them; None: none."""
        n = AgencyFinding.objects.visible_to(self.user).standing().open().count()
        return Sentence("gap.standing", n=n) if n else None

    @cached_property
    def new(self) -> frozenset[int]:
        """Episodes first recorded since then."""
        opened = Episode.objects.visible_to(self.user).filter(opened_by__recorded_at__gte=self.since)
        return frozenset(opened.values_list("pk", flat=True))

    @cached_property
    def back(self) -> list[Episode]:
        """Those of whom it was recorded since then that they are back."""
        returns = (
            Event.objects.visible_to(self.user)
            .readable()
            .filter(kind="Returned", recorded_at__gte=self.since, happened_ends__gte=self.since - NEWS_FOR)
        )
        keys = {event.detail["episode"] for event in returns.only("detail")}
        found = Episode.objects.visible_to(self.user).filter(key__in=keys).exclude(returned_at=None)
        return list(found.select_related("child").order_by("-returned_at", "pk"))

    # ── what stands ──────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def missing(self) -> list[Row]:
        return board.rows(not_back(self.user, self.at), self._agencies, self.at)

    @cached_property
    def least_defended(self) -> list[Undefended]:
        return least_defended(self._owed, self._agencies, self.at)

    @property
    def never_decided(self) -> Sentence | None:
        """How many children nobody has ever decided about, for whoever may; None: there is none."""
        if not may(self.user.role, Act.DECIDE, RelationKind):
            return None
        n = never_decided(self.user, self.at).count()
        return Sentence("morning.never_decided", n=n) if n else None

    @property
    def being_worked_out(self) -> int:
        return Watch.objects.visible_to(self.user).due(self.at, index.version(index.book())).count()

    @cached_property
    def newly_overdue(self) -> list[Line]:
        return self._lines(self._newly_overdue)

    @cached_property
    def newly_overdue_count(self) -> int:
        return self._newly_overdue.count()

    @cached_property
    def still_overdue(self) -> list[Line]:
        return self._lines(self._overdue.filter(due_ends__lt=self.since))

    @cached_property
    def overdue_count(self) -> int:
        return self._overdue.count()

    @cached_property
    def interviews_today(self) -> list[Line]:
        """Offers and interviews that fall due before the day ends."""
        midnight = datetime.combine(day_of(self.at) + timedelta(days=1), time(), LONDON)
        waiting = self._owed.filter(rule__in=INTERVIEWS, state__in=[State.DUE, State.OPEN])
        return self._lines(waiting.filter(due_begins__lte=midnight))

    @cached_property
    def contradictions(self) -> list[Unsettled]:
        return list(unsettled(self._lines(self._doubts)))

    @cached_property
    def contradictions_count(self) -> int:
        return self._doubts.order_by().values("rule", "child", "episode", "owner").distinct().count()

    @property
    def contradictions_shown(self) -> int:
        return sum(len(heap.lines) for heap in self.contradictions)

    @property
    def tiles(self) -> Iterator[Tile]:
        """What it comes to, in figures."""
        new = sum(row["number"] in self.new for row in self.missing)
        yield _tile("missing", len(self.missing))
        yield _tile("new", new)
        yield _tile("back", len(self.back))
        yield _tile("newly_overdue", self.newly_overdue_count, "alarm")
        yield _tile("overdue", self.overdue_count, "alarm")
        yield _tile("interviews", len(self.interviews_today))
        yield _tile("contradictions", self.contradictions_count, "unknown")
        yield _tile("refused", self.refused.count(), "alarm")

    @cached_property
    def _agencies(self) -> Known:
        return known(desks(self.at))

    @property
    def _owed(self) -> FindingQuerySet:
        return Finding.objects.visible_to(self.user).pressing().filter(owner=self.user.agency_id)

    @property
    def _overdue(self) -> FindingQuerySet:
        return self._owed.filter(state=State.OVERDUE)

    @property
    def _newly_overdue(self) -> FindingQuerySet:
        return self._overdue.filter(due_ends__gte=self.since)

    @property
    def _doubts(self) -> FindingQuerySet:
        doubts = [doubt.rule for doubt in record.DOUBTS]
        return Finding.objects.visible_to(self.user).pressing().filter(rule__in=doubts)

    def _lines(self, findings: FindingQuerySet) -> list[Line]:
        return work.lines(work.first_due_first(findings)[:MOST], self._agencies, self.at)


def _tile(name: str, n: int, tone: str = "") -> Tile:
    return Tile(f"{n:,}", say(Sentence(f"morning.{name}", n=n), language()), tone if n else "")
