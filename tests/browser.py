"""Chromium, as a person at a desk and a person with a phone meet it."""

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    Route,
    ViewportSize,
    sync_playwright,
)

INSTALL = "apt-get install -y --no-install-recommends chromium"

# No sandbox, because tests may run as root; nothing else that would speak to anyone but the page under test.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

HERE = {"locale": "en-GB", "timezone_id": "Europe/London"}

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail(f"Journeys need Chromium. Type: {INSTALL}")
    with sync_playwright() as playwright:
        # Playwright's loop lives in this thread, and Django refuses the database to a thread with one.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def desktop_page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a desk's screen."""
    with browser.new_context(viewport=DESK, **HERE) as context:
        yield from watched(context)


@pytest.fixture
def phone_page(browser: Browser) -> Iterator[Page]:
    """A page as wide as a phone, touched rather than clicked."""
    with browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, **HERE) as context:
        yield from watched(context)


def watched(context: BrowserContext) -> Iterator[Page]:
    """A page that may ask this machine alone; the test ends by failing with whatever went wrong in it."""
    faults: list[str] = []

    def refuse(route: Route, request: Request) -> None:
        faults.append(f"the page asked {urlsplit(request.url).hostname} for something")
        route.abort()

    def heard(message: ConsoleMessage) -> None:
        # The browser also writes every 404 here, and a page that is rightly hidden is a 404.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(message.text)

    def answered(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in {
            "stylesheet",
            "script",
            "image",
            "font",
        }:
            faults.append(f"{response.status} for {response.url}")

    context.route(lambda address: urlsplit(address).hostname not in LOOPBACK, refuse)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", heard)
    page.on("response", answered)
    yield page
    assert not faults, "\n".join(faults)


def assert_accessible(page: Page) -> None:
    """Fail with every fault axe finds on the page as it now stands."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
