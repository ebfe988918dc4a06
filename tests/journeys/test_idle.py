"""A desk that somebody leaves: warned, closed, and given back to them with what they had typed, and to nobody else."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import assert_accessible
from tests.journeys.seat import Seat
from tests.signing_in import code_of, equip
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import User
from wayhome.cases.partners.sign_in.idle import LAST

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a lantern in the hall"
WORDS = "Wrenna Typedhere"
COOKIE = settings.SESSION_COOKIE_NAME


class Desk(Seat):
    """A seat that can be left: the clock of the page goes on, and that of the session with it."""

    def sit_down(self, user: User) -> None:
        """In place of whoever sat here."""
        client = Client()
        client.force_login(user)
        context = self.page.context
        context.clear_cookies()
        context.add_cookies([{"name": COOKIE, "value": client.cookies[COOKIE].value, "url": self.server}])

    @property
    def session(self) -> Any:
        held = {cookie["name"]: cookie["value"] for cookie in self.page.context.cookies()}
        return import_module(settings.SESSION_ENGINE).SessionStore(held[COOKIE])

    def leave(self, minutes: int) -> None:
        session = self.session
        session[LAST] -= minutes * 60
        session.save()
        self.page.clock.fast_forward(minutes * 60_000)


@pytest.fixture
def desk(live_server: LiveServer, desktop_page: Page) -> Desk:
    desktop_page.clock.install()
    return Desk(desktop_page, live_server.url)


@pytest.fixture
def half_written(desk: Desk, partnership: User) -> Desk:
    """A name typed into a form."""
    partnership.set_password(PASSWORD)
    partnership.save()
    desk.sit_down(partnership)
    desk.open("children:add")
    desk.write({"Last name": WORDS})
    return desk


@pytest.fixture
def left(half_written: Desk) -> Desk:
    """... and the desk left for longer than the session lasts."""
    with half_written.page.expect_response(lambda answer: "unattended" in answer.request.headers) as ended:
        half_written.leave(31)
    ended.value.finished()  # it takes the cookie away, and must not take that of whoever sits down next
    heading(half_written, "You are signed out")
    return half_written


def heading(desk: Seat, words: str) -> None:
    expect(desk.page.get_by_role("heading", level=1)).to_contain_text(words)


def until(holds: Callable[[], bool], page: Page) -> None:
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    pytest.fail("it did not come about")


def test_whoever_types_is_there(half_written: Desk) -> None:
    half_written.leave(20)
    before = half_written.session[LAST]
    half_written.page.get_by_label("Last name").press("End")
    until(lambda: half_written.session[LAST] > before, half_written.page)
    half_written.leave(20)
    half_written.page.wait_for_timeout(1_500)  # for the page to look at its clock
    heading(half_written, "Add a child")
    expect(half_written.page.get_by_role("dialog")).to_be_hidden()


def test_whoever_does_nothing_is_warned_and_stays_by_one_press(half_written: Desk) -> None:
    page = half_written.page
    warning = page.get_by_role("dialog", name="Are you still there?")
    for stay in ("Escape", "Enter"):  # Enter presses the button on which the warning opens
        half_written.leave(29)
        expect(warning).to_be_visible()
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.keyboard.press(stay)
        expect(warning).to_be_hidden()
    half_written.leave(29)
    expect(warning).to_be_visible()
    assert_accessible(page)


def test_what_was_done_in_another_tab_counts(half_written: Desk) -> None:
    half_written.page.clock.fast_forward(29 * 60_000)
    half_written.page.wait_for_timeout(1_500)
    expect(half_written.page.get_by_role("dialog")).to_be_hidden()


def test_a_page_left_half_written_is_hidden_whole_and_given_back_to_the_same_person(
    left: Desk, partnership: User
) -> None:
    page = left.page
    assert_accessible(page)
    assert WORDS not in page.content()
    assert "Add a child" not in page.content()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in again in a new tab").click()
    again = Seat(opened.value, left.server)
    again.reads("nothing was done there for a while")
    again.write({"Email": str(partnership.email)})
    again.page.get_by_label("Password", exact=True).fill(PASSWORD)
    again.press("Sign in")
    heading(again, "Type your code")
    again.write({"Code": code_of(equip(partnership))})
    again.press("Sign in")
    heading(again, "You are signed in again")
    again.page.close()
    heading(left, "Add a child")
    expect(page.get_by_label("Last name")).to_have_value(WORDS)
    left.press("Add the child")
    heading(left, "Overview")
    assert Child.objects.get().surname == WORDS


def test_it_is_given_to_nobody_else(left: Desk, partnership: User) -> None:
    page = left.page
    agency = partnership.agency
    left.sit_down(
        User.objects.create(email="o@example.org", full_name="Other", agency=agency, role="administrator")
    )
    page.clock.fast_forward(10_000)
    page.wait_for_url(left.server + reverse("partners:agencies"))
    page.go_back()
    assert WORDS not in page.content()


def test_a_page_on_which_nothing_was_typed_goes_to_where_one_signs_in(desk: Desk, partnership: User) -> None:
    desk.sit_down(partnership)
    desk.open("worklist:mine")
    desk.leave(31)
    desk.page.wait_for_url(f"{desk.server}{reverse('account_login')}?next=%2Fmine%2F")
    desk.reads("nothing was done there for a while")
