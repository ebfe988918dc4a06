"""Whoever was not let in: kept for the account that was tried, where there is one, and never what was typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.utils.timezone import now  # noqa: TID251 - time comes in here, as it does in a view

from wayhome.cases.audit.actions import Stranger
from wayhome.cases.audit.refusals import enter_refusal

if TYPE_CHECKING:
    from allauth.socialaccount.providers.base import Provider
    from django.http import HttpRequest

    from wayhome.cases.audit.models import Actor
    from wayhome.cases.partners.models import User


def enter_wrong_try(request: HttpRequest, user: User | None, tried: str, why: str = "wrong") -> None:
    """`tried` is a way to sign in: password, code, passkey. `user`: whose account it is; None where it is nobody's.

    `why`: "wrong"; "waits" where it was not looked at, since too many before it were wrong; "closed" where it was right
    and the account is not open.
    """
    subject = f"user:{user.pk}" if user else "nobody:account"
    enter_refusal(
        "fail_sign_in",
        by=partial(_at_the_door, request, user),
        at=now(),
        subject=subject,
        whose=subject,
        tried=tried,
        why=why,
    )


def enter_not_vouched(provider: Provider, user: User | None) -> None:
    """A provider of single sign-on vouched for nobody, or for somebody to whom it opens no account.

    Where it is known for whom, it is entered for their account; else for each agency that the provider speaks for.
    """
    name = provider.sub_id
    doors = [user.agency_code] if user else provider.app.settings["agencies"]
    subject = f"user:{user.pk}" if user else f"provider:{name}"
    for code in doors:
        enter_refusal(
            "fail_sign_in",
            by=partial(Stranger, code),
            at=now(),
            subject=subject,
            whose=(subject, code),
            tried="provider",
            why=name,
        )


def _at_the_door(request: HttpRequest, user: User | None) -> Actor:
    """Whose session it is, where they are asked again who they are; else a stranger."""
    if request.user.is_authenticated:
        return request.user
    return Stranger(user.agency_code if user else "")
