"""Who has an account here, and what counts as having signed in to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, override

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now  # noqa: TID251 - time comes in here, as it does in a view

from wayhome.cases.partners.models import User
from wayhome.cases.partners.sign_in import idle
from wayhome.cases.partners.sign_in.lock_out import enter_if_locked
from wayhome.cases.partners.sign_in.trace import leave_trace
from wayhome.cases.partners.sign_in.wrong_tries import enter_wrong_try
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


AGAIN_WITH: Final = {
    "reauthenticate": "sign_in.again_with_password",
    "mfa_reauthenticate": "sign_in.again_with_code",
    "mfa_reauthenticate:webauthn": "sign_in.again_with_passkey",
}


class Accounts(DefaultAccountAdapter):
    """A colleague with the right to do so adds each user; there is no page to sign up on.

    A closed account is refused by the backend, at sign-in and at every later click. A system account has no
    e-mail address, so no sign-in can name it.
    """

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @override
    @transaction.atomic
    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        idle.begin(request.session, now())
        leave_trace("sign_in", user, **_vouched_for_by(request, user))

    @override
    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        leave_trace("set_password", user)

    @override
    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            enter_wrong_try(request, _named_by(credentials), "password", "waits")
            raise

    @override
    def authentication_failed(self, request: HttpRequest, **credentials: str) -> None:
        tried = _named_by(credentials)
        enter_wrong_try(request, tried, "password")
        if tried:
            key = self._get_login_attempts_cache_key(request, **credentials)
            enter_if_locked(request, tried, key, "password")

    @override
    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """The right password of an account that is closed."""
        enter_wrong_try(request, user, "password", "closed")
        led: HttpResponse = super().respond_user_inactive(request, user)
        return led

    @override
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """The address alone: with the name by which a browser asks in it, each port would be tried anew."""
        return credentials.get("email", "").lower()

    @override
    def validation_error(self, code: str, *args: object) -> ValidationError:
        if code == "too_many_login_attempts":
            return ValidationError(say(Sentence(f"sign_in.{code}"), language()), code=code)
        error: ValidationError = super().validation_error(code, *args)
        return error

    @override
    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        """In our words, since each stands on the page of the others."""
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": say(Sentence(AGAIN_WITH[way["id"]]), language())} for way in ways]

    @override
    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Who has just signed in has just shown who they are: their password is not asked for twice."""
        since = now() - timedelta(seconds=app_settings.REAUTHENTICATION_TIMEOUT)
        records = get_authentication_records(self.request, self.request.user)
        return all(record["at"] < since.timestamp() for record in records)


def _named_by(credentials: dict[str, str]) -> User | None:
    return User.objects.people().filter(email__iexact=credentials.get("email", "")).first()


def _vouched_for_by(request: HttpRequest, user: User) -> dict[str, str]:
    """The provider, where it was one and not a password."""
    shown = get_authentication_records(request, user)
    return next(({"provider": one["provider"]} for one in shown if "provider" in one), {})
