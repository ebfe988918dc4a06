"""How a test signs somebody in: as the program would let them in, with a second factor where their role needs one."""

from __future__ import annotations

from time import sleep, time
from types import SimpleNamespace

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import now

from wayhome.cases.partners.models import User
from wayhome.cases.partners.sign_in import idle
from wayhome.cases.partners.sign_in.second_factor import code_at, key_of

TOTP_PERIOD, NEARLY_OVER = app_settings.TOTP_PERIOD, 3  # seconds

#: Django's own: signs in whoever it is, and whatever they have.
BY_PASSWORD_ALONE = Client.force_login


def equip(user: User) -> User:
    """Gives somebody an authenticator app, if they have none."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, generate_totp_secret())
    return user


def code_of(user: User) -> str:
    """What their app shows now. A test is quicker than half a minute, so what was used before is forgotten."""
    cache.clear()
    key = key_of(user)
    assert key, "they have no authenticator app"
    return code_shown(key)


def code_shown(key: str) -> str:
    """A code is good for its own half minute: whoever sees that it is nearly over waits for the next."""
    left = TOTP_PERIOD - time() % TOTP_PERIOD
    if left < NEARLY_OVER:
        sleep(left)
    return code_at(key, now())


def has_just_signed_in(client: Client, user: User) -> None:
    """What a real sign-in leaves, so that nothing asks for the password again; it lasts as long as a test may."""
    session = client.session
    record_authentication(SimpleNamespace(session=session), user, method="password")
    session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] += 3600  # seconds
    idle.begin(session, now())
    session.save()


def _force_login(client: Client, user: User, backend: str | None = None) -> None:
    BY_PASSWORD_ALONE(client, equip(user), backend)
    has_just_signed_in(client, user)


@pytest.fixture(autouse=True)
def whoever_is_signed_in_has_a_second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    """`force_login` stands for a whole sign-in; `BY_PASSWORD_ALONE(client, user)` for half of one."""
    monkeypatch.setattr(Client, "force_login", _force_login)
