"""The first page anyone meets, before there is anything to see."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import assert_accessible

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", ["desktop_page", "phone_page"])
def test_someone_who_is_not_signed_in_is_asked_to_sign_in(
    live_server: LiveServer, request: pytest.FixtureRequest, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    page.goto(live_server.url + reverse("account_login"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    assert_accessible(page)
