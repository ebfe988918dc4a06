"""Whoever is not let in is kept: for the account that was tried, where there is one, and never what was typed."""

from types import SimpleNamespace

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from tests.cases.partners.conftest import PASSWORD
from tests.signing_in import code_of
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import create_user, deactivate_user
from wayhome.cases.partners.sign_in.single_sign_on import Providers, did_not_vouch

SIGN_IN = reverse("account_login")


def kept():
    entries = Entry.objects.filter(verb="fail_sign_in").order_by("pk")
    return [(one.actor_id, one.agency_code, one.subject, one.detail) for one in entries]


def tried(how, why="wrong", times=1):
    return {"tried": how, "why": why, "times": times}


def test_a_wrong_password_is_kept_for_the_account_and_not_what_it_was(client, worker):
    client.post(SIGN_IN, {"login": worker.email.upper(), "password": "my other password"})
    assert kept() == [(None, "E08000032", f"user:{worker.pk}", tried("password"))]
    assert not [entry for entry in Entry.objects.all() if "other" in repr(vars(entry))]


def test_an_account_of_nobody_is_kept_as_nobodys_and_not_its_address(client, worker):
    client.post(SIGN_IN, {"login": "typed@example.org", "password": "wrong"})
    assert kept() == [(None, "", "nobody:account", tried("password"))]
    assert not [entry for entry in Entry.objects.all() if "typed" in repr(vars(entry))]


def test_the_right_password_of_a_closed_account_is_kept_too(client, worker, administrator, at):
    deactivate_user(worker, by=administrator, at=at)
    client.post(SIGN_IN, {"login": worker.email, "password": PASSWORD})
    assert kept() == [(None, "E08000032", f"user:{worker.pk}", tried("password", "closed"))]


def test_a_try_that_is_not_looked_at_since_the_account_waits_is_said_to_be_one(client, worker):
    for _ in range(6):
        client.post(SIGN_IN, {"login": worker.email, "password": "wrong"})
    assert [entry[3]["why"] for entry in kept()] == ["wrong"] * 5 + ["waits"]


def test_a_wrong_code_is_kept_though_the_password_was_right(client, equipped, password, give):
    password(equipped)
    give("mfa_authenticate", code="000000")
    assert kept() == [(None, "E08000032", f"user:{equipped.pk}", tried("code"))]


def test_a_code_that_was_taken_before_is_a_wrong_one(client, equipped, password, give):
    code = code_of(equipped)
    password(equipped)
    give("mfa_authenticate", code=code)
    client.logout()
    password(equipped)
    give("mfa_authenticate", code=code)
    assert [entry[3]["tried"] for entry in kept()] == ["code"]


def test_asked_again_at_the_desk_it_is_whose_session_it_is(client, equipped, at_the_desk, give):
    at_the_desk(equipped)
    give("account_reauthenticate", password="wrong")
    give("mfa_reauthenticate", code="000000")
    assert kept() == [
        (equipped.pk, "E08000032", f"user:{equipped.pk}", tried(how, times=n))
        for n, how in enumerate(("password", "code"), start=1)
    ]


PROVIDER = SimpleNamespace(
    sub_id="bradford", name="Bradford", app=SimpleNamespace(settings={"agencies": ["E08000032", "E08000035"]})
)
BY_PROVIDER = tried("provider", "bradford")


@pytest.fixture
def back(rf):
    """Somebody comes back from the provider."""
    request = rf.get("/")
    request.user = AnonymousUser()
    return request


def vouched_for(email, user=None):
    return SimpleNamespace(
        provider=PROVIDER,
        account=SimpleNamespace(provider="bradford"),
        is_existing=user is not None,
        user=user,
        email_addresses=[SimpleNamespace(email=email, verified=True)],
    )


def test_a_provider_that_vouches_for_nobody_is_kept_for_each_agency_it_speaks_for(back, worker):
    assert did_not_vouch(back, PROVIDER, None).status_code == 401
    assert kept() == [
        (None, code, "provider:bradford", BY_PROVIDER) for code in PROVIDER.app.settings["agencies"]
    ]


def test_one_whom_it_knows_and_nobody_here_does_is_kept_without_their_address(back, worker):
    with pytest.raises(ImmediateHttpResponse):
        Providers().pre_social_login(back, vouched_for("typed@bradford.example"))
    assert {subject for _, _, subject, _ in kept()} == {"provider:bradford"}
    assert not [entry for entry in Entry.objects.all() if "typed" in repr(vars(entry))]


@pytest.mark.parametrize("is_tied", [False, True])
def test_one_whose_account_is_closed_is_kept_for_it(back, worker, administrator, at, is_tied):
    deactivate_user(worker, by=administrator, at=at)
    with pytest.raises(ImmediateHttpResponse):
        Providers().pre_social_login(back, vouched_for(worker.email, worker if is_tied else None))
    assert kept() == [(None, "E08000032", f"user:{worker.pk}", BY_PROVIDER)]


@pytest.mark.parametrize("email", ["wes@bradford.example", "nobody@bradford.example"])
def test_the_page_says_the_same_of_either(client, worker, email):
    page = client.post(SIGN_IN, {"login": email, "password": "wrong"})
    assert "The email address and/or password you specified are not correct" in page.content.decode()
    assert len(kept()) == 1


def test_the_lead_of_their_agency_finds_it_with_the_person(client, worker, authority, at):
    client.post(SIGN_IN, {"login": worker.email, "password": "wrong"})
    lead = create_user(
        authority,
        email="ines@bradford.example",
        full_name="Ines Lead",
        role="governance_lead",
        by=INSTALLATION,
        at=at,
    )
    client.force_login(lead)
    page = client.get(reverse("partners:use", args=[worker.pk])).content.decode()
    for said in ("Was not let in", "Somebody who was not signed in", "tried password, why wrong"):
        assert said in page
