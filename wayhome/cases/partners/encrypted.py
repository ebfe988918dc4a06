"""What is kept encrypted of those who sign in: the keys of their authenticator apps and of their recovery codes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from allauth.mfa.models import Authenticator

from wayhome.cases.keys import Kept
from wayhome.cases.partners.sign_in.second_factor import RING

#: Under which names allauth keeps what it was given encrypted; a passkey has nothing secret.
ENCRYPTED: Final = ("secret", "seed")


def renew(held: Authenticator) -> Collection[str]:
    new = {name: RING.renewed(held.data[name]) for name in ENCRYPTED if name in held.data}
    if new.items() <= held.data.items():
        return ()
    held.data |= new
    return ("data",)


KEPT: Final = [Kept("second_factors", Authenticator.objects.all, renew)]
