"""What a password may be, the session that it begins, and what is left of either afterwards."""

import base64
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.cases.partners.conftest import AT, PASSWORD
from tests.signing_in import code_of, equip
from wayhome.cases.partners.models import User
from wayhome.cases.partners.sign_in import recovery_codes
from wayhome.cases.partners.sign_in.passwords import NotStolenElsewhere
from wayhome.cases.partners.sign_in.second_factor import SecondFactors, key_of

LONG = "  Ünder the 4th bridge; " * 3 + "ends in a Blank "


def let_in(client, user, password=PASSWORD):
    client.post(reverse("account_login"), {"login": user.email, "password": password})
    client.post(reverse("mfa_authenticate"), {"code": code_of(user)})
    return "_auth_user_id" in client.session


def change(client, **words):
    return client.post(reverse("account_change_password"), words)


@pytest.mark.parametrize(
    "password",
    ["short", "1q2w3e4r5t6y", "qwertyuiop12", "Wayhome2026!!", "Bradford-Council-1", "wes@bradford.example"],
)
def test_a_short_common_or_obvious_password_is_refused(worker, password):
    with pytest.raises(ValidationError):
        validate_password(password, worker)


@pytest.mark.parametrize("password", ["leavemealone", "Finalfantasy", "1qaz2wsx3edc", "UNBELIEVABLE"])
def test_what_was_stolen_from_others_is_refused_however_long(worker, password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, worker)
    assert [one.code for one in refused.value.error_list] == ["password_too_common"]
    assert "stolen" in refused.value.messages[0]


def test_thousands_that_our_own_rule_would_let_pass_are_refused():
    stolen = sorted(NotStolenElsewhere().passwords)
    assert len(stolen) >= 3000
    assert [one for one in stolen if len(one) < 12 or one != one.lower().strip() or "@" in one] == []


@pytest.mark.parametrize(
    "password", [LONG, "a lantern in the wayhome", "ключ под ковриком у двери", "0" * 7 + "19283746"]
)
def test_any_long_password_is_taken_as_it_was_typed(client, equipped, password):
    assert len(LONG) > 64
    validate_password(password, equipped)
    equipped.set_password(password)
    equipped.save()
    for other in (password[:-1], password.swapcase() + "x", password + "x"):
        assert not let_in(Client(), equipped, other)
    assert let_in(client, equipped, password)


def test_a_password_is_changed_by_whoever_knows_it(client, equipped):
    let_in(client, equipped)
    new = {"password1": LONG, "password2": LONG}
    change(client, oldpassword="something else", **new)
    equipped.refresh_from_db()
    assert equipped.check_password(PASSWORD)
    change(client, oldpassword=PASSWORD, **new)
    equipped.refresh_from_db()
    assert equipped.check_password(LONG)


def test_a_new_password_ends_every_other_session(client, equipped):
    elsewhere = Client()
    assert let_in(client, equipped)
    assert let_in(elsewhere, equipped)
    change(client, oldpassword=PASSWORD, password1=LONG, password2=LONG)
    assert client.get(reverse("partners:my_account")).status_code == 200
    assert elsewhere.get(reverse("partners:my_account")).status_code == 302


def test_a_password_does_not_grow_old(client, equipped):
    equipped.last_login = AT - timedelta(days=4000)
    equipped.save()
    assert let_in(client, equipped)


@pytest.mark.parametrize("name", ["account_login", "account_change_password"])
def test_the_box_of_a_password_hides_it_and_lets_it_be_pasted(client, equipped, name):
    if name != "account_login":
        let_in(client, equipped)
    page = client.get(reverse(name)).content.decode()
    boxes = [one.partition(">")[0] for one in page.split("<input") if "password" in one.partition(">")[0]]
    assert boxes
    for box in boxes:
        assert 'type="password"' in box
        assert 'autocomplete="off"' not in box
        assert "onpaste" not in box


def test_each_sign_in_has_a_session_of_its_own(client, equipped):
    keys = set()
    for _ in range(2):
        assert let_in(client, equipped)
        keys.add(client.session.session_key)
        client.post(reverse("account_logout"))
    half_way = Client()
    half_way.post(reverse("account_login"), {"login": equipped.email, "password": PASSWORD})
    before = half_way.session.session_key
    half_way.post(reverse("mfa_authenticate"), {"code": code_of(equipped)})
    assert half_way.session.session_key not in {before, *keys}
    assert len(keys) == 2
    assert all(len(key) >= 32 for key in keys)


def test_who_signed_out_has_left_nothing_that_opens(client, equipped):
    let_in(client, equipped)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.post(reverse("account_logout")).headers["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert client.get(reverse("partners:my_account")).status_code == 302


@pytest.mark.django_db
def test_a_new_record_has_no_account():
    assert not User.objects.exists()


def test_keys_and_recovery_codes_cannot_be_guessed(worker, administrator):
    keys = {key_of(equip(user)) for user in (worker, administrator)}
    assert len(keys) == 2
    assert all(len(base64.b32decode(key)) >= 20 for key in keys)
    codes = {code for user in (worker, administrator) for code in recovery_codes.renew(user)}
    assert len(codes) == 20
    assert all(len(code) >= 8 for code in codes)


def test_a_key_that_was_tampered_with_is_read_as_none(worker):
    key = key_of(equip(worker))
    held = Authenticator.objects.get(user=worker, type="totp").data["secret"]
    for place in (10, len(held) // 2, len(held) - 10):
        other = "A" if held[place] != "A" else "B"
        assert SecondFactors().decrypt(held[:place] + other + held[place + 1 :]) != key
