"""To whom a duty that nobody has settled has gone up: derived from the finding, its protocol and the moment.

A clock goes up by the protocol under which it began. New reports do not: they go along the rota, see `escalation`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import reduce
from typing import NamedTuple
from typing import Protocol as Typed

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from wayhome.cases.children.models import Finding
from wayhome.cases.children.models.index import ACKNOWLEDGEMENTS, FOR_THE_PANEL, UNDONE, FindingQuerySet
from wayhome.cases.children.restricted import Restricted
from wayhome.cases.partners.models import Agency, Shift, Team, User
from wayhome.cases.worklist import desks, escalation
from wayhome.cases.worklist.models import Notice
from wayhome.cases.worklist.panels import CHAIRS, is_on_an_agenda
from wayhome.rules.access import Act, RelationKind, may
from wayhome.rules.facts import AgencyKind
from wayhome.rules.finding import State
from wayhome.rules.guidance.overdue import ON_SHIFT, Step
from wayhome.rules.guidance.protocol import Protocol, in_force_on, without_gaps
from wayhome.rules.moment import Moment, day_of
from wayhome.rules.sentence import Sentence

#: A notice of what went up before that would say nothing new: it stands in my work.
FRESH = timedelta(days=1)


class Brought(NamedTuple):
    """`number` is the step's place in its protocol, from 1."""

    finding: Finding
    number: int
    step: Step


