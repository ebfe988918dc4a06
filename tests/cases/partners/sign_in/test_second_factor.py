"""A password is half of a sign-in: the other half is a code, set up once, moved, never simply given up."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from tests.cases.partners.conftest import AT
from tests.signing_in import BY_PASSWORD_ALONE, code_of, code_shown
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import create_user
from wayhome.cases.partners.sign_in.second_factor import SecondFactors, code_at, key_of

APP, MOVE, REMOVE = (reverse(f"mfa_{name}_totp") for name in ("activate", "move", "deactivate"))
CODES = reverse("mfa_generate_recovery_codes")


def is_signed_in(client):
    return "_auth_user_id" in client.session


def entered(user, *but):
    """What the audit says they did, but for what a test is not about."""
    entries = Entry.objects.filter(actor_id=user.pk).exclude(verb__in=but).order_by("pk")
    return [(entry.verb, entry.detail.get("type")) for entry in entries]


def test_a_password_leads_to_the_code_and_the_code_leads_in(client, equipped, password, give):
    assert password(equipped).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    give("mfa_authenticate", code=code_of(equipped))
    assert is_signed_in(client)
    assert entered(equipped) == [("use_second_factor", "totp"), ("sign_in", None)]


def test_a_code_is_taken_once(client, equipped, password, give):
    code = code_of(equipped)
    password(equipped)
    give("mfa_authenticate", code=code)
    client.logout()
    password(equipped)
    page = give("mfa_authenticate", code=f"{code[:3]} {code[3:]}")
    assert not is_signed_in(client)
    assert "does not fit" in page.content.decode()


@pytest.mark.parametrize(("seconds", "opens"), [(-1, False), (0, True), (29, True), (30, False)])
def test_a_code_is_good_while_the_app_shows_it(client, equipped, password, give, monkeypatch, seconds, opens):
    begins = AT.replace(second=30)
    monkeypatch.setattr(totp, "time", SimpleNamespace(time=(begins + timedelta(seconds=seconds)).timestamp))
    password(equipped)
    give("mfa_authenticate", code=code_at(key_of(equipped), begins))
    assert is_signed_in(client) is opens


def test_after_many_wrong_codes_even_the_right_one_waits(client, equipped, password, give):
    password(equipped)
    right = code_of(equipped)
    for _ in range(10):
        give("mfa_authenticate", code="nothing")
    give("mfa_authenticate", code=right)
    assert not is_signed_in(client)


def test_who_has_just_signed_in_sets_up_an_app_and_gets_recovery_codes(client, worker, password):
    password(worker)
    page = client.get(APP)
    assert "<svg" in page.content.decode()
    assert "style=" not in page.content.decode()
    answer = client.post(APP, {"code": code_shown(page.context["form"].secret)})
    assert answer.url == CODES
    assert len(client.post(CODES).context["codes"]) == 10
    added = [("add_second_factor", "totp"), ("add_second_factor", "recovery_codes")]
    assert entered(worker) == [("sign_in", None), *added]


def test_a_wrong_code_sets_nothing_up(worker, at_the_desk):
    client = at_the_desk(worker)
    client.get(APP)
    assert "does not fit" in client.post(APP, {"code": "000"}).content.decode()
    assert not Authenticator.objects.exists()


def test_setting_up_ends_what_a_password_alone_had_opened(client, worker, password, django_user_model):
    from django.test import Client

    from tests.cases.partners.conftest import PASSWORD

    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": worker.email, "password": PASSWORD})
    password(worker)
    client.post(APP, {"code": code_shown(client.get(APP).context["form"].secret)})
    assert elsewhere.get(reverse("partners:my_account")).url.startswith(reverse("account_login"))
    assert client.get(reverse("partners:my_account")).status_code == 200


def test_a_new_phone_takes_the_place_of_the_old_one(equipped, at_the_desk):
    old, client = key_of(equipped), at_the_desk(equipped)
    new = client.get(MOVE).context["form"].secret
    assert client.post(MOVE, {"code": code_shown(new)}).url == reverse("mfa_index")
    assert key_of(equipped) == new != old
    assert Authenticator.objects.filter(user=equipped, type="recovery_codes").exists()
    assert entered(equipped) == [("move_second_factor", "totp")]


def test_a_wrong_code_leaves_the_old_phone_as_it_was(equipped, at_the_desk):
    old, client = key_of(equipped), at_the_desk(equipped)
    client.get(MOVE)
    client.post(MOVE, {"code": "000"})
    assert key_of(equipped) == old


def test_the_last_one_of_a_role_that_needs_one_is_not_removed(equipped, at_the_desk):
    page = at_the_desk(equipped).post(REMOVE)
    assert "To change phones, move it" in page.content.decode()
    assert key_of(equipped)


def test_what_is_grave_asks_again_once_the_sign_in_is_a_while_ago(client, equipped):
    BY_PASSWORD_ALONE(client, equipped)
    assert client.get(MOVE).url.startswith(reverse("account_reauthenticate"))


def test_a_code_shows_again_who_it_is(client, equipped, give):
    BY_PASSWORD_ALONE(client, equipped)
    give("mfa_reauthenticate", code=code_of(equipped))
    assert client.get(MOVE).status_code == 200
    assert entered(equipped) == [("use_second_factor", "totp")]


def test_a_key_is_kept_encrypted(equipped):
    held = Authenticator.objects.get(user=equipped, type="totp").data["secret"]
    assert key_of(equipped) not in held


def test_under_another_secret_key_no_code_fits(equipped, settings, caplog):
    key = key_of(equipped)
    settings.SECRET_KEY = "another"
    assert key_of(equipped) not in (key, None)
    assert "WAYHOME_SECRET_KEY" in caplog.text


def test_under_a_key_that_took_the_place_of_another_every_code_still_fits(equipped, settings):
    key = key_of(equipped)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert key_of(equipped) == key


def test_encrypted_twice_a_key_looks_different_and_reads_the_same():
    once, twice = (SecondFactors().encrypt("JBSWY3DP") for _ in range(2))
    assert once != twice
    assert SecondFactors().decrypt(once) == SecondFactors().decrypt(twice) == "JBSWY3DP"


def test_a_key_of_nobody_is_none(authority, administrator, at):
    fresh = {"email": "new@bradford.example", "full_name": "New", "role": "duty_worker"}
    assert key_of(create_user(authority, **fresh, by=administrator, at=at)) is None
