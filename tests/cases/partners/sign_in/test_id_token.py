"""A token is taken from whoever signed it, for us, for now and for this question; forged in any way, it is not."""

import hmac
import json
from base64 import urlsafe_b64encode
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.cases.partners.sign_in.provider import (
    A_FORGERS,
    ISSUER,
    THEIR_CURVE,
    THEIRS,
    published,
    said,
    signed,
)
from wayhome.cases.partners.sign_in import id_token
from wayhome.cases.partners.sign_in.unfit import Unfit

KEYS = {"keys": [published(THEIRS)]}
IN_THE_OPEN = THEIRS.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
ELSEWHERE = "https://forger.example/keys"
OUR_SECRET = "the secret that we and the provider share, long enough to sign with"


def read(token, keys=KEYS):
    return id_token.read(token, keys, issuer=ISSUER, client="wayhome", nonce="asked")


def in_parts(header, claims, secret=None):
    """Put together by hand: a library would refuse to sign so."""
    parts = json.dumps(header), json.dumps(claims, default=lambda at: at.timestamp())
    signing = ".".join(_encoded(part.encode()) for part in parts)
    return f"{signing}.{_encoded(hmac.digest(secret, signing.encode(), 'sha256')) if secret else ''}"


def _encoded(part):
    return urlsafe_b64encode(part).rstrip(b"=").decode()


@pytest.mark.parametrize(
    ("algorithm", "key", "about"),
    [
        ("RS256", THEIRS, {}),
        ("RS256", THEIRS, {"alg": "RS256"}),
        ("PS256", THEIRS, {"alg": "PS256"}),
        ("ES256", THEIR_CURVE, {}),
    ],
)
def test_a_good_one_is_read(algorithm, key, about):
    assert read(signed(said(), key, algorithm), {"keys": [published(key, **about)]})["sub"] == "1"


@pytest.mark.parametrize(
    "otherwise",
    [
        {"aud": ["wayhome"], "azp": "wayhome"},
        {"exp": timedelta(seconds=-20)},
        {"nbf": timedelta(seconds=20), "iat": timedelta(seconds=20)},
        {"typ": "ID"},
        {"token_use": "id"},
    ],
    ids=str,
)
def test_what_a_good_one_may_say_is_taken(otherwise):
    assert read(signed(said(**otherwise)))["sub"] == "1"


@pytest.mark.parametrize(
    ("otherwise", "why"),
    [
        ({"iss": "https://sign-in.police.example"}, "InvalidIssuerError"),
        ({"iss": ISSUER + "/"}, "InvalidIssuerError"),
        ({"aud": "another-service"}, "InvalidAudienceError"),
        ({"aud": ["wayhome", "another-service"]}, "for others"),
        ({"azp": "another-service"}, "for others"),
        ({"exp": timedelta(minutes=-1)}, "ExpiredSignatureError"),
        ({"nbf": timedelta(minutes=1)}, "ImmatureSignatureError"),
        ({"iat": timedelta(minutes=1)}, "ImmatureSignatureError"),
        ({"nonce": "another"}, "another question"),
        ({"typ": "Bearer"}, "another kind"),
        ({"token_use": "access"}, "another kind"),
        ({"events": {"http://schemas.openid.net/event/backchannel-logout": {}}}, "another kind"),
        *(({name: None}, "does not hold") for name in id_token.NEEDED),
    ],
    ids=str,
)
def test_a_claim_that_does_not_fit_lets_nobody_in(otherwise, why):
    with pytest.raises(Unfit, match=why):
        read(signed(said(**otherwise)))


def test_without_a_question_there_is_no_answer():
    with pytest.raises(Unfit, match="MissingRequiredClaimError"):
        id_token.read(signed(said(nonce=None)), KEYS, issuer=ISSUER, client="wayhome", nonce=None)


@pytest.mark.parametrize("kind", ["at+jwt", "application/at+jwt", "logout+jwt"])
def test_a_token_of_another_kind_lets_nobody_in(kind):
    with pytest.raises(Unfit, match="another kind"):
        read(signed(said(), typ=kind))


FORGED = {
    "another key": lambda: signed(said(), A_FORGERS),
    "a key in the token itself": lambda: signed(said(), A_FORGERS, jwk=published(A_FORGERS)),
    "the address of a key": lambda: signed(said(), A_FORGERS, jku=ELSEWHERE, x5u=ELSEWHERE),
    "a key that is not published": lambda: signed(said(), A_FORGERS, kid="the-forgers"),
    "no name of a key": lambda: signed(said(), THEIRS, kid=""),
    "none": lambda: in_parts({"alg": "none", "kid": "theirs"}, said()),
    "None": lambda: in_parts({"alg": "None", "kid": "theirs"}, said()),
    "no algorithm": lambda: in_parts({"kid": "theirs"}, said()),
    "no signature": lambda: in_parts({"alg": "RS256", "kid": "theirs"}, said()),
    "our own secret": lambda: signed(said(), OUR_SECRET, "HS256"),
    "the public key as a secret": lambda: in_parts({"alg": "HS256", "kid": "theirs"}, said(), IN_THE_OPEN),
    "an algorithm that is not the key's": lambda: signed(said(), THEIRS, "PS256"),
    "its signature taken off": lambda: signed(said()).rpartition(".")[0] + ".",
    "no token": lambda: "no token",
    "nothing": lambda: None,
}


@pytest.mark.parametrize("forged", FORGED)
def test_what_the_provider_has_not_signed_lets_nobody_in(forged):
    with pytest.raises(Unfit):
        read(FORGED[forged]())


@pytest.mark.parametrize("algorithm", ["RS384", "RS512", "PS512"])
def test_an_algorithm_that_is_not_on_the_list_lets_nobody_in(algorithm):
    with pytest.raises(Unfit, match="InvalidAlgorithmError"):
        read(signed(said(), THEIRS, algorithm), {"keys": [published(THEIRS, alg=algorithm)]})


def test_a_claim_changed_afterwards_lets_nobody_in():
    header, _, signature = signed(said()).split(".")
    (_, claims, _) = signed(said(sub="2")).split(".")
    with pytest.raises(Unfit, match="InvalidSignatureError"):
        read(f"{header}.{claims}.{signature}")


SHARED = {"kty": "oct", "kid": "theirs", "k": urlsafe_b64encode(OUR_SECRET.encode()).decode(), "alg": "HS256"}
SHORT = rsa.generate_private_key(65537, 1024)


NO_KEYS = {
    "a secret among the keys": (lambda: signed(said(), OUR_SECRET, "HS256"), [SHARED]),
    "a key for another use": (lambda: signed(said()), [published(THEIRS, use="enc")]),
    "no key": (lambda: signed(said()), []),
}


@pytest.mark.parametrize("published_instead", NO_KEYS)
def test_a_key_that_does_not_sign_tokens_lets_nobody_in(published_instead):
    token, keys = NO_KEYS[published_instead]
    with pytest.raises(Unfit):
        read(token(), {"keys": keys})


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_a_key_that_can_be_guessed_lets_nobody_in():
    with pytest.raises(Unfit, match="InvalidKeyError"):
        read(signed(said(), SHORT), {"keys": [published(SHORT)]})


def test_what_is_refused_is_said_in_our_words_alone():
    with pytest.raises(Unfit) as refused:
        read(signed(said(aud="a-name-that-was-sent")))
    assert "a-name-that-was-sent" not in str(refused.value)
