"""Who signs in to a simulated partnership, in which team, and when each is on call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final, NamedTuple

from wayhome.exchange.simulated.partnership import Partnership
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    Fact,
    InterviewOffered,
    Missing,
    MissingFrom,
    Placed,
    ResponsibleAuthorityStated,
)
from wayhome.rules.moment import LONDON, day_of
from wayhome.rules.training import Course


class Team(NamedTuple):
    """`agency` is a code; `kind` is one of `partners.models.team.TeamKind`."""

    agency: str
    name: str
    kind: str


class Person(NamedTuple):
    """`team` is the name of a team of the same agency, '' for none; `role` a key of `rules.access.ROLES`."""

    email: str
    name: str
    role: str
    agency: str
    team: str = ""


class Trained(NamedTuple):
    """`person` is an e-mail address. `ago` and `counts_for` are days; None: for good."""

    person: str
    course: Course
    ago: int
    counts_for: int | None


@dataclass(frozen=True, slots=True)
class Shift:
    """`person` is an e-mail address. Step 1 is called first."""

    team: Team
    person: str
    begins: datetime
    ends: datetime
    step: int = 1


CONTROL, DUTY, EMERGENCY, MISSING = "Control room", "Duty desk", "Emergency duty team", "Missing persons team"

TEAMS: Final = (
    *(
        Team(code, name, kind)
        for code in ("SIM-POL-E", "SIM-POL-W")
        for name, kind in ((CONTROL, "control_room"), (MISSING, "missing_coordination"))
    ),
    *(
        Team(code, name, kind)
        for code in ("SIM-E1", "SIM-E2", "SIM-W1")
        for name, kind in ((DUTY, "duty_desk"), (EMERGENCY, "emergency_duty"), ("Children's team", "other"))
    ),
    Team("SIM-RHI", "Return interviews", "return_interviews"),
    Team("SIM-HOME-E", "Larkspur House staff", "care"),
    Team("SIM-HOME-W", "Tŷ Celynnen staff", "care"),
)


def _email(address: str) -> str:
    return f"{address}@demo.wayhome.example"


def _person(address: str, name: str, role: str, agency: str, team: str = "") -> Person:
    return Person(_email(address), name, role, agency, team)


def _trained(address: str, course: Course, ago: int, counts_for: int | None = None) -> Trained:
    return Trained(_email(address), course, ago, counts_for)


#: One for each role, by the role's own name, and then those without whom the other desks would be empty.
PEOPLE: Final = (
    _person("coordinator", "Morwenna Sample", "coordinator", "SIM-POL-E", MISSING),
    _person("supervisor", "Tobias Sample", "control_room_supervisor", "SIM-POL-E", CONTROL),
    _person("inspector", "Benedicta Sample", "duty_inspector", "SIM-POL-E", CONTROL),
    _person("duty", "Adaora Sample", "duty_worker", "SIM-E1", DUTY),
    _person("social-worker", "Peredur Sample", "social_worker", "SIM-E1", "Children's team"),
    _person("team-manager", "Hyacinth Sample", "team_manager", "SIM-E1", "Children's team"),
    _person("interviewer", "Casimir Sample", "return_interview_worker", "SIM-RHI", "Return interviews"),
    _person("manager", "Philippa Sample", "registered_manager", "SIM-HOME-E", "Larkspur House staff"),
    _person("residential", "Ezekiel Sample", "residential_worker", "SIM-HOME-E", "Larkspur House staff"),
    _person("foster-carer", "Emeka Sample", "foster_carer", "SIM-E2"),
    _person("school", "Leocadia Sample", "school_safeguarding_lead", "SIM-SCHOOL"),
    _person("helpline", "Sunniva Sample", "helpline_worker", "SIM-HELP"),
    _person("reviewing-officer", "Crispin Sample", "independent_reviewing_officer", "SIM-E1"),
    _person("panel-chair", "Marguerite Sample", "panel_chair", "SIM-E1"),
    _person("analyst", "Ptolemy Sample", "analyst", "SIM-E1"),
    _person("governance", "Ottilie Sample", "governance_lead", "SIM-E1"),
    _person("safeguarding", "Ambrose Sample", "safeguarding_lead", "SIM-E1"),
    _person("administrator", "Winifred Sample", "administrator", "SIM-E1"),
    _person("nights", "Leopold Sample", "duty_worker", "SIM-E1", EMERGENCY),
    _person("supervisor-2", "Rosalind Sample", "control_room_supervisor", "SIM-POL-E", CONTROL),
    _person("coordinator-e1", "Araminta Sample", "coordinator", "SIM-E1"),
    _person("duty-e2", "Ignatius Sample", "duty_worker", "SIM-E2", DUTY),
    _person("nights-e2", "Seraphina Sample", "duty_worker", "SIM-E2", EMERGENCY),
    _person("supervisor-w", "Blodwen Sample", "control_room_supervisor", "SIM-POL-W", CONTROL),
    _person("coordinator-w", "Cadwgan Sample", "coordinator", "SIM-W1"),
    _person("duty-w", "Myfanwy Sample", "duty_worker", "SIM-W1", DUTY),
    _person("manager-w", "Taliesin Sample", "registered_manager", "SIM-HOME-W", "Tŷ Celynnen staff"),
)

#: So many times missing in the last weeks bring a child onto the panel's agenda here; so many, somebody senior by name.
OFTEN: Final = 4
NAMED: Final = 3

#: Office hours, and the night before and after them.
DAY, NIGHT = (time(8), time(18)), (time(18), time(8))

#: First part of the e-mail address, hours, step. Nobody is on by night in Wales: a gap.
_ROTA: Final = (
    ("duty", DAY, 1),
    ("nights", NIGHT, 1),
    ("duty-e2", DAY, 1),
    ("nights-e2", NIGHT, 1),
    ("duty-w", DAY, 1),
    ("supervisor", DAY, 1),
    ("supervisor", NIGHT, 1),
    ("supervisor-2", DAY, 2),
    ("supervisor-2", NIGHT, 2),
    ("supervisor-w", DAY, 1),
    ("supervisor-w", NIGHT, 1),
)


def shifts(partnership: Partnership, days: int = 7) -> Iterator[Shift]:
    """The rota for so many days, from the shift that is on at the partnership's `now`.

    One desk, the Welsh authority's, has nobody by night, for the alarm to show.
    """
    now, today = partnership.now, day_of(partnership.now)
    for day in (today + timedelta(days=ahead) for ahead in range(-1, days)):
        for address, (begins, ends), step in _ROTA:
            on = datetime.combine(day, begins, LONDON)
            off = datetime.combine(day + timedelta(days=ends <= begins), ends, LONDON)
            if off > now:
                person = _by_address(address)
                yield Shift(_team_of(person), person.email, on, off, step)


#: What some have had: of others nothing is recorded, and of one it has run out.
TRAINED: Final = (
    _trained("interviewer", Course.RETURN_INTERVIEWS, 400),
    _trained("interviewer", Course.EXPLOITATION, 340, 365),
    _trained("social-worker", Course.EXPLOITATION, 720, 730),
    _trained("coordinator", Course.MISSING, 200),
    _trained("residential", Course.MISSING, 800, 730),
)


def given(events: Iterable[Event]) -> list[Person]:
    """Those to whom a child with these events is given by name: where roles see no other child."""
    said = [event.fact for event in events]
    return [_by_address(address) for address in _given(said)]


def _responsible(said: Iterable[Fact]) -> set[str]:
    """Codes of the authorities stated to be."""
    return {fact.authority.code for fact in said if isinstance(fact, ResponsibleAuthorityStated)}


def _given(said: Sequence[Fact]) -> Iterator[str]:
    responsible = _responsible(said)
    gone_from = [fact.missing_from for fact in said if isinstance(fact, Missing)]
    if any(isinstance(fact, InterviewOffered) for fact in said):
        yield "interviewer"
    if "SIM-E1" in responsible:
        yield "social-worker"
    if "SIM-E1" in responsible and any(isinstance(fact, Placed) for fact in said):
        yield "reviewing-officer"
    if "SIM-E1" in responsible and len(gone_from) >= OFTEN:
        yield "panel-chair"
    if "SIM-E2" in responsible and MissingFrom.FOSTER_HOME in gone_from:
        yield "foster-carer"


def answering(events: Iterable[Event]) -> list[Person]:
    """Who senior answers by name for a child with these events: for some of those who are missing often, somebody."""
    said = [event.fact for event in events]
    times = sum(isinstance(fact, Missing) for fact in said)
    return [_by_address("team-manager")] if "SIM-E1" in _responsible(said) and times >= NAMED else []


def _by_address(address: str) -> Person:
    return next(person for person in PEOPLE if person.email.partition("@")[0] == address)


def _team_of(person: Person) -> Team:
    return next(team for team in TEAMS if (team.agency, team.name) == (person.agency, person.team))
