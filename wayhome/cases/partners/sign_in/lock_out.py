"""Too many wrong tries: the account waits, the audit keeps it, and the administrators of its agency see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from allauth.account import app_settings
from allauth.core.internal import ratelimit
from django.utils.timezone import now  # noqa: TID251 - time comes in here, as it does in a view

from wayhome.cases.audit.actions import Stranger, enter
from wayhome.cases.audit.models import Entry
from wayhome.rules.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from wayhome.cases.partners.models import User

TRY: Final = "login_failed"

#: How long a page goes on saying it.
LATELY: Final = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class LockOut:
    user: User
    at: datetime
    tried: Sentence


def enter_if_locked(request: HttpRequest, user: User, key: str, tried: str) -> None:
    """Called after a wrong try. The one after which the account waits is entered, and no later one is tried at all."""
    if _waits(request, key):
        by = Stranger(user.agency_code)
        enter("lock_out", by=by, at=now(), subject=f"user:{user.pk}", detail={"tried": tried})


def lately(users: Iterable[User], at: datetime) -> list[LockOut]:
    """The latest first."""
    by_key = {str(user.pk): user for user in users}
    told = Entry.objects.filter(
        verb="lock_out", subject_kind="user", subject_id__in=by_key, at__gte=at - LATELY
    )
    return [
        LockOut(by_key[one.subject_id], one.at, Sentence(f"sign_in.tried.{one.detail['tried']}"))
        for one in told.order_by("-at")
    ]


def _waits(request: HttpRequest, key: str) -> bool:
    """Does the account itself wait, and not the place alone from which it was tried?"""
    of_accounts = [rate for rate in app_settings.RATE_LIMITS[TRY].split(",") if rate.endswith("/key")]
    limits = {TRY: ",".join(of_accounts)}
    left = ratelimit.consume(request, app="allauth.account", action=TRY, key=key, config=limits, dry_run=True)
    return left is None
