"""What never reaches a page."""

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from wayhome.cases.partners.models import User
from wayhome.config.door import Pace, turn_away
from wayhome.exchange.forms import LARGEST, MOST_FILES

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT"])
def test_a_method_that_no_page_has_is_refused(method, rf):
    assert turn_away(lambda request: HttpResponse("a page"))(rf.generic(method, "/")).status_code == 405


def test_whoever_asks_faster_than_any_person_waits(rf: RequestFactory, settings) -> None:
    settings.WAYHOME_REQUESTS_A_MINUTE = 3
    ask = turn_away(lambda request: HttpResponse("a page"))

    def asked(session: str) -> int:
        rf.cookies[configured.SESSION_COOKIE_NAME] = session
        return ask(rf.get("/")).status_code

    assert [asked("one") for _ in range(5)] == [200, 200, 200, 429, 429]
    assert asked("another") == 200


def test_a_minute_later_nobody_waits(settings, monkeypatch) -> None:
    settings.WAYHOME_REQUESTS_A_MINUTE = 1
    pace = Pace()
    assert [pace.is_too_fast("one"), pace.is_too_fast("one")] == [False, True]
    monkeypatch.setattr("wayhome.config.door.monotonic", lambda: 1e9)
    assert not pace.is_too_fast("one")


def send(client: Client, name: str, **more: str) -> int:
    """As four megabytes are answered, or as many as their length is said to be: it is said before they are sent."""
    file = SimpleUploadedFile("incidents.csv", b"0" * 4 * MEGABYTE)
    return client.post(reverse(name), {"extract": file}, **more).status_code


def test_more_than_a_page_asks_for_is_refused_before_it_is_read(client, partnership: User) -> None:
    stranger = Client(enforce_csrf_checks=True)
    stranger.get(reverse("account_login"))
    assert send(stranger, "account_login") == 400
    assert send(stranger, "exchange:upload") == 400
    User.objects.update(role="coordinator")
    client.force_login(partnership)
    assert send(client, "account_login") == 400
    assert send(client, "exchange:upload") == 200
    beyond = str((MOST_FILES * LARGEST + 2) * MEGABYTE)
    assert send(client, "exchange:upload", CONTENT_LENGTH=beyond) == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/.git/config",
        "/.env",
        "/var/secret_key",
        "/wayhome.sqlite3",
        "/static/",
        "/static/../pyproject.toml",
        "/uploads/",
    ],
)
def test_what_lies_around_on_a_server_is_not_served(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
