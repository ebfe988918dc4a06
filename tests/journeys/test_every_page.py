"""Every page there is, at a desk's width and then a phone's: found by walking the routes, not by a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser import DESK, PHONE
from tests.journeys.samples import FILES, NOWHERE, TAKE_IN_ONLY, gathered, signed_in
from tests.journeys.seat import PASSWORD, Seat
from tests.promises.test_routes import ROUTES

pytestmark = pytest.mark.django_db(transaction=True)

ASKED_AGAIN = {reverse(name) for name in ("account_login", "account_reauthenticate", "mfa_activate_totp")}

#: What is right is not sent back: of a long board that is most of the work.
ONLY_FAULTS: Mapping[str, object] = {"resultTypes": ["violations"]}

#: Colours are the same on a phone, and to look at them is half of what is left.
BUT_FOR_COLOURS = {**ONLY_FAULTS, "rules": {"color-contrast": {"enabled": False}}}

#: How axe looks at each width.
LOOKS = ((DESK, ONLY_FAULTS), (PHONE, BUT_FOR_COLOURS))


@cache
def client(who: str) -> Client:
    return signed_in(who, PASSWORD)


@pytest.fixture(autouse=True)
def nobody_is_signed_in_from_before() -> None:
    client.cache_clear()


def test_every_page_is_accessible_as_wide_as_the_screen_titled_and_marked_simulated(at_a_desk: Seat) -> None:
    gathered_pages = list(gathered(client))
    assert {name for name, _ in gathered_pages} | TAKE_IN_ONLY | FILES == {*ROUTES, "404"}
    faults = [
        f"{name} as {who or 'nobody'}, {address}: {fault}"
        for name, (who, address) in sorted(gathered_pages, key=lambda sample: sample[1][0])
        for fault in faults_of(at_a_desk, who, address)
    ]
    assert faults == []


def faults_of(seat: Seat, who: str, address: str) -> Iterator[str]:
    page = seat.page
    yield from faults_in_opening(seat, who, address)
    if not page.title().removesuffix("– Wayhome").strip():
        yield "has no title"
    if page.locator("h1").count() != 1:
        yield f"has {page.locator('h1').count()} first headings"
    if not page.get_by_label("Simulated data").is_visible():
        yield "does not say that it is simulated"
    page.evaluate(AXE_SCRIPT)  # once for both widths: it is half a megabyte
    for screen, look in LOOKS:
        page.set_viewport_size(screen)
        yield from (
            f"at {screen['width']} pixels: {fault}" for fault in faults_on(page, screen["width"], look)
        )


def faults_in_opening(seat: Seat, who: str, address: str) -> Iterator[str]:
    """Opens it; what is wrong with how it was answered."""
    context = seat.page.context
    context.clear_cookies()
    if who:
        cookie = client(who).cookies[configured.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": seat.server}])
    answer = seat.page.goto(seat.server + address)
    expected = 404 if address == NOWHERE else 200
    if answer is None or answer.status != expected:
        yield f"answered {answer and answer.status}"
    if answer:
        yield from faults_in_headers(answer.headers)
    if who and urlsplit(seat.page.url).path in ASKED_AGAIN - {urlsplit(address).path}:
        yield "asked to sign in"


def faults_in_headers(said: Mapping[str, str]) -> Iterator[str]:
    if "no-store" not in said.get("cache-control", ""):
        yield "may be kept by the browser"
    if said.get("content-type") != "text/html; charset=utf-8":
        yield f"is sent as {said.get('content-type')}"


def faults_on(page: Page, width: int, look: Mapping[str, object]) -> Iterator[str]:
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"is {wide} pixels wide"
    found = page.evaluate("look => axe.run(look)", dict(look))
    yield from (violation["help"] for violation in found["violations"])
