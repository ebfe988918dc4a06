"""An agency's provider says who somebody is: an account is matched, never made, and the second factor asked as ever.

What a provider answers stands here in its place; tests/outside/test_single_sign_on.py asks a real one.
"""

from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from requests import ConnectionError as NotReached

from tests.signing_in import code_of
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import create_system_account, deactivate_user, reset_second_factor
from wayhome.cases.partners.models import User
from wayhome.config import idle
from wayhome.config.single_sign_on import providers

ASK = reverse("openid_connect_login", args=["bradford"])
BACK = reverse("openid_connect_callback", args=["bradford"])

ENVIRONMENT = {
    "WAYHOME_OIDC": "bradford",
    "WAYHOME_OIDC_BRADFORD_TITLE": "Bradford",
    "WAYHOME_OIDC_BRADFORD_URL": "https://sign-in.bradford.example",
    "WAYHOME_OIDC_BRADFORD_CLIENT_ID": "wayhome",
    "WAYHOME_OIDC_BRADFORD_CLIENT_SECRET": "a secret",
    "WAYHOME_OIDC_BRADFORD_AGENCIES": "E08000032",
}
ADDRESSES = {
    name: f"https://sign-in.bradford.example/{name}"
    for name in ("issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
}
ACCESS = "an-access-token"
BOTH = {
    **{name.replace("BRADFORD", "POLICE"): value for name, value in ENVIRONMENT.items()},
    **ENVIRONMENT,
    "WAYHOME_OIDC": "bradford, police",
}
WES = {"sub": "1", "email": "wes@bradford.example", "email_verified": True, "name": "Wes Worker"}


@pytest.fixture(autouse=True)
def named(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers(ENVIRONMENT)}}


@pytest.fixture
def come_back(client, monkeypatch):
    """Goes to the provider and comes back with what it says."""
    as_asked = OpenIDConnectOAuth2Adapter
    monkeypatch.setattr(as_asked, "openid_config", ADDRESSES)
    monkeypatch.setattr(
        as_asked, "get_access_token_data", lambda *_, **__: {"access_token": "t", "id_token": "i"}
    )

    def said(signed=None, **claims):
        claims = WES | claims
        monkeypatch.setattr(as_asked, "_fetch_user_info", lambda *_: claims)
        monkeypatch.setattr(as_asked, "_decode_id_token", lambda *_: signed or {"sub": claims["sub"]})
        (state,) = parse_qs(urlsplit(client.get(ASK).url).query)["state"]
        return client.get(BACK, {"code": "c", "state": state})

    return said


@pytest.fixture
def both(settings):
    """Two providers, each of which may speak for Bradford's people."""
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers(BOTH)}}


@pytest.fixture
def fetched(monkeypatch):
    """What was asked for with a code; the token that came for it is about Wes, but for what `claims` says otherwise."""
    asked, claims = [], {}

    def fetch(_, code, pkce_code_verifier):
        asked.append((code, pkce_code_verifier))
        return {"access_token": ACCESS, "id_token": token(**claims)}

    monkeypatch.setattr(OAuth2Client, "get_access_token", fetch)
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", ADDRESSES)
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "_fetch_user_info", lambda *_: WES)
    return asked, claims


def token(**claims):
    said = {
        "sub": "1",
        "iss": ADDRESSES["issuer"],
        "aud": "wayhome",
        "exp": timezone.now() + timedelta(minutes=5),
    }
    return jwt.encode(said | claims, "a key that the provider keeps to itself", algorithm="HS256")


def asked_by(client, address=ASK):
    """What a browser takes to the provider."""
    return {name: value for name, (value,) in parse_qs(urlsplit(client.get(address).url).query).items()}


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_the_provider_and_then_the_code_lead_in_and_it_is_entered(client, equipped, come_back, give):
    assert come_back().url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    give("mfa_authenticate", code=code_of(equipped))
    assert is_signed_in(client)
    entries = [(one.verb, one.detail) for one in Entry.objects.filter(actor_id=equipped.pk).order_by("pk")]
    assert entries == [
        ("connect_sign_in", {"provider": "bradford"}),
        ("use_second_factor", {"type": "totp"}),
        ("sign_in", {"provider": "bradford"}),
    ]


