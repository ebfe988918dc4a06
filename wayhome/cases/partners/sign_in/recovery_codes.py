"""Ten codes on paper for the day a phone is lost: shown once, when they are made, and then known to nobody here.

Each is kept hashed, so that it cannot be read, and the hash encrypted, so that from a copy of the database none can be
tried. A person's ten have one salt, so that to look at a code takes one hash and not ten. They are kept where allauth
keeps the codes of another program, whose own it could show again.
"""

from __future__ import annotations

import re
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.utils.crypto import pbkdf2

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wayhome.cases.partners.models import User

HOW_MANY: Final = 10
DIGITS: Final = 8

#: Of PBKDF2-SHA-256, a quarter of a second for each code.
ROUNDS = 600_000

KIND: Final = Authenticator.Type.RECOVERY_CODES


def is_one(typed: str) -> bool:
    """By its length: what an app shows has six digits."""
    return len(_digits(typed)) == DIGITS


def left(user: User) -> int:
    held = _held(user)
    return len(held.data["migrated_codes"]) if held else 0


@transaction.atomic
def renew(user: User) -> list[str]:
    """Ten new ones in place of those they had. They can be read now, and never again."""
    codes = set[str]()
    while len(codes) < HOW_MANY:
        codes.add(f"{secrets.randbelow(10**DIGITS):0{DIGITS}}")
    Authenticator.objects.filter(user=user, type=KIND).delete()
    Authenticator.objects.create(user=user, type=KIND, data=hashed(codes))
    return sorted(codes)


def use(user: User, typed: str) -> Authenticator | None:
    """What they hold, now without the code that was typed; None where it is none of theirs."""
    held = _held(user)
    if held is None:
        return None
    shown = _hash(_digits(typed), **_salted(held))  # slow, so before anybody has to wait
    with transaction.atomic():
        held = Authenticator.objects.select_for_update().get(pk=held.pk)
        kept = held.data["migrated_codes"]
        rest = [one for one in kept if decrypt(one) != shown]
        if len(rest) == len(kept):
            return None
        held.data["migrated_codes"] = rest
        held.save(update_fields=["data"])
    return held


def hashed(codes: Iterable[str]) -> dict[str, Any]:
    """As they are kept."""
    salted: dict[str, Any] = {"salt": secrets.token_hex(16), "rounds": ROUNDS}
    return {**salted, "migrated_codes": [encrypt(_hash(code, **salted)) for code in codes]}


def _held(user: User) -> Authenticator | None:
    held: Authenticator | None = Authenticator.objects.filter(user=user, type=KIND).first()
    return held


def _salted(held: Authenticator) -> dict[str, Any]:
    return {name: held.data[name] for name in ("salt", "rounds")}


def _hash(code: str, salt: str, rounds: int) -> str:
    return pbkdf2(code, salt, rounds, digest=sha256).hex()


def _digits(typed: str) -> str:
    return re.sub(r"[\s-]", "", typed)
