import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.cases.partners.conftest import PASSWORD
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import create_system_account, deactivate_user
from wayhome.cases.partners.sign_in.accounts import Accounts


@pytest.fixture(autouse=True)
def no_guess_of_another_test_counts():
    cache.clear()


def sign_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def is_signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("email", ["wes@bradford.example", "WES@Bradford.example"])
def test_a_person_signs_in_by_e_mail_and_it_is_entered(client, worker, email):
    assert sign_in(client, email).status_code == 302
    assert is_signed_in(client)
    assert Entry.objects.get(verb="sign_in").actor_id == worker.pk


def test_a_wrong_password_signs_nobody_in(client, worker):
    sign_in(client, worker.email, "a lantern in the hail")
    assert not is_signed_in(client)
    assert not Entry.objects.filter(verb="sign_in").exists()


def test_a_closed_account_cannot_sign_in(client, worker, administrator, at):
    deactivate_user(worker, by=administrator, at=at)
    sign_in(client, worker.email)
    assert not is_signed_in(client)


def test_closing_an_account_ends_its_session_at_the_next_click(client, worker, administrator, at):
    client.force_login(worker)
    assert client.get(reverse("partners:my_account")).status_code == 200
    deactivate_user(worker, by=administrator, at=at)
    assert client.get(reverse("partners:my_account")).status_code == 302


@pytest.mark.parametrize("email", ["", "None", "null"])
def test_a_system_account_cannot_sign_in_even_if_a_password_were_set(
    client, authority, administrator, at, email
):
    account = create_system_account(authority, "Files", by=administrator, at=at)
    account.set_password(PASSWORD)
    account.save()
    sign_in(client, email)
    assert not is_signed_in(client)


def test_nobody_signs_themselves_up(rf):
    assert Accounts().is_open_for_signup(rf.get("/")) is False


@pytest.mark.parametrize(("guesses", "signs_in"), [(2, True), (10, False)])
def test_after_a_few_wrong_guesses_even_the_right_password_waits(client, worker, guesses, signs_in):
    for _ in range(guesses):
        sign_in(client, worker.email, "wrong")
    sign_in(client, worker.email)
    assert is_signed_in(client) is signs_in


@pytest.fixture
def sent(client, worker, mailoutbox):
    """The link that comes to somebody who has no password."""
    worker.set_unusable_password()
    worker.save()
    client.post(reverse("account_reset_password"), {"email": worker.email})
    (mail,) = mailoutbox
    return next(word for word in mail.body.split() if word.startswith("http"))


def test_a_person_without_a_password_sets_their_own_by_the_link_they_are_sent(client, worker, sent):
    form = client.get(sent, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    assert Entry.objects.get(verb="set_password").actor_id == worker.pk
    sign_in(client, worker.email)
    assert is_signed_in(client)


def test_a_link_that_sets_a_password_is_good_once_and_for_an_hour(client, worker, sent, settings):
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "no longer works" in Client().get(sent, follow=True).content.decode()
    settings.PASSWORD_RESET_TIMEOUT = 60 * 60
    form = client.get(sent, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    assert "no longer works" in Client().get(sent, follow=True).content.decode()


def test_the_settings_name_this_rooms_adapter():
    assert settings.ACCOUNT_ADAPTER == "wayhome.cases.partners.sign_in.accounts.Accounts"
