"""What somebody did about their own sign-in, as the audit keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import now  # noqa: TID251 - time comes in here, as it does in a view

from wayhome.cases.audit.actions import enter

if TYPE_CHECKING:
    from wayhome.cases.partners.models import User


def leave_trace(verb: str, user: User, **detail: int | str) -> None:
    """Called inside the transaction of what it tells of."""
    enter(verb, by=user, at=now(), subject=f"user:{user.pk}", detail=detail)
