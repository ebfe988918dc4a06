"""What a browser is told about every page."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from wayhome.config.private import keep_private


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a page")


def test_a_page_is_stored_nowhere() -> None:
    assert keep_private(page)(RequestFactory().get("/"))["Cache-Control"] == "no-store"


def test_a_view_that_says_how_long_its_page_keeps_is_believed() -> None:
    def icon(request: HttpRequest) -> HttpResponse:
        return HttpResponse("an icon", headers={"Cache-Control": "max-age=60"})

    assert keep_private(icon)(RequestFactory().get("/"))["Cache-Control"] == "max-age=60"


@pytest.mark.django_db
def test_a_page_runs_no_script_but_ours_and_stands_in_no_other_page(client: Client) -> None:
    response = client.get(reverse("account_login"))
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == "default"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert policy["frame-ancestors"] == "'none'"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_no_other_site_may_read_or_hold_a_page(client: Client) -> None:
    response = client.get(reverse("account_login"), headers={"Origin": "https://elsewhere.example"})
    assert not [name for name in response.headers if name.startswith("Access-Control-")]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.django_db
def test_a_file_of_ours_is_for_our_pages_alone(client: Client) -> None:
    response = client.get("/static/ui/trusted.js")
    assert (response.status_code, response["Cross-Origin-Resource-Policy"]) == (200, "same-origin")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_what_another_site_sends_is_refused() -> None:
    browser, sign_in = Client(enforce_csrf_checks=True), reverse("account_login")
    browser.get(sign_in)
    assert browser.post(sign_in, {"login": "ada@bradford.example", "password": "x"}).status_code == 403
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value
    sent = {"login": "ada@bradford.example", "password": "x", "csrfmiddlewaretoken": token}
    assert browser.post(sign_in, sent).status_code == 200
    assert browser.post(sign_in, sent, headers={"Origin": "https://elsewhere.example"}).status_code == 403


@pytest.mark.django_db
def test_nobody_signs_up(client: Client) -> None:
    assert client.get("/sign/up/").status_code in {302, 404}
    assert b"sign up" not in client.get(reverse("account_login")).content.lower()
