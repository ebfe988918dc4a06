"""What a person has besides their password, as others give it or take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from wayhome.cases.audit.models import Actor
    from wayhome.cases.partners.models import User


@transaction.atomic
def give_second_factor(user: User, *, by: Actor, at: datetime) -> str:
    """Sets up an authenticator app for somebody, and gives back the key that goes into it: for simulated people."""
    key: str = totp.generate_totp_secret()
    totp.TOTP.activate(user, key)
    enter("give_second_factor", by=by, at=at, subject=f"user:{user.pk}", detail={"type": "totp"})
    return key


@transaction.atomic
def reset_second_factor(user: User, *, by: Actor, at: datetime) -> User:
    """Takes away whatever somebody who lost it has, with their recovery codes, and signs them out everywhere.

    They set up anew when they sign in, and a provider's next sign-in with their address is theirs. Refuses one's own,
    which is moved instead: whoever sits down at an unlocked desk must not be able to begin anew.
    """
    if user.pk == by.pk:
        raise Refusal(Sentence("partners.own_second_factor"))
    taken, _ = Authenticator.objects.filter(user=user).delete()
    if not taken:
        raise Refusal(Sentence("partners.no_second_factor"))
    SocialAccount.objects.filter(user=user).delete()
    ended = [session.end() for session in UserSession.objects.filter(user=user)]
    detail = {"taken": taken, "sessions_ended": len(ended)}
    enter("reset_second_factor", by=by, at=at, subject=f"user:{user.pk}", detail=detail)
    return user
