"""The pages as a person meets them at 3 a.m.: at a desk and on a phone, with axe, and never silently stale."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browser import assert_accessible
from tests.cases.worklist.night import agency, on_shift, reported, said, user
from tests.saying import ENGLISH, FORCE, after
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children import index
from wayhome.cases.missing.models import Draft
from wayhome.cases.worklist.actions import make_notices
from wayhome.rules import facts

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = ["/", "/?risk=high", "/mine/", "/inherited/", "/gaps/", "/print/"]


@pytest.fixture
def night(at, live_server):
    """A force's control room nobody sits in, a duty desk with somebody on, and children in every standing."""
    coordinator = user("coordinator", ENGLISH, "Amira Khan")
    row = agency(ENGLISH)
    row.force = agency(FORCE)
    row.save()
    on_shift(coordinator, "duty_desk", hours=9)
    reported(-3, forename="Robin", police=None)
    found = reported(-2, forename="Alex")
    high = reported(-30, forename="Sam")
    reported(0.5, forename="Kim")
    said(found, facts.Found(episode=found.key), -0.5, coordinator)
    said(high, facts.RiskAssessed(episode=high.key, level=facts.Risk.HIGH), -20, coordinator)
    Draft.objects.create(by=coordinator, begun_at=after(0), saved_at=after(0))
    make_notices(by=INSTALLATION, at=after(1))
    while index.refresh(at=after(1)):
        pass
    return coordinator


def opened(page: Page, live_server, who, path: str) -> None:
    browser = Client()
    browser.force_login(who)
    cookie = browser.cookies["wayhome_session"]
    host = urlsplit(live_server.url).hostname
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": host, "path": "/"}])
    page.goto(live_server.url + path)
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("path", PATHS)
def test_the_pages_are_accessible_at_a_desk(night, live_server, desktop_page: Page, path: str) -> None:
    opened(desktop_page, live_server, night, path)
    assert_accessible(desktop_page)


@pytest.mark.parametrize("path", PATHS)
def test_the_pages_are_accessible_on_a_phone_and_never_wider(
    night, live_server, phone_page: Page, path: str
) -> None:
    opened(phone_page, live_server, night, path)
    assert phone_page.evaluate("document.documentElement.scrollWidth") == 390
    assert_accessible(phone_page)


def test_the_board_refreshes_by_itself_and_keeps_the_filter_half_filled_in(
    night, live_server, desktop_page: Page, at
) -> None:
    opened(desktop_page, live_server, night, "/")
    desktop_page.locator("#board-filter summary").click()
    desktop_page.get_by_label("Risk").select_option("high")
    reported(0.75, forename="Newly")
    at(1.5)
    desktop_page.evaluate("htmx.ajax('GET', '/', {source: '#board', target: '#board', swap: 'outerHTML'})")
    expect(desktop_page.locator("#board")).to_contain_text("Newly")
    expect(desktop_page.locator("#board")).to_contain_text("Refreshed 22:30:00")
    assert desktop_page.get_by_label("Risk").input_value() == "high"
    expect(desktop_page.locator("#board-stale")).to_be_hidden()


def test_the_board_says_so_when_it_could_not_refresh(night, live_server, desktop_page: Page) -> None:
    opened(desktop_page, live_server, night, "/")
    desktop_page.route(re.compile("/$"), lambda route: route.fulfill(body="a page of something in between"))
    desktop_page.evaluate("htmx.ajax('GET', '/', {source: '#board', target: '#board', swap: 'outerHTML'})")
    expect(desktop_page.get_by_text("This board has not refreshed")).to_be_visible()
    expect(desktop_page.locator("#board")).to_contain_text("Robin")


def test_a_session_that_ends_takes_the_whole_board_to_sign_in(night, live_server, desktop_page: Page) -> None:
    opened(desktop_page, live_server, night, "/?risk=high")
    desktop_page.context.clear_cookies()
    desktop_page.evaluate("htmx.ajax('GET', '/', {source: '#board', target: '#board', swap: 'outerHTML'})")
    expect(desktop_page.get_by_role("heading", name="Sign in to Wayhome")).to_be_visible()
    expect(desktop_page).to_have_url(re.compile("next=%2F%3Frisk%3Dhigh"))
