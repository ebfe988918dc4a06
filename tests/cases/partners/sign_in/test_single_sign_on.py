"""An agency's provider says who somebody is: an account is matched, never made, and the second factor asked as ever.

What a provider answers stands here in its place; tests/outside/test_single_sign_on.py asks a real one.
"""

from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from requests import ConnectionError as NotReached
from requests.adapters import HTTPAdapter

from tests.cases.partners.sign_in.provider import A_FORGERS, ACCESS, ISSUER, WES, StandIn
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
    "WAYHOME_OIDC_BRADFORD_URL": ISSUER,
    "WAYHOME_OIDC_BRADFORD_CLIENT_ID": "wayhome",
    "WAYHOME_OIDC_BRADFORD_CLIENT_SECRET": "a secret",
    "WAYHOME_OIDC_BRADFORD_AGENCIES": "E08000032",
}
BOTH = {
    **{name.replace("BRADFORD", "POLICE"): value for name, value in ENVIRONMENT.items()},
    **ENVIRONMENT,
    "WAYHOME_OIDC": "bradford, police",
}


@pytest.fixture(autouse=True)
def named(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers(ENVIRONMENT)}}


@pytest.fixture
def provider(monkeypatch):
    stands_in = StandIn()
    monkeypatch.setattr(HTTPAdapter, "send", stands_in.send)
    return stands_in


@pytest.fixture
def come_back(client, provider):
    """Goes to the provider and comes back with what it says."""

    def said(**person):
        provider.person = WES | person
        return client.get(BACK, {"code": "c", "state": provider.asks(client, ASK)["state"]})

    return said


@pytest.fixture
def both(settings):
    """Two providers, each of which may speak for Bradford's people."""
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers(BOTH)}}


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


def test_what_was_signed_about_somebody_else_lets_nobody_in(client, worker, provider, come_back, caplog):
    provider.claims = {"sub": "2"}
    page = come_back()
    assert page.status_code == 401
    assert "did not say who you are" in page.content.decode()
    assert not is_signed_in(client)
    assert "bradford came to nothing: its token is about somebody else" in caplog.text


def test_an_answer_nobody_asked_for_lets_nobody_in(client, worker):
    assert client.get(BACK, {"code": "c", "state": "x"}).status_code == 401


def test_a_person_who_turns_back_is_told_so(client, worker, come_back):
    come_back()
    client.logout()
    assert client.get(BACK, {"error": "access_denied", "state": "x"}).status_code == 401


@pytest.mark.parametrize("reached", [False, True], ids=["at no time", "until somebody came back"])
def test_a_provider_that_is_not_reached_leaves_the_password(client, worker, provider, monkeypatch, reached):
    def not_reached(*_, **__):
        raise NotReached

    answer = {"code": "c", "state": provider.asks(client, ASK)["state"]}
    monkeypatch.setattr(HTTPAdapter, "send", not_reached)
    page = client.get(BACK, answer) if reached else client.get(ASK)
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


