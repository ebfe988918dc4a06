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
from wayhome.cases.children.models.index import ACKNOWLEDGEMENTS, UNDONE, FindingQuerySet
from wayhome.cases.children.restricted import Restricted
from wayhome.cases.partners.models import Agency, Shift, Team, User
from wayhome.cases.worklist import desks, escalation
from wayhome.cases.worklist.models import Notice
from wayhome.rules.access import Act, RelationKind, may
from wayhome.rules.facts import AgencyKind
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
    due = finding.due
    if due is None or finding.state not in UNDONE or finding.rule in ACKNOWLEDGEMENTS:
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
    steps = (which & _come(step, at) for _, step, which in _steps() if mine.intersection(step.to))
    return ours.filter(reduce(Q.__or__, steps, Q(pk__in=())))


def may_reach(user: User) -> bool:
    """Is there a step at which anything is brought to somebody in this role, or on shift?"""
    return any({user.role, ON_SHIFT} & {*step.to} for _, step, _ in _steps()) and bool(
        may(user.role, Act.SEE, RelationKind)
    )


def brought_now(at: datetime) -> Iterator[Brought]:
    """What has lately gone up a step of which nobody was yet told."""
    for number, step, which in _steps():
        lately = _waiting().filter(which, _come(step, at)).exclude(_come(step, at - FRESH))
        # Follows from the line above, and is what an index is kept of.
        lately = lately.filter(due_ends__gt=at - FRESH - step.after)
        made = Notice.objects.filter(
            **{name: OuterRef(name) for name in ("child", "rule", "rung", "since")}, step=number
        )
        # In no order: one by row would have every row read.
        yield from (Brought(finding, number, step) for finding in lately.filter(~Exists(made)))


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
    steps = (one for one in _steps() if one[0] == notice.step)
    brought = [
        Brought(finding, number, step)
        for number, step, which in steps
        if _waiting().filter(which, pk=finding.pk).exists()
    ]
    return [user for _, user in people(brought, at)]


def _people(roles: tuple[str, ...], everybody: list[User], on_shift: list[User]) -> Iterable[User]:
    """Somebody always, of an agency that has such roles at all."""
    if not roles:
        return []
    asked = [*(user for user in everybody if user.role in roles), *(on_shift if ON_SHIFT in roles else ())]
    return dict.fromkeys(asked or escalation.answerable(everybody))


def _waiting() -> FindingQuerySet:
    return Finding.objects.pressing().undone().exclude(rule__in=ACKNOWLEDGEMENTS)


def _steps() -> Iterator[tuple[int, Step, Q]]:
    """Every step of every protocol with its number, and the findings that go up by it."""
    for one in without_gaps(settings.WAYHOME_PROTOCOL):
        others = ~Q(rule__in=[rule for rule, _ in one.escalation_of])
        for which, steps in (
            (others, one.escalation),
            *((Q(rule=r), steps) for r, steps in one.escalation_of),
        ):
            yield from ((n, step, _began_under(one) & which) for n, step in enumerate(steps, start=1))


def _began_under(one: Protocol) -> Q:
    began = Q()
    if one.in_force_from is not None:
        began &= Q(since__gte=Moment.day(one.in_force_from).begins)
    if one.in_force_until is not None:
        began &= Q(since__lt=Moment.day(one.in_force_until).ends)
    return began


def _come(step: Step, at: datetime) -> Q:
    """As `Step.comes` has it, asked of the index."""
    if step.after < timedelta():
        return Q(due_begins__lte=at - step.after)
    return Q(due_ends__lte=at - step.after)


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
