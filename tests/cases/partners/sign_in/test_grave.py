"""What is grave asks again who it is, once the sign-in is a while ago."""

import pytest
from django.urls import reverse

from tests.cases.partners.conftest import PASSWORD
from tests.signing_in import BY_PASSWORD_ALONE, code_of, equip

AGAIN = reverse("account_reauthenticate")


@pytest.fixture
def a_while_ago(client, administrator):
    """The administrator's browser, signed in to some time before."""
    BY_PASSWORD_ALONE(client, equip(administrator))
    return client


@pytest.mark.parametrize("name", ["change_role", "close_account", "reset_second_factor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_it_asks_first(a_while_ago, worker, name, method):
    answer = getattr(a_while_ago, method)(reverse(f"partners:{name}", args=[worker.pk]))
    assert answer.url.startswith(AGAIN)
    worker.refresh_from_db()
    assert worker.is_active


@pytest.mark.parametrize("method", ["get", "post"])
def test_before_an_agency_is_changed_it_asks_too(a_while_ago, authority, method):
    answer = getattr(a_while_ago, method)(reverse("partners:change_agency", args=[authority.code]))
    assert answer.url.startswith(AGAIN)


def test_what_was_typed_is_done_once_they_have_shown_who_they_are(a_while_ago, worker):
    page = reverse("partners:change_role", args=[worker.pk])
    asked = a_while_ago.post(page, {"role": "team_manager"})
    a_while_ago.post(asked.url, {"password": PASSWORD})
    worker.refresh_from_db()
    assert worker.role == "team_manager"


def test_a_code_does_as_well_as_the_password(a_while_ago, worker, administrator):
    page = reverse("partners:close_account", args=[worker.pk])
    asked = a_while_ago.get(page)
    assert "Type a code from your authenticator app instead" in a_while_ago.get(asked.url).content.decode()
    with_a_code = asked.url.replace(AGAIN, reverse("mfa_reauthenticate"))
    assert a_while_ago.post(with_a_code, {"code": code_of(administrator)}).url == page
    assert a_while_ago.get(page).status_code == 200


def test_what_is_not_grave_does_not_ask(a_while_ago, worker):
    assert a_while_ago.get(reverse("partners:user", args=[worker.pk])).status_code == 200
