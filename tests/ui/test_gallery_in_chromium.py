"""Every component as a person meets it: at a desk and on a phone, with axe, and with no fault in the console.

The browser is answered straight from Django's test client, so there is no server and no record.
"""

import mimetypes
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, override_settings
from playwright.sync_api import Page, Request, Route, expect

from tests.browser import assert_accessible

ADDRESS = "http://127.0.0.1"
PAGES = ["/gallery/", "/gallery/?wrong"]


@pytest.fixture(autouse=True)
def _only_our_pages():
    with override_settings(
        ROOT_URLCONF="tests.ui.urls",
        WAYHOME_SIMULATED=True,
        WAYHOME_NAVIGATION=[("Gallery", "gallery", {""})],
        WAYHOME_BEGINNINGS=[("Begin", "account_login", {""})],
    ):
        yield


@pytest.mark.parametrize("path", PAGES)
def test_the_gallery_is_accessible_at_a_desk(desktop_page: Page, path: str) -> None:
    opened(desktop_page, path)
    assert_accessible(desktop_page)


@pytest.mark.parametrize("path", PAGES)
def test_the_gallery_is_accessible_on_a_phone_and_never_wider_than_it(phone_page: Page, path: str) -> None:
    opened(phone_page, path)
    assert phone_page.evaluate("document.documentElement.scrollWidth") == 390
    assert_accessible(phone_page)


def test_the_password_can_be_shown_before_it_is_sent(desktop_page: Page) -> None:
    opened(desktop_page, "/gallery/")
    desktop_page.get_by_role("button", name="Show password").click()
    expect(desktop_page.locator("#id_password")).to_have_attribute("type", "text")


def test_an_error_leads_to_its_control(desktop_page: Page) -> None:
    opened(desktop_page, "/gallery/?wrong")
    desktop_page.get_by_role("link", name="Choose an answer to ‘Has anyone been told?’").click()
    expect(desktop_page.locator("#id_told_0")).to_be_focused()


def test_a_table_is_sorted_by_its_heading(desktop_page: Page) -> None:
    opened(desktop_page, "/gallery/")
    desktop_page.get_by_role("columnheader", name="Name").get_by_role("button").click()
    expect(desktop_page.locator("tbody th").first).to_contain_text("Alex")


def opened(page: Page, path: str) -> None:
    page.route(f"{ADDRESS}/**", answer)
    page.goto(ADDRESS + path)
    page.wait_for_function("document.querySelector('[data-govuk-password-input-init]')")


def answer(route: Route, request: Request) -> None:
    asked = urlsplit(request.url)
    if asked.path.startswith("/static/"):
        file = finders.find(asked.path.removeprefix("/static/"))
        assert file, asked.path
        route.fulfill(path=file, content_type=mimetypes.guess_type(file)[0])
        return
    response = Client(SERVER_NAME="127.0.0.1").get(f"{asked.path}?{asked.query}")
    route.fulfill(status=response.status_code, body=response.content, headers=dict(response.items()))
