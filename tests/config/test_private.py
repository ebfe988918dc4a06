"""What a browser is told about every page."""

import pytest
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
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert policy["frame-ancestors"] == "'none'"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_nobody_signs_up(client: Client) -> None:
    assert client.get("/sign/up/").status_code in {302, 404}
    assert b"sign up" not in client.get(reverse("account_login")).content.lower()
