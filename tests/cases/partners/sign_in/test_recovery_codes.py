"""Ten codes are shown once, when they are made; afterwards nobody can read them, and each opens once."""

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.urls import reverse

from tests.cases.partners.conftest import PASSWORD
from tests.signing_in import BY_PASSWORD_ALONE, equip
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.sign_in import recovery_codes
from wayhome.cases.partners.sign_in.second_factor import SecondFactors

CODES, SECURITY = reverse("mfa_generate_recovery_codes"), reverse("mfa_index")
ROUNDS = recovery_codes.ROUNDS


def held(user):
    return Authenticator.objects.get(user=user, type="recovery_codes").data


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_each_opens_once_and_its_blanks_are_nothing(client, equipped, password, give):
    codes = recovery_codes.renew(equipped)
    for code, opens in ((f"{codes[0][:4]} {codes[0][4:]}", True), (codes[0], False), (codes[1], True)):
        password(equipped)
        give("mfa_authenticate", code=code)
        assert is_signed_in(client) is opens
        client.logout()
    assert recovery_codes.left(equipped) == 8
    used = Entry.objects.filter(actor_id=equipped.pk, verb="use_second_factor")
    assert [one.detail["type"] for one in used] == ["recovery_codes"] * 2


def test_one_of_somebody_else_opens_nothing(client, equipped, administrator, password, give):
    (code, *_) = recovery_codes.renew(equip(administrator))
    password(equipped)
    assert "does not fit" in give("mfa_authenticate", code=code).content.decode()
    assert not is_signed_in(client)
    assert recovery_codes.left(administrator) == 10


def test_guesses_are_counted_and_even_the_right_one_waits(client, equipped, password, give):
    (code, *_) = recovery_codes.renew(equipped)
    password(equipped)
    for guess in range(5):
        give("mfa_authenticate", code=f"0000000{guess}")
    give("mfa_authenticate", code=code)
    assert not is_signed_in(client)
    assert recovery_codes.left(equipped) == 10
    assert Entry.objects.get(verb="lock_out").detail == {"tried": "code"}


def test_the_right_one_forgives_the_wrong_ones_before_it(client, equipped, password, give):
    codes = recovery_codes.renew(equipped)
    for code in codes[:3]:
        password(equipped)
        for guess in range(3):
            give("mfa_authenticate", code=f"0000000{guess}")
        give("mfa_authenticate", code=code)
        assert is_signed_in(client)
        client.logout()


def test_they_are_kept_as_no_code_could_be_read_or_tried(equipped):
    codes = recovery_codes.renew(equipped)
    kept = held(equipped)
    hashes = [SecondFactors().decrypt(one) for one in kept["migrated_codes"]]
    assert {len(one) for one in hashes} == {64}
    assert [one for one in codes if one in json.dumps(kept) or one in hashes] == []
    assert "seed" not in kept


def test_each_persons_have_a_salt_of_their_own_and_are_slow_to_guess(equipped, monkeypatch):
    monkeypatch.setattr(recovery_codes, "ROUNDS", ROUNDS)
    once, again = (recovery_codes.hashed(["12345678"]) for _ in range(2))
    assert once["salt"] != again["salt"]
    assert len(bytes.fromhex(once["salt"])) >= 16
    assert once["rounds"] >= 600_000
    assert len({SecondFactors().decrypt(one["migrated_codes"][0]) for one in (once, again)}) == 2


def test_they_stand_on_the_page_that_makes_them_and_never_again(equipped, at_the_desk):
    client = at_the_desk(equipped)
    made = client.post(CODES)
    codes = made.context["codes"]
    assert [code for code in codes if code not in made.content.decode()] == []
    assert "no-store" in made.headers["Cache-Control"]
    later = "".join(client.get(page).content.decode() for page in (CODES, SECURITY))
    assert [code for code in codes if code in later + str(dict(client.session))] == []
    assert "10 not used yet" in later


def test_new_ones_take_the_place_of_the_old(client, equipped, at_the_desk, password, give):
    (old, *_) = recovery_codes.renew(equipped)
    at_the_desk(equipped).post(CODES)
    assert [(one.verb, one.detail["type"]) for one in Entry.objects.filter(actor_id=equipped.pk)] == [
        ("renew_second_factor", "recovery_codes")
    ]
    client.logout()
    password(equipped)
    give("mfa_authenticate", code=old)
    assert not is_signed_in(client)


def test_whoever_signed_in_a_while_ago_shows_again_who_they_are_and_then_gets_them(client, equipped):
    BY_PASSWORD_ALONE(client, equipped)
    asked = client.post(CODES)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert len(client.post(asked.url, {"password": PASSWORD}, follow=True).context["codes"]) == 10


def test_one_shows_again_who_somebody_is(client, equipped, give):
    (code, *_) = recovery_codes.renew(equipped)
    BY_PASSWORD_ALONE(client, equipped)
    give("mfa_reauthenticate", code=code)
    assert client.get(reverse("mfa_move_totp")).status_code == 200


def test_without_a_second_factor_there_are_none(worker, at_the_desk):
    client = at_the_desk(worker)
    client.post(CODES)
    assert recovery_codes.left(worker) == 0


def test_under_another_secret_key_none_fits(equipped, settings):
    (code, *_) = recovery_codes.renew(equipped)
    settings.SECRET_KEY = "another"
    assert recovery_codes.use(equipped, code) is None


@pytest.fixture
def shown_before(worker):
    """Codes of the kind that could be shown again, the first of them used."""
    codes = RecoveryCodes.activate(equip(worker))
    first, *rest = codes.get_unused_codes()
    assert codes.validate_code(first)
    return first, rest


def test_those_on_paper_go_on_opening_once_they_are_hashed(client, worker, shown_before, password, give):
    used, rest = shown_before
    turn = import_module("wayhome.cases.partners.migrations.0002_recovery_codes_are_hashed")
    for _ in range(2):
        turn.hash_what_is_held(apps, None)
    assert recovery_codes.left(worker) == 9
    assert "seed" not in held(worker)
    for code, opens in ((used, False), (rest[0], True), (rest[0], False), (rest[-1], True)):
        password(worker)
        give("mfa_authenticate", code=code)
        assert is_signed_in(client) is opens
        client.logout()
