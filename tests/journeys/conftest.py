"""A simulated partnership as `wayhome demo` makes it, with few children, and the seats of its people."""

from typing import Any

import pytest
from django.utils.timezone import now
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.journeys.seat import PASSWORD, Seat
from wayhome.cases.children import index
from wayhome.exchange.simulated.demonstration import demonstrate

#: Besides the two dozen of tonight's scenes.
CHILDREN = 4


@pytest.fixture
def tonight(transactional_db: None, settings: Any) -> None:
    settings.WAYHOME_SIMULATED = True
    for _ in demonstrate(at=now(), children=CHILDREN, password=PASSWORD):
        pass
    while index.refresh(at=now()):
        pass


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
