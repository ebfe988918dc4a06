"""A board that refreshes itself leaves one entry while it stands open; a person who opens it, one each time."""

import re

import pytest
from django.test import Client

from tests.cases.worklist.night import reported, user
from tests.saying import ENGLISH, FORCE
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(signed_in, coordinator: User) -> Client:
    reported()
    return signed_in(coordinator)


def reads() -> list[dict[str, object]]:
    return [entry.detail for entry in Entry.objects.about("list:board").order_by("pk")]


def opened(browser: Client, address: str = "/", **headers: str) -> str:
    """What the board brings back when it refreshes itself."""
    page = browser.get(address, headers=headers).content.decode()
    found = re.search(r'hx-headers=\'{"Unattended": "on", "Opened": "([^"]+)"}', page)
    assert found
    return found[1]


def refresh(browser: Client, opening: str, address: str = "/") -> str:
    return opened(browser, address, **{"HX-Request": "true", "Opened": opening})


def test_an_opening_is_kept_with_its_filter_and_how_many_were_found(browser: Client) -> None:
    opened(browser)
    opened(browser, "/?only=missing&risk=high")
    assert reads() == [{"found": 1}, {"found": 0, "only": "missing", "risk": "high"}]


def test_a_refresh_repeats_none_and_can_be_followed_by_another(browser: Client) -> None:
    opening = opened(browser)
    assert refresh(browser, refresh(browser, opening)) == opening
    assert len(reads()) == 1


def test_after_an_hour_a_refresh_is_kept_again_once(browser: Client, at) -> None:
    opening = opened(browser)
    at(2.1)
    refresh(browser, refresh(browser, opening))
    assert len(reads()) == 2


def test_a_person_who_opens_it_again_is_kept_each_time(browser: Client) -> None:
    opened(browser)
    opened(browser)
    assert len(reads()) == 2


def test_a_refresh_that_says_only_that_it_is_one_is_kept(browser: Client) -> None:
    opened(browser)
    for claimed in ("", "2026-03-09T22:00:00+00:00", "2026-03-09T22:00:00+00:00:x", "true"):
        refresh(browser, claimed)
    assert len(reads()) == 5


def test_what_was_opened_with_one_filter_hides_no_other(browser: Client) -> None:
    opening = opened(browser, "/?only=found")
    refresh(browser, opening, "/?only=missing")
    assert [read.get("only") for read in reads()] == ["found", "missing"]


def test_what_one_session_opened_hides_nothing_in_another(browser: Client, signed_in) -> None:
    opening = opened(browser)
    refresh(signed_in(user("control_room_supervisor", FORCE)), opening)
    refresh(signed_in(user("duty_worker", ENGLISH)), opening)
    assert len(reads()) == 3


def test_a_board_that_shows_nobody_because_the_role_sees_no_child_leaves_nothing(signed_in) -> None:
    signed_in(user("administrator", ENGLISH)).get("/")
    assert reads() == []
