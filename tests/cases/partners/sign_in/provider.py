"""A provider that stands in for an agency's own: it answers in its place, with real keys and over no network."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.utils import timezone
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from requests import PreparedRequest, Response

ISSUER = "https://sign-in.bradford.example"
ACCESS = "an-access-token"
WES = {"sub": "1", "email": "wes@bradford.example", "email_verified": True, "name": "Wes Worker"}

THEIRS = rsa.generate_private_key(65537, 2048)
THEIR_CURVE = ec.generate_private_key(ec.SECP256R1())
A_FORGERS = rsa.generate_private_key(65537, 2048)


def published(key: Any, **about: str) -> dict[str, Any]:
    """Its public half, as a provider publishes it."""
    kind = RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else ECAlgorithm
    return {**json.loads(kind.to_jwk(key.public_key())), "kid": "theirs", "use": "sig", **about}


def said(**otherwise: Any) -> dict[str, Any]:
    """What a good token claims, but for what is given: None leaves a claim out, and a time is from now on."""
    now = timezone.now()
    good = {
        "iss": ISSUER,
        "sub": "1",
        "aud": "wayhome",
        "iat": timedelta(0),
        "exp": timedelta(minutes=5),
        "nonce": "asked",
    }
    claims = {name: claim for name, claim in (good | otherwise).items() if claim is not None}
    return {name: now + claim if isinstance(claim, timedelta) else claim for name, claim in claims.items()}


def signed(claims: dict[str, Any], key: Any = THEIRS, algorithm: str = "RS256", **header: Any) -> str:
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": "theirs", **header})


@dataclass
class StandIn:
    """Answers what is asked of `ISSUER`; what it says otherwise than a good one is set by a test."""

    metadata: dict[str, Any] = field(default_factory=dict)
    person: dict[str, Any] = field(default_factory=lambda: dict(WES))
    claims: dict[str, Any] = field(default_factory=dict)
    key: Any = THEIRS
    tokens: dict[str, str] = field(default_factory=dict)
    sent_on: dict[str, str] = field(default_factory=dict)
    exchanged: list[dict[str, str]] = field(default_factory=list)
    asked: list[tuple[str, float]] = field(default_factory=list)
    nonce: str = ""

    def asks(self, client: Any, address: str) -> dict[str, str]:
        """What a browser is sent to the provider with."""
        there = urlsplit(client.get(address).url)
        question = {name: value for name, (value,) in parse_qs(there.query).items()}
        self.nonce = question["nonce"]
        return question

    def token(self) -> str:
        return signed(said(**{"sub": self.person["sub"], "nonce": self.nonce} | self.claims), self.key)

    def send(self, asked: PreparedRequest, timeout: float = 0, **__: object) -> Response:
        """In the place of what `requests` does on the network."""
        address = str(asked.url)
        self.asked.append((address, timeout))
        if address in self.sent_on:
            return _answer(asked, {}, 302, location=self.sent_on[address])
        place = address.removeprefix(ISSUER + "/")
        return _answer(asked, getattr(self, f"_{place.rpartition('/')[2].replace('-', '_')}")(asked))

    def _openid_configuration(self, _: PreparedRequest) -> dict[str, Any]:
        places = {
            name: f"{ISSUER}/{place}"
            for name, place in (
                ("authorization_endpoint", "authorize"),
                ("token_endpoint", "token"),
                ("userinfo_endpoint", "person"),
                ("jwks_uri", "keys"),
            )
        }
        return {"issuer": ISSUER, **places, **self.metadata}

    def _token(self, asked: PreparedRequest) -> dict[str, str]:
        sent = parse_qs(str(asked.body))
        self.exchanged.append({name: value for name, (value,) in sent.items()})
        return {"access_token": ACCESS, "id_token": self.token(), **self.tokens}

    def _person(self, _: PreparedRequest) -> dict[str, Any]:
        return self.person

    def _keys(self, _: PreparedRequest) -> dict[str, Any]:
        return {"keys": [published(THEIRS)]}


def _answer(asked: PreparedRequest, what: object, status: int = 200, **headers: str) -> Response:
    answer = Response()
    answer.status_code, answer.url, answer.request = status, str(asked.url), asked
    answer.headers.update({"content-type": "application/json", **headers})
    answer._content, answer._content_consumed = json.dumps(what).encode(), True  # type: ignore[attr-defined]
    return answer
