"""Who signs in, and the trace it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, override

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.db import transaction
from django.utils.timezone import now  # noqa: TID251 - time comes in here, as it does in a view

from wayhome.cases.audit.actions import enter
from wayhome.cases.partners.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest


class Backend(AuthenticationBackend):
    """Whoever signed in, with their agency: every page that shows a child keeps for which agency it was read."""

    @override
    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("agency").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None


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
        _enter("sign_in", user)

    @override
    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        _enter("set_password", user)


def _enter(verb: str, user: User) -> None:
    enter(verb, by=user, at=now(), subject=f"user:{user.pk}")
