"""What is kept encrypted of those who sign in: the keys of authenticator apps and the hashes of recovery codes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from allauth.mfa.models import Authenticator

from wayhome.cases.keys import Kept
from wayhome.cases.partners.sign_in.second_factor import RING

#: The key of an app, and a list of recovery codes; a passkey has nothing secret.
ENCRYPTED: Final = ("secret", "migrated_codes")


def renew(held: Authenticator) -> Collection[str]:
    new = {name: _renewed(held.data[name]) for name in ENCRYPTED if name in held.data}
    if new.items() <= held.data.items():
        return ()
    held.data |= new
    return ("data",)


def _renewed(kept: str | list[str]) -> str | list[str]:
    return RING.renewed(kept) if isinstance(kept, str) else [RING.renewed(one) for one in kept]


KEPT: Final = [Kept("second_factors", Authenticator.objects.all, renew)]
