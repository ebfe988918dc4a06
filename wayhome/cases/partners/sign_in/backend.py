"""Whoever clicks, as the record knows them at that click."""

from __future__ import annotations

from typing import override

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from wayhome.cases.partners.models import User


class Backend(AuthenticationBackend):
    """Reads a person together with what every click asks of them: their agency, which the audit names, and whether they
    have a second factor. One query, not three.
    """

    @override
    def get_user(self, user_id: int) -> User | None:
        theirs = Authenticator.objects.filter(user=OuterRef("pk"))
        held = theirs.exclude(type=Authenticator.Type.RECOVERY_CODES)
        users = User.objects.select_related("agency").annotate(has_second_factor=Exists(held))  # type: ignore[no-redef]
        user = users.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