def test_who_has_no_second_factor_is_led_to_set_one_up(client, worker, come_back):
    come_back()
    assert client.get("/").url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_capitals_make_no_other_address_and_nothing_said_of_a_person_is_kept(equipped, come_back):
    come_back(email="WES@Bradford.example")
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.uid, kept.extra_data) == (equipped, "1", {})


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@bradford.example"},
        {"email": "olu@police.example"},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email": ""},
    ],
)
def test_whom_it_cannot_speak_for_is_refused_and_no_account_is_made(
    client, worker, officer, come_back, claims
):
    there = User.objects.count()
    page = come_back(**claims)
    assert page.status_code == 403
    assert "no account here that Bradford can open" in page.content.decode()
    assert not is_signed_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (there, 0)


def test_a_closed_account_is_refused_also_once_it_was_let_in(worker, administrator, at, come_back, client):
    come_back()
    deactivate_user(worker, by=administrator, at=at)
    assert come_back().status_code == 403
    assert client.get("/").url.startswith(reverse("account_login"))


def test_a_system_account_is_nobody(authority, administrator, at, come_back):
    create_system_account(authority, "Files", by=administrator, at=at)
    assert come_back(email=None).status_code == 403


def test_who_was_let_in_once_stays_known_under_another_address(equipped, come_back):
    come_back()
    assert come_back(email="wes.worker@bradford.example", email_verified=False).url == reverse(
        "mfa_authenticate"
    )


def test_an_address_that_passed_to_another_person_opens_nothing(equipped, come_back):
    come_back()
    assert come_back(sub="2").status_code == 403


def test_an_administrator_who_resets_somebody_lets_a_new_sign_in_be_theirs(
    equipped, administrator, at, come_back
):
    come_back()
    reset_second_factor(equipped, by=administrator, at=at)
    assert come_back(sub="2").status_code == 302
    assert SocialAccount.objects.get().uid == "2"


def test_what_was_signed_about_somebody_else_lets_nobody_in(client, worker, come_back, caplog):
    page = come_back(signed={"sub": "2"})
    assert page.status_code == 401
    assert "did not say who you are" in page.content.decode()
    assert not is_signed_in(client)
    assert "bradford came to nothing: OAuth2Error" in caplog.text


def test_an_answer_nobody_asked_for_lets_nobody_in(client, worker):
    assert client.get(BACK, {"code": "c", "state": "x"}).status_code == 401


def test_a_person_who_turns_back_is_told_so(client, worker, come_back):
    come_back()
    client.logout()
    assert client.get(BACK, {"error": "access_denied", "state": "x"}).status_code == 401


def test_a_provider_that_is_not_reached_leaves_the_password(client, worker, monkeypatch):
    def not_reached(_):
        raise NotReached

    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", property(not_reached))
    page = client.get(ASK)
    assert page.status_code == 401
    assert reverse("account_login") in page.content.decode()


def test_an_address_in_its_own_domain_counts_as_verified(settings, equipped, come_back):
    own = ENVIRONMENT | {"WAYHOME_OIDC_BRADFORD_DOMAINS": "bradford.example"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers(own)}}
    claims = {"email_verified": None}
    assert come_back(**claims).url == reverse("mfa_authenticate")


def test_the_page_to_sign_in_on_offers_it_and_remembers_where_one_was_going(client, db):
    page = client.get(reverse("account_login"), {"next": "/mine/"}).content.decode()
    assert f'href="{ASK}?next=%2Fmine%2F"' in page
    assert "Sign in with Bradford" in page


@pytest.mark.parametrize("name", ["other", "1", "openid_connect"])
@pytest.mark.parametrize("way", ["openid_connect_login", "openid_connect_callback"])
def test_a_provider_that_the_environment_does_not_name_is_none(client, db, way, name):
    SocialApp.objects.create(provider="openid_connect", provider_id="other", client_id="x", secret="x")
    assert client.get(reverse(way, args=[name])).status_code == 404


