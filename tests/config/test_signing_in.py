"""A part of a page whose session has ended leads the whole page to sign in."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PART = {"HX-Request": "true", "HX-Current-URL": "http://testserver/?risk=high"}


def test_a_part_takes_its_page_to_sign_in_and_back(client: Client) -> None:
    response = client.get("/?risk=high", headers=PART)
    assert response.headers["HX-Redirect"] == "/sign/in/?next=%2F%3Frisk%3Dhigh"
    assert response.status_code == 200
    assert b"Password" not in response.content


def test_a_page_elsewhere_is_not_led_back_to(client: Client) -> None:
    response = client.get("/", headers={**PART, "HX-Current-URL": "https://elsewhere.example/"})
    assert response.headers["HX-Redirect"] == "/sign/in/?next=%2F"


def test_a_whole_page_is_redirected_as_ever(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert "HX-Redirect" not in response.headers
