"""Who is called to a report that nobody has acknowledged: along the rota, and beyond it when the rota is empty.

Derived from the index, the rota and the moment; nothing is stored here. The first on call has as long as the
duty itself allows; for each such time that passes, the next on call is called as well. Somebody is always called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wayhome.cases.children.models import Episode, Finding, Relation
from wayhome.cases.children.models.index import FindingQuerySet
from wayhome.cases.children.restricted import Restricted
from wayhome.cases.partners.models import Shift, Team, User
from wayhome.rules.access import Act, RelationKind, may
from wayhome.rules.sentence import Sentence

#: More than this nobody can answer from one page; the board has them all.
MOST = 25


class Reason(StrEnum):
    ON_SHIFT = "on_shift"
    ROTA_RAN_OUT = "rota_ran_out"
    NOBODY_ON = "nobody_on"
    NOBODY_ON_SHIFT = "nobody_on_shift"  # no report waits, but one would
    BEFORE_DUE = "before_due"
    OVERDUE = "overdue"
    DROP_LEFT = "drop_left"  # a file lies where nobody can take it in
    LOAD_STOPPED = "load_stopped"  # files that this person handed in are not theirs to load any more
    OPENED = "opened"  # a record was opened in an emergency


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that one desk has not acknowledged. `finding.owner_id` is the desk's agency, or None."""

    report: int  # the number of its episode
    finding: Finding
    waited: timedelta
    within: timedelta

    @property
    def turn(self) -> int:
        """How many on call have been called by now: 1 at once, one more for each `within` that has passed."""
        return 1 + self.waited // self.within if self.within else 1


@dataclass(frozen=True, slots=True)
class Call:
    """`to` is called to `waiting`. `step` is their place on the rota, 0 for somebody beyond it."""

    waiting: Waiting
    to: User
    step: int
    reason: Reason

    @property
    def sentence(self) -> Sentence:
        return Sentence(f"called.{self.reason}", step=self.step)

    @property
    def is_of_own_desk(self) -> bool:
        """Can `to` acknowledge it? For another agency's desk they can only telephone."""
        return self.waiting.finding.owner_id == self.to.agency_id


def waiting(findings: Iterable[Finding], at: datetime) -> list[Waiting]:
    """These unacknowledged reports, with how long each has waited."""
    told = list(findings)
    numbers = dict(Episode.objects.filter(key__in={one.episode for one in told}).values_list("key", "pk"))
    return [
        Waiting(numbers[one.episode], one, at - one.since, (one.due_begins or one.since) - one.since)
        for one in told
    ]


def calls(waiting: list[Waiting], at: datetime) -> list[Call]:
    """Everybody called to each of these reports by `at`, first on call first."""
    on_duty = rota({one.finding.owner_id for one in waiting if one.finding.owner_id}, at)
    restricted = Restricted(one.finding.child_id for one in waiting)
    beyond = _Beyond(waiting, restricted)
    return [call for one in waiting for call in _calls(one, on_duty, beyond, restricted)]


def reports() -> FindingQuerySet:
    """Every unacknowledged report of a child who is not yet back, once for each desk that should take it up."""
    episodes = Episode.objects.not_back().filter(is_unacknowledged=True)
    return Finding.objects.unacknowledged().filter(episode__in=episodes.values("key"))


def calls_to(user: User, at: datetime) -> list[Call]:
    """The reports this user is called to now and may see, newest first; of many, the newest `MOST`."""
    newest = reports().visible_to(user).select_related("child", "owner").order_by("-since", "pk")[:MOST]
    return [call for call in calls(waiting(newest, at), at) if call.to == user]


#: For each agency its steps on duty, in order, with who is on at each.
Rota = Mapping[int, Mapping[int, list[User]]]


def _calls(one: Waiting, rota: Rota, beyond: _Beyond, restricted: Restricted) -> Iterator[Call]:
    steps = rota.get(one.finding.owner_id or 0, {}).items()
    open_to = ((step, restricted.open_to(users, one.finding.child_id)) for step, users in steps)
    on_duty = {step: users for step, users in open_to if users}
    for step in sorted(on_duty)[: one.turn]:
        yield from (Call(one, user, step, Reason.ON_SHIFT) for user in on_duty[step])
    if one.turn > len(on_duty):
        reason = Reason.ROTA_RAN_OUT if on_duty else Reason.NOBODY_ON
        on_shift = {user.pk for users in on_duty.values() for user in users}
        yield from (Call(one, user, 0, reason) for user in beyond.the_rota(one) if user.pk not in on_shift)


def rota(agencies: set[int], at: datetime) -> Rota:
    on: dict[int, dict[int, list[User]]] = defaultdict(lambda: defaultdict(list))
    for shift in Shift.objects.on_duty(Team.objects.answering().filter(agency__in=agencies), at):
        at_step = on[shift.team.agency_id][shift.step]
        if shift.user not in at_step:
            at_step.append(shift.user)
    return on


#: The ties by which an agency has to do with a child, and not a person.
OF_AGENCIES = (RelationKind.OWN_AGENCY.value, RelationKind.PLACED_IN_AREA.value)


class _Beyond:
    """Who answers when the rota does not: read once for several reports."""

    def __init__(self, reports: list[Waiting], restricted: Restricted) -> None:
        self._restricted = restricted
        self._tied = tied({one.finding.child_id for one in reports})
        desks = {one.finding.owner_id for one in reports if one.finding.owner_id}
        self._people = people_of(desks.union(*self._tied.values()))

    def the_rota(self, one: Waiting) -> list[User]:
        """Those of the desk's own agency, or else of the agencies that know of the child.

        Of a restricted record those who may see it come first; somebody is called even where nobody may.
        """
        own = self._people.get(one.finding.owner_id or 0, [])
        tied = sorted(self._tied[one.finding.child_id])
        known = [user for agency in tied for user in self._people[agency]]
        return (
            answerable(self._restricted.open_to(own, one.finding.child_id))
            or answerable(self._restricted.open_to(known, one.finding.child_id))
            or answerable(own)
            or answerable(known)
        )


def tied(children: set[int]) -> dict[int, set[int]]:
    """The agencies that know of each child."""
    ties = Relation.objects.in_force().filter(child__in=children, kind__in=OF_AGENCIES)
    agencies: dict[int, set[int]] = defaultdict(set)
    for child, agency in ties.exclude(agency=None).values_list("child", "agency"):
        agencies[child].add(agency)
    return agencies


def people_of(agencies: Iterable[int]) -> dict[int, list[User]]:
    """Those of each agency who can sign in."""
    people: dict[int, list[User]] = defaultdict(list)
    for user in User.objects.people().active().filter(agency__in=agencies).order_by("pk"):
        people[user.agency_id].append(user)
    return people


def answerable(people: list[User]) -> list[User]:
    """The coordinators of an agency; where it has none, whoever may acknowledge; and if nobody may, everybody."""
    coordinators = [user for user in people if user.role == "coordinator"]
    return coordinators or [user for user in people if may_acknowledge(user)] or people


def may_acknowledge(user: User) -> bool:
    return bool(may(user.role, Act.ACKNOWLEDGE, [RelationKind.OWN_AGENCY]))
