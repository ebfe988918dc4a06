"""Handing in a police file in a real browser, at a desk and on a phone, with axe."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browser import assert_accessible
from tests.exchange.files import FIRST, OTHER, UNREADABLE, police_files
from tests.exchange.uploading import force_and_council, somebody
from wayhome.cases.partners.models import User
from wayhome.exchange.models import Load
from wayhome.exchange.profiles.mapping import examples

MAPPED = Path(__file__).parents[1] / "data" / "mapped"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coordinator(tmp_path: Path, settings: object) -> User:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    return somebody(force_and_council()[1])


def opened(page: Page, live_server: object, who: User, path: str) -> None:
    browser = Client()
    browser.force_login(who)
    cookie = browser.cookies["wayhome_session"]
    url = live_server.url  # type: ignore[attr-defined]
    host = urlsplit(url).hostname or ""
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": host, "path": "/"}])
    page.goto(url + path)


def checked(page: Page) -> None:
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", ["desktop_page", "phone_page"])
def test_a_file_is_handed_in_and_its_refused_rows_are_read(
    width: str, request: pytest.FixtureRequest, live_server: object, coordinator: User, tmp_path: Path
) -> None:
    page: Page = request.getfixturevalue(width)
    opened(page, live_server, coordinator, "/files/")
    checked(page)
    page.get_by_role("link", name="Upload files").click()
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    checked(page)
    sent = police_files(tmp_path / "sent", FIRST, OTHER, UNREADABLE, contacts="I1,phone,07700 900123,own")
    page.get_by_label("The files").set_input_files(sorted(sent.iterdir()))
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", name="Rows that were refused")).to_be_visible()
    checked(page)
    page.get_by_role("link", name="Files", exact=True).first.click()
    expect(page.get_by_text("Loaded", exact=True)).to_be_visible()
    checked(page)


@pytest.mark.parametrize("width", ["desktop_page", "phone_page"])
def test_other_tables_are_handed_in_with_a_mapping(
    width: str, request: pytest.FixtureRequest, live_server: object, coordinator: User, tmp_path: Path
) -> None:
    page: Page = request.getfixturevalue(width)
    opened(page, live_server, coordinator, "/files/upload/")
    mapping = tmp_path / "ours.toml"
    for text, seen in (
        (
            examples.text("council").replace("risk =", "riskk =").replace("sent_by = ", "sent_by = 7 #"),
            "problem",
        ),
        (examples.text("council"), "Use them, or put them into left_out"),
    ):
        mapping.write_text(text)
        page.get_by_label("Other tables, with a mapping file").check()
        page.get_by_label("The files").set_input_files(MAPPED / "council.csv")
        page.get_by_label("The mapping file").set_input_files(mapping)
        page.get_by_role("button", name="Upload").click()
        expect(page.get_by_role("alert")).to_contain_text(seen)
        checked(page)
    mapping.write_text(examples.text("council").replace('"Legal', '"Locality", "Legal'))
    page.get_by_label("The files").set_input_files(MAPPED / "council.csv")
    page.get_by_label("The mapping file").set_input_files(mapping)
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("Date Missing, Time Missing").first).to_be_visible()
    checked(page)


def test_a_load_under_way_is_seen_to_end_without_a_click(
    live_server: object, coordinator: User, desktop_page: Page, tmp_path: Path
) -> None:
    opened(desktop_page, live_server, coordinator, "/files/upload/")
    sent = police_files(tmp_path / "sent", FIRST, OTHER)
    desktop_page.get_by_label("The files").set_input_files(sorted(sent.iterdir()))
    desktop_page.get_by_role("button", name="Upload").click()
    expect(desktop_page.get_by_text("No row was refused")).to_be_visible()
    finished = Load.objects.get().finished_at
    Load.objects.update(finished_at=None, upload="a", counts={"rows": 7})
    desktop_page.reload()
    expect(desktop_page.get_by_text("7 rows so far")).to_be_visible()
    checked(desktop_page)
    Load.objects.update(finished_at=finished, upload="")
    expect(desktop_page.get_by_text("No row was refused")).to_be_visible()