def test_it_is_asked_with_what_only_this_browser_can_answer_for(client, db, monkeypatch):
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", ADDRESSES)
    place = urlsplit(client.get(ASK, {"scope": "more", "auth_params": "prompt=none"}).url)
    asked = parse_qs(place.query)
    assert place.hostname == "sign-in.bradford.example"
    assert asked["code_challenge_method"] == ["S256"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert "prompt" not in asked


def test_a_token_for_us_from_them_and_in_its_time_leads_to_the_code(client, equipped, fetched):
    asked = asked_by(client)
    assert client.get(BACK, {"code": "c", "state": asked["state"]}).url == reverse("mfa_authenticate")


@pytest.mark.parametrize(
    "otherwise",
    [
        {"aud": "another-service"},
        {"iss": "https://sign-in.police.example"},
        {"exp": timezone.now() - timedelta(minutes=1)},
        {"sub": "2"},
    ],
)
def test_a_token_for_others_from_others_over_or_about_others_lets_nobody_in(
    client, equipped, fetched, otherwise
):
    fetched[1].update(otherwise)
    asked = asked_by(client)
    assert client.get(BACK, {"code": "c", "state": asked["state"]}).status_code == 401
    assert not SocialAccount.objects.exists()


def test_an_access_token_alone_lets_nobody_in(client, equipped, fetched, monkeypatch):
    monkeypatch.setattr(OAuth2Client, "get_access_token", lambda *_, **__: {"access_token": ACCESS})
    assert client.get(BACK, {"code": "c", "state": asked_by(client)["state"]}).status_code == 401
    assert not SocialAccount.objects.exists()


def test_a_code_is_exchanged_with_what_was_kept_for_this_question_alone(client, equipped, fetched):
    earlier, asked = asked_by(client), asked_by(client)
    client.get(BACK, {"code": "c", "state": asked["state"]})
    ((code, verifier),) = fetched[0]
    challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert (code, challenge) == ("c", asked["code_challenge"])
    assert earlier["code_challenge"] != challenge
    assert earlier["state"] != asked["state"]


def test_an_answer_is_good_once(client, equipped, fetched):
    answer = {"code": "c", "state": asked_by(client)["state"]}
    assert client.get(BACK, answer).status_code == 302
    assert client.get(BACK, answer).status_code == 401
    assert len(fetched[0]) == 1


def test_an_answer_to_another_browser_is_none(client, equipped, fetched):
    answer = {"code": "c", "state": asked_by(Client())["state"]}
    asked_by(client)
    assert client.get(BACK, answer).status_code == 401
    assert fetched[0] == []


def test_a_token_that_a_browser_brings_is_none(client, equipped, fetched):
    state = asked_by(client)["state"]
    assert client.get(BACK, {"id_token": token(), "access_token": ACCESS, "state": state}).status_code == 401
    assert not SocialAccount.objects.exists()


def test_an_answer_to_one_provider_is_none_to_another(client, equipped, both, fetched):
    asked = asked_by(client)
    assert urlsplit(asked["redirect_uri"]).path == BACK
    back = reverse("openid_connect_callback", args=["police"])
    assert client.get(back, {"code": "c", "state": asked["state"]}).status_code == 401
    assert fetched[0] == []


def test_one_providers_name_for_somebody_is_nothing_to_another(client, equipped, both, fetched, monkeypatch):
    client.get(BACK, {"code": "c", "state": asked_by(client)["state"]})
    assert SocialAccount.objects.get().uid == "1"
    monkeypatch.setattr(
        OpenIDConnectOAuth2Adapter, "_fetch_user_info", lambda *_: WES | {"email": "nobody@bradford.example"}
    )
    ask, back = (reverse(f"openid_connect_{way}", args=["police"]) for way in ("login", "callback"))
    other = Client()
    page = other.get(back, {"code": "c", "state": asked_by(other, ask)["state"]})
    assert page.status_code == 403
    assert SocialAccount.objects.get().provider == "bradford"


def test_no_token_goes_to_the_browser_or_is_kept(client, equipped, fetched, give):
    back = client.get(BACK, {"code": "c", "state": asked_by(client)["state"]})
    pages = [
        back,
        client.get(back.url),
        give("mfa_authenticate", code=code_of(equipped)),
        client.get("/mine/"),
    ]
    assert is_signed_in(client)
    said = "".join(f"{page.headers}{page.cookies}{page.content.decode()}" for page in pages)
    assert [one for one in (ACCESS, token().partition(".")[0]) if one in said] == []
    assert ACCESS not in str(dict(client.session))
    assert not SocialToken.objects.exists()


def test_what_a_provider_began_ends_as_any_and_the_code_is_asked_again(
    client, equipped, come_back, give, monkeypatch
):
    come_back()
    give("mfa_authenticate", code=code_of(equipped))
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(idle, "now", lambda: later)
    assert client.get("/mine/").url.startswith(reverse("account_login"))
    assert come_back().url == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_a_providers_certificate_is_looked_at():
    with get_adapter().get_requests_session() as asking:
        assert asking.verify is True
