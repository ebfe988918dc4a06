"""An agency's provider says who somebody is: an account is matched, never made, and the second factor asked as ever.

What a provider answers stands here in its place; tests/outside/test_single_sign_on.py asks a real one.
"""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.urls import reverse
from requests import ConnectionError as NotReached

from tests.signing_in import code_of
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import create_system_account, deactivate_user, reset_second_factor
from wayhome.cases.partners.models import User
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
