"""A simulated partnership as `wayhome demo` makes it, with few children, and the seats of its people."""

from typing import Any

import pytest
from django.utils.timezone import now
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.cases.children.patterns import times_missing
from tests.journeys.nights import laid_out
from tests.journeys.samples import user
from tests.journeys.seat import Seat
from wayhome.cases.children.actions import introduce, record
from wayhome.cases.children.models import Child
from wayhome.rules.facts import IdentityStated


@pytest.fixture
def tonight(transactional_db: None, settings: Any) -> None:
    settings.WAYHOME_SIMULATED = True
    laid_out()


@pytest.fixture
def at_a_desk(tonight: None, live_server: LiveServer, desktop_page: Page) -> Seat:
    return Seat(desktop_page, live_server.url)


@pytest.fixture
def on_a_phone(tonight: None, live_server: LiveServer, phone_page: Page) -> Seat:
    return Seat(phone_page, live_server.url)


@pytest.fixture(params=["at_a_desk", "on_a_phone"])
def seat(request: pytest.FixtureRequest) -> Seat:
    """A desk's, then a phone's."""
    sat: Seat = request.getfixturevalue(request.param)
    return sat


@pytest.fixture
def juniper(tonight: None) -> Child:
    """Missing three times within the month, the last time two days ago, so that a decision waits."""
    by = user("team-manager")
    authority, force = by.agency.as_fact(), user("coordinator").agency.as_fact()
    identity = IdentityStated(forename="Juniper", surname="Example")
    one = introduce(identity, authority=by.agency, by=by, at=now())
    record(times_missing(one, 20, 10, 2, force=force, authority=authority), by=by, at=now())
    return one
