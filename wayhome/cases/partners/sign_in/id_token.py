"""The signed word of a provider on who has signed in there, and all that makes it one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import jwt

from wayhome.cases.partners.sign_in.unfit import Unfit

#: With a key of two halves each, of which the provider publishes one. Never `none`, and never one whose key is shared:
#: our client secret signs nothing.
ALGORITHMS: Final = ("RS256", "PS256", "ES256")

#: By how much the clock of a provider may differ from ours.
LEEWAY: Final = timedelta(seconds=30)

NEEDED: Final = ("iss", "sub", "aud", "exp", "iat", "nonce")

#: What other kinds of token say of themselves in these places, where a provider says it at all.
KIND: Final = {"typ": "ID", "token_use": "id", "events": None}  # nosec B105 - the name of a claim


def read(token: str, keys: dict[str, Any], *, issuer: str, client: str, nonce: str | None) -> dict[str, Any]:
    """Its claims, if `issuer` signed it with one of its published `keys` (RFC 7517), for `client` alone, for now, and
    in answer to the question that was asked with `nonce` (OpenID Connect Core 1.0, section 3.1.3.7). Raises Unfit.

    A key or the address of one that stands in the token itself is not looked at.
    """
    try:
        header = jwt.get_unverified_header(token)
        claims = jwt.decode(
            token,
            _key(keys, header.get("kid")),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client,
            leeway=LEEWAY,
            options={"require": list(NEEDED), "enforce_minimum_key_length": True},
        )
    except jwt.PyJWTError as fault:
        raise Unfit(f"its token does not hold: {type(fault).__name__}") from fault
    if not _says_who(header, claims):
        raise Unfit("its token is of another kind")
    if claims["aud"] not in (client, [client]) or claims.get("azp", client) != client:
        raise Unfit("its token is for others as well")
    if claims["nonce"] != nonce:
        raise Unfit("its token answers another question")
    return claims


def _says_who(header: dict[str, Any], claims: dict[str, Any]) -> bool:
    """Is it no access token, and none of signing out?"""
    of_a_kind = all(claims.get(name, kind) == kind for name, kind in KIND.items())
    return of_a_kind and str(header.get("typ", "JWT")).upper() == "JWT"


def _key(keys: dict[str, Any], name: object) -> jwt.PyJWK:
    for key in jwt.PyJWKSet.from_dict(keys):
        if name and key.key_id == name and key.public_key_use in (None, "sig"):
            return key
    raise Unfit("its token is signed with no key that it publishes")
