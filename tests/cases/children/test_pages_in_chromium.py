"""A child's pages as a person meets them at a desk and on a phone, with axe.

The browser is shown what Django's test client was answered, so that no server is needed.
"""

import mimetypes
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Request, Route

from tests.browser import assert_accessible
from tests.saying import ENGLISH, after
from wayhome.cases.children.actions import seal
from wayhome.cases.children.models import Child, Event
from wayhome.cases.partners.models import User

pytestmark = pytest.mark.django_db

ADDRESS = "http://127.0.0.1"
PAGES = ("child", "chronology", "duties", "about", "access", "then", "allocate")


@pytest.fixture
def addresses(partnership: User, sam: Child) -> list[str]:
    """Each page of a child with a sealed entry, the form of each kind of statement, and a page of the past."""
    seal(Event.objects.get(key="seen"), by=partnership, at=after(10))
    past = {"at": after(10).isoformat(), "known_to": ENGLISH.code}
    return [
        reverse("children:find"),
        reverse("children:add"),
        *(reverse(f"children:{name}", args=[sam.pk]) for name in PAGES),
        *(
            reverse("children:state", args=[sam.pk, what])
            for what in ("placement", "age-dispute", "placement-done")
        ),
        reverse("children:decide_identity", args=[sam.pk]),
        reverse("children:chronology", args=[sam.pk], query=past),
    ]


def test_the_pages_are_accessible_at_a_desk(
    desktop_page: Page, client: Client, partnership: User, addresses: list[str]
) -> None:
    client.force_login(partnership)
    for address in addresses:
        show(desktop_page, client.get(address))
        assert_accessible(desktop_page)


def test_the_pages_are_accessible_on_a_phone_and_never_wider_than_it(
    phone_page: Page, client: Client, partnership: User, addresses: list[str]
) -> None:
    client.force_login(partnership)
    for address in addresses:
        show(phone_page, client.get(address))
        assert phone_page.evaluate("document.documentElement.scrollWidth") == 390, address
        assert_accessible(phone_page)


def show(page: Page, response: HttpResponse) -> None:
    """The page with everything that opens open. What Django said is said again to the browser."""
    assert response.status_code == 200

    def answer(route: Route, request: Request) -> None:
        path = urlsplit(request.url).path
        if not path.startswith("/static/"):
            route.fulfill(body=response.content, headers=dict(response.items()))
            return
        file = finders.find(path.removeprefix("/static/"))
        assert file, path
        route.fulfill(path=file, content_type=mimetypes.guess_type(file)[0])

    page.unroute_all()
    page.route(f"{ADDRESS}/**", answer)
    page.goto(ADDRESS)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
