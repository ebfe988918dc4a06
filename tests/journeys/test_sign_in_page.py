"""The first page anyone meets, before there is anything to see."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import HERE, assert_accessible

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", ["desktop_page", "phone_page"])
def test_someone_who_is_not_signed_in_is_asked_to_sign_in(
    live_server: LiveServer, request: pytest.FixtureRequest, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    page.goto(live_server.url + reverse("account_login"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    assert_accessible(page)


#: Each tried on a script of the page; the name of the fault that comes of it.
TRIED = """(become) => {
    const script = document.createElement("script");
    const ways = {
        address: () => { script.src = "/static/x.js"; },
        text: () => { script.text = "alert()"; },
        timer: () => { setTimeout("alert()"); },
    };
    try { ways[become](); } catch (fault) { return fault.name; }
}"""


@pytest.mark.parametrize("become", ["address", "text", "timer"])
def test_no_text_becomes_a_script_or_the_address_of_one(
    live_server: LiveServer, browser: Browser, become: str
) -> None:
    """In a browser of its own: what it is refused, it says as a fault of the page."""
    with browser.new_context(**HERE) as context:
        page = context.new_page()
        page.goto(live_server.url)
        assert page.evaluate(TRIED, become) in {"TypeError", "EvalError"}
