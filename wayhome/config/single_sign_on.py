"""The providers by which people of an agency may sign in, as the environment names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from wayhome.cases.partners.sign_in.address import is_private

VARIABLE = "WAYHOME_OIDC"

#: Where an issuer says what it is, beneath its own address (OpenID Connect Discovery 1.0, section 4).
METADATA = "/.well-known/openid-configuration"


def providers(environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """One for each short name in WAYHOME_OIDC, in the form in which allauth takes them; usually none.

    Raises ImproperlyConfigured, which names the variable and never what it holds.
    """
    return [_provider(name, environ) for name in _listed(environ.get(VARIABLE, ""))]


def _provider(name: str, environ: Mapping[str, str]) -> dict[str, Any]:
    if not re.fullmatch("[a-z][a-z0-9]*", name):
        raise ImproperlyConfigured(
            f"{VARIABLE} names providers in small letters and digits, for example: bradford"
        )
    begins = f"{VARIABLE}_{name.upper()}_"

    def given(what: str) -> str:
        value = environ.get(begins + what, "").strip()
        if not value:
            raise ImproperlyConfigured(f"{VARIABLE} names {name}, so {begins}{what} must be set as well")
        return value

    issuer = _issuer(given("URL"), begins)
    return {
        "provider_id": name,
        "name": given("TITLE"),
        "client_id": given("CLIENT_ID"),
        "secret": given("CLIENT_SECRET"),
        "settings": {
            "issuer": issuer,
            "server_url": issuer.rstrip("/") + METADATA,
            "agencies": _listed(given("AGENCIES")),
            "verified_email": _listed(environ.get(begins + "DOMAINS", "")),
            "oauth_pkce_enabled": True,
        },
    }


def _issuer(address: str, begins: str) -> str:
    if not is_private(address):
        raise ImproperlyConfigured(
            f"{begins}URL begins with https://, so that nobody between can answer in its place"
        )
    if METADATA in address:
        raise ImproperlyConfigured(f"{begins}URL is the address of the provider itself, without {METADATA}")
    return address


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]