def test_it_is_asked_with_what_only_this_browser_can_answer_for(client, db, provider):
    place = urlsplit(client.get(ASK, {"scope": "more", "auth_params": "prompt=none"}).url)
    asked = parse_qs(place.query)
    assert place.hostname == "sign-in.bradford.example"
    assert asked["code_challenge_method"] == ["S256"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert "prompt" not in asked


def test_a_token_for_us_from_them_and_in_its_time_leads_to_the_code(client, equipped, come_back):
    assert come_back().url == reverse("mfa_authenticate")


@pytest.mark.parametrize(
    "otherwise",
    [
        {"aud": "another-service"},
        {"iss": "https://sign-in.police.example"},
        {"exp": timedelta(minutes=-1)},
        {"sub": "2"},
        {"nonce": "of-another-question"},
    ],
)
def test_a_token_for_others_from_others_over_or_about_others_lets_nobody_in(
    equipped, provider, come_back, otherwise
):
    provider.claims = otherwise
    assert come_back().status_code == 401
    assert not SocialAccount.objects.exists()


def test_a_token_that_it_has_not_signed_lets_nobody_in_and_the_log_holds_none(
    client, equipped, provider, come_back, caplog
):
    provider.key = A_FORGERS
    page = come_back()
    assert page.status_code == 401
    assert "did not say who you are" in page.content.decode()
    assert not SocialAccount.objects.exists()
    assert "bradford came to nothing: its token does not hold: InvalidSignatureError" in caplog.text
    assert [one for one in (ACCESS, provider.token().partition(".")[0]) if one in caplog.text] == []


def test_an_access_token_alone_lets_nobody_in(equipped, provider, come_back):
    for in_its_place in ("", ACCESS):
        provider.tokens = {"id_token": in_its_place}
        assert come_back().status_code == 401
    assert not SocialAccount.objects.exists()


def test_keys_come_from_where_its_metadata_say_and_nobody_is_asked_before_a_token_fits(
    equipped, provider, come_back
):
    come_back()
    asked = [address.removeprefix(ISSUER) for address, _ in provider.asked]
    assert asked == ["/.well-known/openid-configuration"] * 2 + ["/token", "/keys", "/person"]
    provider.asked.clear()
    provider.key = A_FORGERS
    come_back()
    assert f"{ISSUER}/person" not in dict(provider.asked)


@pytest.mark.parametrize("place", [".well-known/openid-configuration", "token", "keys", "person"])
def test_where_a_provider_sends_us_on_we_do_not_follow(client, equipped, provider, place):
    answer = {"code": "c", "state": provider.asks(client, ASK)["state"]}
    provider.sent_on = {f"{ISSUER}/{place}": "https://elsewhere.example/"}
    assert client.get(BACK, answer).status_code == 401
    assert "https://elsewhere.example/" not in dict(provider.asked)
    assert not SocialAccount.objects.exists()


def test_a_provider_that_is_slow_is_left_after_seconds(equipped, provider, come_back):
    come_back()
    assert {how_long for _, how_long in provider.asked} == {5}


@pytest.mark.parametrize("name", [ISSUER + "/", "https://sign-in.police.example", None])
def test_metadata_of_another_issuer_send_nobody_there_and_take_no_answer(
    client, equipped, provider, come_back, name
):
    answer = {"code": "c", "state": provider.asks(client, ASK)["state"]}
    provider.metadata = {"issuer": name}
    assert client.get(ASK).status_code == 401
    assert client.get(BACK, answer).status_code == 401
    assert provider.exchanged == []


def test_a_code_is_exchanged_with_what_was_kept_for_this_question_alone(client, equipped, provider):
    earlier, asked = provider.asks(client, ASK), provider.asks(client, ASK)
    client.get(BACK, {"code": "c", "state": asked["state"]})
    (sent,) = provider.exchanged
    challenge = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=").decode()
    assert (sent["code"], challenge) == ("c", asked["code_challenge"])
    assert earlier["code_challenge"] != challenge
    assert (earlier["state"], earlier["nonce"]) != (asked["state"], asked["nonce"])


def test_an_answer_is_good_once(client, equipped, provider):
    answer = {"code": "c", "state": provider.asks(client, ASK)["state"]}
    assert client.get(BACK, answer).status_code == 302
    assert client.get(BACK, answer).status_code == 401
    assert len(provider.exchanged) == 1


def test_an_answer_to_another_browser_is_none(client, equipped, provider):
    answer = {"code": "c", "state": provider.asks(Client(), ASK)["state"]}
    provider.asks(client, ASK)
    assert client.get(BACK, answer).status_code == 401
    assert provider.exchanged == []


def test_a_token_that_a_browser_brings_is_none(client, equipped, provider):
    state = provider.asks(client, ASK)["state"]
    brought = {"id_token": provider.token(), "access_token": ACCESS, "state": state}
    assert client.get(BACK, brought).status_code == 401
    assert not SocialAccount.objects.exists()


def test_an_answer_to_one_provider_is_none_to_another(client, equipped, both, provider):
    asked = provider.asks(client, ASK)
    assert urlsplit(asked["redirect_uri"]).path == BACK
    back = reverse("openid_connect_callback", args=["police"])
    assert client.get(back, {"code": "c", "state": asked["state"]}).status_code == 401
    assert provider.exchanged == []


def test_one_providers_name_for_somebody_is_nothing_to_another(client, equipped, both, provider):
    client.get(BACK, {"code": "c", "state": provider.asks(client, ASK)["state"]})
    assert SocialAccount.objects.get().uid == "1"
    provider.person = WES | {"email": "nobody@bradford.example"}
    ask, back = (reverse(f"openid_connect_{way}", args=["police"]) for way in ("login", "callback"))
    other = Client()
    page = other.get(back, {"code": "c", "state": provider.asks(other, ask)["state"]})
    assert page.status_code == 403
    assert SocialAccount.objects.get().provider == "bradford"


def test_no_token_goes_to_the_browser_or_is_kept(client, equipped, provider, give):
    back = client.get(BACK, {"code": "c", "state": provider.asks(client, ASK)["state"]})
    pages = [
        back,
        client.get(back.url),
        give("mfa_authenticate", code=code_of(equipped)),
        client.get("/mine/"),
    ]
    assert is_signed_in(client)
    said = "".join(f"{page.headers}{page.cookies}{page.content.decode()}" for page in pages)
    assert [one for one in (ACCESS, provider.token().partition(".")[0]) if one in said] == []
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
