"""A small partnership: one authority, its police force, and the people who keep them."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.hashers import make_password

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.partners.actions import create_agency, create_team, create_user, give_password
from wayhome.cases.partners.models.team import TeamKind

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "a lantern in the hall"


def person(agency, **who):
    """Who signs in by PASSWORD."""
    made = create_user(agency, **who, by=INSTALLATION, at=AT)
    return give_password(made, make_password(PASSWORD), by=INSTALLATION, at=AT)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def police(db, at):
    return create_agency("E23000010", "West Yorkshire Police", "police", by=INSTALLATION, at=at)


@pytest.fixture
def authority(police, at):
    return create_agency(
        "E08000032",
        "Bradford",
        "authority",
        nation="england",
        joined_at=at,
        force=police,
        by=INSTALLATION,
        at=at,
    )


@pytest.fixture
def administrator(authority):
    return person(authority, email="ada@bradford.example", full_name="Ada Admin", role="administrator")


@pytest.fixture
def worker(authority):
    return person(authority, email="wes@bradford.example", full_name="Wes Worker", role="duty_worker")


@pytest.fixture
def officer(police):
    return person(police, email="olu@police.example", full_name="Olu Officer", role="coordinator")


@pytest.fixture
def desk(authority, administrator, at):
    return create_team(authority, "Duty desk", TeamKind.DUTY_DESK, by=administrator, at=at)


@pytest.fixture
def nights(authority, administrator, at):
    return create_team(authority, "Nights", TeamKind.EMERGENCY_DUTY, by=administrator, at=at)


@pytest.fixture
def control_room(police, administrator, at):
    return create_team(police, "Control room", TeamKind.CONTROL_ROOM, by=administrator, at=at)
