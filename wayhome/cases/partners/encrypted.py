"""What is kept encrypted of those who sign in: their apps' keys, their recovery codes' hashes, and where they live."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from allauth.mfa.models import Authenticator

from wayhome.cases.keys import Kept, columns
from wayhome.cases.partners.models import OwnPostcode
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


KEPT: Final = [
    Kept("second_factors", Authenticator.objects.all, renew),
    Kept("postcodes", OwnPostcode.objects.all, columns("postcode")),
]
