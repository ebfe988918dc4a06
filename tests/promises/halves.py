"""Acts of two halves or more, each made ready in a record of its own, and left to be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.utils.timezone import localdate, now

from tests.cases.children.conftest import agency, named, user
from tests.cases.children.patterns import times_missing
from tests.cases.keeping.conftest import DUE, in_care, sighting
from tests.saying import ENGLISH, FORCE, HOME, WELSH, WELSH_FORCE
from wayhome.cases.children.actions import decide_on_pattern, hold, lift, record, relate, state
from wayhome.cases.children.actions.allocation import allocate, end_allocation
from wayhome.cases.children.actions.restricting import lift as lift_restriction
from wayhome.cases.children.actions.restricting import name, restrict
from wayhome.cases.children.models import Child, Episode, Event
from wayhome.cases.emergency.actions import open_record, review
from wayhome.cases.emergency.models import Verdict
from wayhome.cases.keeping.actions import ask_to_erase, erase, take_back
from wayhome.cases.missing.actions import (
    begin_draft,
    correct,
    finish_draft,
    report_missing,
    return_child,
    say,
    seal_and_withdraw,
    tell_police,
)
from wayhome.cases.missing.reports import PoliceTold, Report
from wayhome.cases.partners.actions import deactivate_user, hand_over_shift, put_on_shift
from wayhome.cases.partners.models import Agency, Team, User
from wayhome.cases.sharing.actions import agree, end_agreement, end_share, propose, share
from wayhome.cases.sharing.models import Agreement
from wayhome.rules.access import RelationKind, RestrictionKind
from wayhome.rules.event import Event as Said
from wayhome.rules.event import Telling
from wayhome.rules.facts import (
    FoundDead,
    Missing,
    MissingFrom,
    PatternAnswer,
    PatternDecided,
    Placed,
    PlacementKind,
    Returned,
    ReturnedTo,
    Sighting,
)
from wayhome.rules.moment import Moment

type Act = Callable[[], object]


@dataclass(frozen=True)
class Ready:
    """A partnership, and a child of the English authority who is missing; `coordinator` is somebody there."""

    coordinator: User

    def who(self, role: str, of: object = ENGLISH, name: str = "") -> User:
        return user(role, of, name)  # type: ignore[arg-type]

    @property
    def child(self) -> Child:
        return named(self.coordinator, "Sam", "Example", hours=-500)

    def episode(self) -> Episode:
        relates = {"because": "report", "by": self.coordinator, "at": _ago(400)}
        child = self.child
        for one in (FORCE, HOME):
            relate(child, agency(one), RelationKind.OWN_AGENCY, **relates)
        return report_missing(self.report(child), by=self.coordinator, at=_ago(4))[0]

    def report(self, *children: Child) -> Report:
        fact = Missing(missing_from=MissingFrom.CHILDRENS_HOME, force=FORCE, place=HOME)
        return Report(missing=fact, last_seen_at=Moment.at(_ago(5)), children=children)


def _ago(hours: float) -> datetime:
    return now() - timedelta(hours=hours)


def _proposing(ready: Ready) -> Act:
    said = {"reference": "ISA-7", "purpose": "Children over the border", "begins": localdate(), "ends": None}
    return partial(propose, agency(WELSH), **said, by=ready.who("governance_lead"), at=now())  # type: ignore[arg-type]


def _proposed(ready: Ready) -> Agreement:
    return _proposing(ready)()  # type: ignore[return-value]


def _agreed(ready: Ready) -> Agreement:
    one = _proposed(ready)
    agree(one, by=ready.who("governance_lead", WELSH), at=now())
    return one


def _sharing(ready: Ready) -> Act:
    until = localdate() + timedelta(days=7)
    more = {"until": until, "by": ready.coordinator, "at": now()}
    return partial(share, ready.child, _agreed(ready), "Seen in Cardiff", **more)  # type: ignore[arg-type]


def proposing(ready: Ready) -> Act:
    return _proposing(ready)


def agreeing(ready: Ready) -> Act:
    return partial(agree, _proposed(ready), by=ready.who("governance_lead", WELSH), at=now())


def sharing(ready: Ready) -> Act:
    return _sharing(ready)


def ending_a_share(ready: Ready) -> Act:
    return partial(end_share, _sharing(ready)(), by=ready.coordinator, at=now())  # type: ignore[arg-type]


def ending_an_agreement(ready: Ready) -> Act:
    shared = _sharing(ready)()
    lead = User.objects.get(role="governance_lead", agency__code=ENGLISH.code)
    return partial(end_agreement, shared.agreement, by=lead, at=now())  # type: ignore[attr-defined]


def _opening(ready: Ready) -> Act:
    officer = ready.who("control_room_supervisor", WELSH_FORCE)
    for of in (WELSH_FORCE, ENGLISH):
        ready.who("governance_lead", of)
    return partial(open_record, ready.child, "Found at our station", hours=2, by=officer, at=now())


def opening_in_an_emergency(ready: Ready) -> Act:
    return _opening(ready)


def reviewing_an_opening(ready: Ready) -> Act:
    opened = _opening(ready)()
    lead = User.objects.get(role="governance_lead", agency__code=WELSH_FORCE.code)
    return partial(review, opened, Verdict.NOT_RIGHT, "Curiosity", by=lead, at=now())  # type: ignore[arg-type]


def holding(ready: Ready) -> Act:
    return partial(hold, ready.child, "An inquest", by=ready.who("governance_lead"), at=now())


def lifting(ready: Ready) -> Act:
    held = holding(ready)()
    lead = ready.who("safeguarding_lead")
    return partial(lift, held, "The inquest is over", by=lead, at=now())  # type: ignore[arg-type]


def _asking(ready: Ready) -> Act:
    return partial(ask_to_erase, in_care(ready.coordinator), by=ready.who("governance_lead"), at=DUE)


def asking_to_erase(ready: Ready) -> Act:
    return _asking(ready)


def taking_back(ready: Ready) -> Act:
    return partial(take_back, _asking(ready)(), by=ready.who("safeguarding_lead"), at=DUE)  # type: ignore[arg-type]


def erasing_the_whole(ready: Ready) -> Act:
    asked = _asking(ready)()
    typed = asked.to_type  # type: ignore[attr-defined]
    return partial(erase, asked, typed, by=ready.who("safeguarding_lead"), at=DUE)  # type: ignore[arg-type]


def erasing_one_agencys_half(ready: Ready) -> Act:
    act = _asking(ready)
    sighting(act.args[0], ready.coordinator)  # type: ignore[attr-defined]
    asked = act()
    typed = asked.to_type  # type: ignore[attr-defined]
    return partial(erase, asked, typed, by=ready.who("safeguarding_lead"), at=DUE)  # type: ignore[arg-type]


def allocating_to_another(ready: Ready) -> Act:
    child, manager = ready.child, ready.who("team_manager")
    allocate(child, ready.who("social_worker", name="First"), by=manager, at=_ago(1))
    return partial(allocate, child, ready.who("social_worker", name="Second"), by=manager, at=now())


def ending_an_allocation(ready: Ready) -> Act:
    child, manager = ready.child, ready.who("team_manager")
    given = allocate(child, ready.who("social_worker"), by=manager, at=_ago(1))
    return partial(end_allocation, given, by=manager, at=now())


def _restricting(ready: Ready) -> Act:
    said = {"named": [ready.who("social_worker")], "barred": [ready.who("duty_worker")]}
    more = {**said, "by": ready.coordinator, "at": now()}
    return partial(restrict, ready.child, RestrictionKind.STAFF_FAMILY, "Whose child it is", **more)  # type: ignore[arg-type]


def restricting(ready: Ready) -> Act:
    return _restricting(ready)


def naming_on_a_restricted_record(ready: Ready) -> Act:
    placed, lead = _restricting(ready)(), ready.who("safeguarding_lead")
    barred = User.objects.get(role="duty_worker")
    return partial(name, placed, barred, is_barred=False, by=lead, at=now())  # type: ignore[arg-type]


def lifting_a_restriction(ready: Ready) -> Act:
    placed, lead = _restricting(ready)(), ready.who("safeguarding_lead")
    return partial(lift_restriction, placed, "It is over", by=lead, at=now())  # type: ignore[arg-type]


def _seen(ready: Ready) -> Event:
    one = ready.episode()
    fact = Sighting(episode=one.key, where="Stand 4")
    said = say(one, fact, happened_at=Moment.at(_ago(2)), by=ready.coordinator, at=_ago(2))
    return Event.objects.get(key=said.key)


def deciding_on_a_pattern(ready: Ready) -> Act:
    child = ready.child
    record(times_missing(child, 20, 10, 2), by=ready.coordinator, at=now())
    fact = PatternDecided(
        answer=PatternAnswer.PLAN_CHANGED, weighed=(), because="It names the park", decided_by="M"
    )
    return partial(decide_on_pattern, child, fact, by=ready.coordinator, at=now())


def sealing(ready: Ready) -> Act:
    return partial(
        seal_and_withdraw, _seen(ready), "It was about another child", by=ready.coordinator, at=now()
    )


def correcting(ready: Ready) -> Act:
    row = _seen(ready)
    fact = Sighting(episode=row.detail["episode"], where="Stand 5")
    more = {"happened_at": Moment.at(_ago(2)), "by": ready.coordinator, "at": now(), "expects": 1}
    return partial(correct, row, fact, **more)  # type: ignore[arg-type]


def reporting_two(ready: Ready) -> Act:
    other = named(ready.coordinator, "Alex", "Example", hours=-500)
    return partial(report_missing, ready.report(ready.child, other), by=ready.coordinator, at=now())


def finishing_a_draft(ready: Ready) -> Act:
    draft = begin_draft("police", {"told": "False"}, by=ready.coordinator, at=now())
    return partial(finish_draft, draft, ready.report(ready.child), by=ready.coordinator, at=now())


def telling_police(ready: Ready) -> Act:
    told = PoliceTold(force=agency(FORCE), at=Moment.at(_ago(1)), reference="LOG-7")
    return partial(tell_police, ready.episode(), told, by=ready.coordinator, at=now())


def returning_by_themselves(ready: Ready) -> Act:
    one = ready.episode()
    fact = Returned(episode=one.key, to=ReturnedTo.HOSPITAL)
    more = {"happened_at": Moment.at(_ago(1)), "by": ready.coordinator, "at": now()}
    return partial(return_child, one, fact, None, **more)  # type: ignore[arg-type]


def recording_a_death(ready: Ready) -> Act:
    one, police = ready.episode(), ready.who("coordinator", FORCE)
    fact = FoundDead(episode=one.key)
    return partial(say, one, fact, happened_at=Moment.at(_ago(1)), by=police, at=now())


def placing(ready: Ready) -> Act:
    fact = Placed(placement=PlacementKind.CHILDRENS_HOME, home=HOME, host=WELSH)
    more = {"happened_at": Moment.at(_ago(1)), "by": ready.coordinator, "at": now()}
    return partial(state, ready.child, fact, **more)  # type: ignore[arg-type]


def recording_with_tellings(ready: Ready) -> Act:
    child, at = ready.child, Moment.at(_ago(1))
    told = (Telling(ENGLISH, at), Telling(FORCE, at))
    said = Said(child=child.key, key="s", fact=Sighting(episode="m"), happened_at=at, of=ENGLISH, told=told)
    return partial(record, [said], by=ready.coordinator, at=now())


def _on_shift(ready: Ready) -> tuple[User, Team, object]:
    who = ready.who("duty_worker")
    team = Team.objects.create(agency=Agency.objects.get(code=ENGLISH.code), name="Duty", kind="duty_desk")
    more = {"begins": _ago(1), "ends": _ago(-7), "by": ready.coordinator, "at": now()}
    return who, team, put_on_shift(team, who, **more)  # type: ignore[arg-type]


def handing_over_a_shift(ready: Ready) -> Act:
    _, _, shift = _on_shift(ready)
    next_one = ready.who("duty_worker", name="Next")
    return partial(hand_over_shift, shift, next_one, by=ready.coordinator, at=now())  # type: ignore[arg-type]


def closing_an_account(ready: Ready) -> Act:
    who, _, _ = _on_shift(ready)
    return partial(deactivate_user, who, by=ready.coordinator, at=now())


ACTS = (
    proposing,
    agreeing,
    sharing,
    ending_a_share,
    ending_an_agreement,
    opening_in_an_emergency,
    reviewing_an_opening,
    holding,
    lifting,
    asking_to_erase,
    taking_back,
    erasing_the_whole,
    erasing_one_agencys_half,
    allocating_to_another,
    ending_an_allocation,
    restricting,
    naming_on_a_restricted_record,
    lifting_a_restriction,
    deciding_on_a_pattern,
    sealing,
    correcting,
    reporting_two,
    finishing_a_draft,
    telling_police,
    returning_by_themselves,
    recording_a_death,
    placing,
    recording_with_tellings,
    handing_over_a_shift,
    closing_an_account,
)