class Late(Typed):
    """What `told` asks of a finding, whichever of its columns were read."""

    @property
    def rule(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def since(self) -> datetime: ...
    @property
    def due(self) -> Moment | None: ...


def told(finding: Late, kind: str, at: datetime) -> Sentence | None:
    """Who was last told and since when; None: nobody yet. `kind` is the owner's, blank where it is not stated."""
    due = Moment.at(finding.since) if finding.rule in FOR_THE_PANEL else finding.due
    if due is None or finding.state not in (*UNDONE, State.OPEN) or finding.rule in ACKNOWLEDGEMENTS:
        return None
    owner = AgencyKind(kind) if kind else None
    steps = in_force_on(settings.WAYHOME_PROTOCOL, day_of(finding.since)).steps_of(finding.rule)
    come = [step for step in steps if step.comes(due) <= at and step.of(owner)]
    if not come:
        return None
    return Sentence("overdue.told", to=_in_words(come[-1].of(owner)), since=come[-1].comes(due))


def brought_to(user: User, at: datetime) -> FindingQuerySet:
    """What waits and has gone up to this user's role, or to the desk at which the user is on shift."""
    ours = _waiting().visible_to(user).filter(Q(owner=user.agency_id) | Q(owner=None))
    mine = {user.role, ON_SHIFT} if _is_on_shift(user, at) else {user.role}
    steps = (one.come(at) for one in _steps() if mine.intersection(one.step.to))
    return ours.filter(reduce(Q.__or__, steps, Q(pk__in=())))


def may_reach(user: User) -> bool:
    """Is there a step at which anything is brought to somebody in this role, or on shift?"""
    return any({user.role, ON_SHIFT} & {*one.step.to} for one in _steps()) and bool(
        may(user.role, Act.SEE, RelationKind)
    )


def brought_now(at: datetime) -> Iterator[Brought]:
    """What has lately gone up a step of which nobody was yet told."""
    for one in _steps():
        lately = _waiting().filter(one.come(at), one.come_after(at - FRESH))
        made = Notice.objects.filter(
            **{name: OuterRef(name) for name in ("child", "rule", "rung", "since")}, step=one.number
        )
        # In no order: one by row would have every row read.
        yield from (Brought(finding, one.number, one.step) for finding in lately.filter(~Exists(made)))


def of_no_panel(at: datetime) -> Iterator[Brought]:
    """What has gone up to the chair of a panel, lately or long ago, of children who are on no panel's agenda."""
    for one in _steps():
        if not set(CHAIRS).isdisjoint(one.step.to):
            late = _waiting().filter(one.come(at), ~is_on_an_agenda()).select_related("child")
            yield from (Brought(finding, one.number, one.step) for finding in late)


def people(brought: Iterable[Brought], at: datetime) -> Iterator[tuple[Brought, User]]:
    """Whom each is brought to; where nobody has stated whose it is, those of every agency that knows of the child."""
    late = list(brought)
    tied = escalation.tied({one.finding.child_id for one in late if one.finding.owner_id is None})
    of = [
        [one.finding.owner_id] if one.finding.owner_id else sorted(tied[one.finding.child_id]) for one in late
    ]
    agencies = {agency for some in of for agency in some}
    everybody, rota = escalation.people_of(agencies), escalation.rota(agencies, at)
    restricted = Restricted(one.finding.child_id for one in late)
    kinds = dict(Agency.objects.filter(pk__in=agencies).values_list("pk", "kind"))
    for one, some in zip(late, of, strict=True):
        for agency in some:
            on_shift = [user for users in rota.get(agency, {}).values() for user in users]
            roles = one.step.of(AgencyKind(kinds[agency]))
            # Of a restricted record, those who may see it; somebody even where nobody may.
            may_see = restricted.open_to(everybody[agency], one.finding.child_id) or everybody[agency]
            asked = _people(roles, may_see, [user for user in on_shift if user in may_see])
            yield from ((one, user) for user in asked)


def told_of(notice: Notice, at: datetime) -> list[User]:
    """To whom what a notice is about is brought now, at the step of which it tells; nobody once it is settled."""
    same = {name: getattr(notice, name) for name in ("child", "rule", "rung", "since")}
    finding = _waiting().filter(**same).first()
    if finding is None:
        return []
    brought = [
        Brought(finding, one.number, one.step)
        for one in _steps()
        if one.number == notice.step and _waiting().filter(one.of, pk=finding.pk).exists()
    ]
    return [user for _, user in people(brought, at)]


def _people(roles: tuple[str, ...], everybody: list[User], on_shift: list[User]) -> Iterable[User]:
    """Somebody always, of an agency that has such roles at all."""
    if not roles:
        return []
    asked = [*(user for user in everybody if user.role in roles), *(on_shift if ON_SHIFT in roles else ())]
    return dict.fromkeys(asked or escalation.answerable(everybody))


def _waiting() -> FindingQuerySet:
    return Finding.objects.rising().exclude(rule__in=ACKNOWLEDGEMENTS)


class _Rise(NamedTuple):
    """A step of a protocol with its place in it, and the findings that go up by it: `counted_from` is a column."""

    number: int
    step: Step
    of: Q
    counted_from: str

    def come(self, at: datetime) -> Q:
        """Those that have gone up to it by then; as `Step.comes` has it, asked of the index."""
        return self.of & Q(**{f"{self.counted_from}__lte": at - self.step.after})

    def come_after(self, at: datetime) -> Q:
        """Those that went up to it after that."""
        begun = at - self.step.after
        after = self.of & Q(**{f"{self.counted_from}__gt": begun})
        # Follows from it, and is what an index is kept of.
        return after & Q(due_ends__gt=begun) if self.counted_from == "due_begins" else after


def _steps() -> Iterator[_Rise]:
    """Every step of every protocol."""
    for one in without_gaps(settings.WAYHOME_PROTOCOL):
        others = ~Q(rule__in=[rule for rule, _ in one.escalation_of])
        by_rule = [(Q(rule=rule), steps, rule) for rule, steps in one.escalation_of]
        for which, steps, rule in ((others, one.escalation, ""), *by_rule):
            for number, step in enumerate(steps, start=1):
                yield _Rise(number, step, _began_under(one) & which, _counted_from(rule, step))


def _counted_from(rule: str, step: Step) -> str:
    if rule in FOR_THE_PANEL:
        return "since"
    return "due_begins" if step.after < timedelta() else "due_ends"


def _began_under(one: Protocol) -> Q:
    began = Q()
    if one.in_force_from is not None:
        began &= Q(since__gte=Moment.day(one.in_force_from).begins)
    if one.in_force_until is not None:
        began &= Q(since__lt=Moment.day(one.in_force_until).ends)
    return began


def _is_on_shift(user: User, at: datetime) -> bool:
    """A home or a school keeps no desk, so everybody of it is."""
    if AgencyKind(user.agency.kind) not in desks.KINDS:
        return True
    return (
        Shift.objects.on_duty(Team.objects.answering().filter(agency=user.agency_id), at)
        .filter(user=user)
        .exists()
    )


def _in_words(roles: tuple[str, ...]) -> Sentence:
    words = (Sentence(f"overdue.to.{role}") for role in roles)
    return reduce(lambda one, other: Sentence("overdue.and", one=one, other=other), words)
