"""A part of a page leads its whole page to sign in; and nobody who needs a second factor goes anywhere without."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.signing_in import BY_PASSWORD_ALONE, equip
from wayhome.cases.partners.models import User
from wayhome.cases.partners.sign_in import recovery_codes
from wayhome.rules.access import ROLES

pytestmark = pytest.mark.django_db

SET_UP = reverse("mfa_activate_totp")

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


def half_in(client: Client, who: User) -> Client:
    BY_PASSWORD_ALONE(client, who)
    return client


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("path", ["/", "/missing/report/", "/files/", "/nothing-is-here/"])
def test_every_role_is_led_to_set_up_its_second_factor(
    client: Client, partnership: User, role: str, path: str
) -> None:
    User.objects.update(role=role)
    assert half_in(client, partnership).get(path).headers["Location"] == SET_UP


def test_what_is_sent_is_led_too_and_not_taken_in(client: Client, partnership: User) -> None:
    assert half_in(client, partnership).post("/children/find/", {"name": "Sam"}).headers["Location"] == SET_UP


def test_a_part_takes_its_page_to_set_up(client: Client, partnership: User) -> None:
    response = half_in(client, partnership).get("/?risk=high", headers=PART)
    assert (response.status_code, response.headers["HX-Redirect"]) == (200, SET_UP)


def test_setting_up_showing_who_one_is_and_signing_out_stay_open(client: Client, partnership: User) -> None:
    half_in(client, partnership)
    assert client.get(SET_UP).headers["Location"].startswith(reverse("account_reauthenticate"))
    assert client.get(reverse("account_reauthenticate")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))


def test_recovery_codes_alone_are_no_second_factor(client: Client, partnership: User) -> None:
    recovery_codes.renew(partnership)
    assert half_in(client, partnership).get("/").headers["Location"] == SET_UP


def test_who_has_one_is_not_asked_and_no_question_more_is(
    client: Client, partnership: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(partnership)
    with django_assert_num_queries(2):  # session, reader with what they have
        assert client.get(reverse("account_logout")).status_code == 200


def test_it_is_asked_of_a_session_from_before(client: Client, partnership: User) -> None:
    half_in(client, equip(partnership))
    assert client.get("/").status_code == 200
    Authenticator.objects.all().delete()
    assert client.get("/").headers["Location"] == SET_UP
