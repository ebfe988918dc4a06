"""A partnership whose agencies have long used this record, its people, and a child reported missing."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import now

from tests.cases.children.partnership import partnership
from tests.saying import ENGLISH, FORCE, HOME
from wayhome.cases.children.models import Episode, Event
from wayhome.cases.missing import actions
from wayhome.cases.missing.reports import PoliceTold, Report
from wayhome.cases.partners.models import Agency, User
from wayhome.rules import facts
from wayhome.rules.facts import Fact, IdentityStated, Missing, MissingFrom
from wayhome.rules.moment import Moment

__all__ = ["partnership"]

People = Callable[..., User]


def ago(hours: float) -> datetime:
    return now() - timedelta(hours=hours)


def agency(of: facts.Agency) -> Agency:
    return Agency.objects.get(code=of.code)


@pytest.fixture
def people(partnership: User) -> People:
    """Somebody in a role of an agency, made once: `people("duty_worker", ENGLISH)`."""
    Agency.objects.update(joined_at=ago(10_000))
    made: dict[tuple[str, str], User] = {}

    def somebody(role: str, of: facts.Agency = ENGLISH) -> User:
        if (role, of.code) not in made:
            made[role, of.code] = User.objects.create(
                email=f"{role}@{of.code.lower()}.example",
                full_name=f"Simulated {role}",
                agency=agency(of),
                role=role,
            )
        return made[role, of.code]

    return somebody


@pytest.fixture
def duty(people: People) -> User:
    return people("duty_worker", ENGLISH)


@pytest.fixture
def worker(people: People) -> User:
    return people("residential_worker", HOME)


def reported(
    by: User,
    *,
    hours: float = 5,
    name: str = "Robin",
    born: date = date(2011, 3, 27),
    police: PoliceTold | None = None,
) -> Episode:
    """An episode of a child new to the record, last seen so many hours ago and reported an hour later."""
    report = Report(
        missing=Missing(
            missing_from=MissingFrom.CHILDRENS_HOME,
            force=FORCE,
            place=HOME,
            last_seen_where="The front door",
            circumstances="Left after a phone call.",
        ),
        last_seen_at=Moment.at(ago(hours)),
        added=(IdentityStated(forename=name, surname="Example", born=born),),
        authority=agency(ENGLISH),
        police=police,
    )
    (episode,) = actions.report_missing(report, by=by, at=ago(hours - 1))
    return episode


@pytest.fixture
def episode(worker: User) -> Episode:
    return reported(worker)


def say(one: Episode, fact: Fact, *, hours: float, by: User) -> Event:
    """Says it so many hours ago, and gives back its row."""
    said = actions.say(one, fact, happened_at=Moment.at(ago(hours)), by=by, at=ago(hours))
    one.refresh_from_db()
    return Event.objects.get(key=said.key)
