"""My work: the duties that fall on a user's agency and that the user's role can meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from wayhome.cases.children.models import Child, Episode, Finding, Relation
from wayhome.cases.children.models.index import FindingQuerySet
from wayhome.cases.partners.models import User
from wayhome.cases.worklist.desks import Known
from wayhome.cases.worklist.due import Due, Pressing, columns, due
from wayhome.cases.worklist.not_back import being_worked_out
from wayhome.rules.access import ROLES, Act, RelationKind
from wayhome.rules.facts import AgencyKind
from wayhome.rules.finding import State
from wayhome.rules.guidance import england, local, record, uk, wales
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.patterns import DECISION
from wayhome.ui.forms import language

#: What a person does to meet each duty; so whose work it is follows from the roles.
MET_BY: Mapping[str, Act] = {
    uk.POLICE_TOLD.rule: Act.TELL_POLICE,
    uk.ACKNOWLEDGED_BY_CONTROL_ROOM.rule: Act.ACKNOWLEDGE,
    uk.ACKNOWLEDGED_BY_DUTY_DESK.rule: Act.ACKNOWLEDGE,
    uk.AUTHORITY_TOLD_OF_MISSING.rule: Act.SEARCH,
    uk.AUTHORITY_TOLD_OF_FOUND.rule: Act.SEARCH,
    uk.AUTHORITY_TOLD_OF_HIGH_RISK.rule: Act.SEARCH,
    uk.PREVENTION_INTERVIEW.rule: Act.FIND,
    uk.NO_APPARENT_RISK_REVIEWED.rule: Act.ASSESS_RISK,
    uk.MISSING_MEETINGS.rule: Act.SEARCH,
    uk.STILL_MISSING_AT_18.rule: Act.SEARCH,
    england.RETURN_INTERVIEW_OFFER.rule: Act.INTERVIEW,
    england.RETURN_INTERVIEW.rule: Act.INTERVIEW,
    england.CARER_ASKED.rule: Act.INTERVIEW,
    england.HOST_TOLD_OF_PLACEMENT.rule: Act.STATE,
    wales.RETURN_INTERVIEW.rule: Act.INTERVIEW,
    **{clock.rule: Act.NOTIFY for clock in CLOCKS if clock.notices},
    local.SCREENED_AGAIN.rule: Act.STATE_CONCERN,
    DECISION.rule: Act.DECIDE,
    **{doubt.rule: Act.CORRECT for doubt in record.DOUBTS},
}

SOON = timedelta(hours=24)

#: Ties by which a child is somebody's own work.
_GIVEN = (RelationKind.ALLOCATED.value, RelationKind.ANSWERS_FOR.value)


@dataclass(frozen=True, slots=True)
class Line:
    """One duty in a list. `address` is of the page on which it is settled: its episode's, or one of the child's."""

    due: Due
    child: Child
    address: str
    being_worked_out: bool


def of(user: User) -> FindingQuerySet:
    """What this user's agency owes and this user may do, and what nobody has stated whose it is.

    A provider owes nothing itself: its workers see the interviews of the children referred to them.
    """
    acts = ROLES[user.role].acts if user.role in ROLES else frozenset()
    rules = [rule for rule, act in MET_BY.items() if act in acts]
    ours = Q(owner=user.agency_id) | Q(owner=None)
    if user.agency.kind == AgencyKind.INTERVIEW_PROVIDER:
        ours |= Q(rule__in=[rule for rule, act in MET_BY.items() if act is Act.INTERVIEW])
    return Finding.objects.visible_to(user).filter(ours, rule__in=rules)


def groups(at: datetime) -> Mapping[str, Q]:
    """The heaps into which pressing work is sorted, in the order in which it is done."""
    soon = Q(due_begins__lte=at + SOON)
    waits = Q(state__in=[State.DUE, State.OPEN])
    return {
        "overdue": Q(state=State.OVERDUE),
        "soon": waits & soon,
        "later": waits & (Q(due_begins=None) | ~soon),
        "unknown": Q(state=State.UNKNOWN),
    }


def counts(findings: QuerySet[Finding], at: datetime) -> dict[str, int]:
    return findings.aggregate(**{group: Count("pk", filter=which) for group, which in groups(at).items()})


def first_due_first(findings: FindingQuerySet) -> QuerySet[Finding, Any]:
    """In the columns of a `Pressing`."""
    return columns(findings.order_by(F("due_ends").asc(nulls_last=True), "since", "pk"))


def lines(page: Iterable[Any], agencies: Known, at: datetime) -> list[Line]:
    """A page of `first_due_first`, with all that a line shows; see `board.rows`."""
    findings, speaks = [Pressing._make(one) for one in page], language()
    children = {one.child for one in findings}
    known, waiting = Child.objects.in_bulk(children), being_worked_out(children, at)
    episodes = Episode.objects.filter(key__in=[one.episode for one in findings if one.episode])
    numbers = dict(episodes.values_list("key", "pk"))
    return [
        Line(
            due=due(one, agencies, at, speaks),
            child=known[one.child],
            address=_address(one, numbers.get(one.episode)),
            being_worked_out=one.child in waiting,
        )
        for one in findings
    ]


def _address(one: Pressing, report: int | None) -> str:
    """`report` is the number of its episode; None: it is about the child as a whole."""
    if report is not None:
        return reverse("missing:episode", args=[report])
    return reverse("children:decision" if one.rule == DECISION.rule else "children:child", args=[one.child])


def allocated_to(user: User) -> QuerySet[Child]:
    """The children whose case this user, or this user's team, has been given, and those for whom the user answers."""
    holds = Relation.objects.reaching(user).filter(kind__in=_GIVEN)
    return Child.objects.filter(pk__in=holds.values("child"))


def may_allocate(user: User) -> bool:
    return user.role in ROLES and Act.ALLOCATE in ROLES[user.role].acts


def unallocated(user: User) -> QuerySet[Child]:
    """Children of whom this user's agency owes something pressing, and who are allocated to nobody.

    Nobody's child still alerts somebody: whoever may allocate.
    """
    return Child.objects.filter(pk__in=_nobodys(user).values("child"))


def count_unallocated(user: User) -> int:
    return _nobodys(user).aggregate(n=Count("child", distinct=True))["n"]


def _nobodys(user: User) -> FindingQuerySet:
    """What this user's agency owes to children who are allocated to nobody: far fewer than there are children."""
    if not may_allocate(user):
        return Finding.objects.none()
    allocated = Relation.objects.in_force().filter(kind=RelationKind.ALLOCATED.value, child=OuterRef("child"))
    owed = Finding.objects.visible_to(user).pressing().filter(owner=user.agency_id)
    return owed.filter(~Exists(allocated))
