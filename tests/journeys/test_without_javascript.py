"""Everything a night needs works in a browser that runs no script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import HERE, PHONE
from tests.journeys.reporting import HOME, add_a_child, say_the_rest
from tests.journeys.seat import Seat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def without_scripts(tonight: None, live_server: LiveServer, browser: Browser) -> Iterator[Seat]:
    with browser.new_context(viewport=PHONE, java_script_enabled=False, **HERE) as context:
        yield Seat(context.new_page(), live_server.url, scripts=False)


def test_a_child_is_reported_and_stands_on_the_board(without_scripts: Seat) -> None:
    seat = without_scripts
    seat.sign_in("residential")
    seat.follow("Report a child missing")
    seat.choose("No")
    seat.press("Continue")
    seat.choose("Not yet. I will call as soon as this is sent")
    seat.go_on()
    add_a_child(seat, "Wren")
    say_the_rest(seat, missing_from="Children's home", place=HOME)
    seat.press("Report as missing")
    seat.follow("Missing now")
    seat.reads_of("Wren Exampleton", "POLICE NOT TOLD")


def test_a_board_that_cannot_refresh_a_part_loads_itself_again(without_scripts: Seat) -> None:
    without_scripts.sign_in("duty")
    again = without_scripts.page.locator("noscript meta[http-equiv=refresh]")
    expect(again).to_have_attribute("content", "30; url=?unattended=on")
