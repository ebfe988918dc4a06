"""Somebody on the way in."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.cases.partners.conftest import PASSWORD
from tests.signing_in import BY_PASSWORD_ALONE, equip, has_just_signed_in
from wayhome.cases.partners.sign_in import recovery_codes


@pytest.fixture(autouse=True)
def no_guess_of_another_test_counts():
    cache.clear()


@pytest.fixture(autouse=True)
def a_recovery_code_is_quick_to_look_at(monkeypatch):
    monkeypatch.setattr(recovery_codes, "ROUNDS", 1)


@pytest.fixture
def equipped(worker):
    """The worker, with an authenticator app and recovery codes."""
    recovery_codes.renew(equip(worker))
    return worker


@pytest.fixture
def give(client):
    """Types words into one of the pages on the way in."""

    def type_in(name, **words):
        return client.post(reverse(name), words)

    return type_in


@pytest.fixture
def password(give):
    return lambda user: give("account_login", login=user.email, password=PASSWORD)


@pytest.fixture
def at_the_desk(client):
    """Signs somebody in as one who has just typed their password, whatever else they have."""

    def sit(user):
        BY_PASSWORD_ALONE(client, user)
        has_just_signed_in(client, user)
        return client

    return sit
