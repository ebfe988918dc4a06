"""What a provider says of itself: who it is, and where it is asked."""

from __future__ import annotations

from typing import Any, Final

from wayhome.cases.partners.sign_in.address import is_private
from wayhome.cases.partners.sign_in.unfit import Unfit

#: Where a person is sent, a code is exchanged, a person's address is asked for, and the keys are published.
PLACES: Final = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


def believed(said: dict[str, Any], issuer: str) -> dict[str, Any]:
    """The metadata as they were fetched, if they are those of the issuer that the environment names, to the letter.

    Otherwise one provider could stand in for another (OpenID Connect Discovery 1.0, section 4.3). Raises Unfit.
    """
    if said.get("issuer") != issuer:
        raise Unfit("its metadata are those of another issuer")
    for place in PLACES:
        if not is_private(str(said.get(place, ""))):
            raise Unfit(f"its metadata give no {place} that begins with https://")
    return said
