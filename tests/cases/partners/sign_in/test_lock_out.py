"""Whoever guesses is stopped, in whichever process they guess, and the people who answer for the account see it."""

from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from tests.cases.partners.conftest import PASSWORD
from tests.signing_in import BY_PASSWORD_ALONE, code_at, code_of, key_of, now
from wayhome.cases.audit.models import Entry
from wayhome.config.settings import CACHES

SIGN_IN = reverse("account_login")


def guess(client, email, times=1, password="wrong", **place):
    for _ in range(times):
        page = client.post(SIGN_IN, {"login": email, "password": password}, **place)
    return page


def is_signed_in(client):
    return "_auth_user_id" in client.session


def locked_out():
    entries = Entry.objects.filter(verb="lock_out").order_by("pk")
    return [(one.actor_id, one.agency_code, one.subject, one.detail) for one in entries]


def test_the_fifth_wrong_password_locks_out_and_is_entered_once(client, worker):
    guess(client, worker.email, 4)
    assert locked_out() == []
    guess(client, worker.email, 4)
    assert locked_out() == [(None, "E08000032", f"user:{worker.pk}", {"tried": "password"})]
    page = guess(client, worker.email, password=PASSWORD)
    assert not is_signed_in(client)
    assert "Too many tries were wrong" in page.content.decode()


def test_another_way_to_write_the_address_or_to_call_the_service_is_no_new_start(client, worker, settings):
    settings.ALLOWED_HOSTS = ["wayhome.example"]
    for port in range(1, 6):
        guess(client, worker.email.upper(), headers={"host": f"wayhome.example:{port}"})
    guess(client, worker.email, password=PASSWORD, headers={"host": "wayhome.example"})
    assert not is_signed_in(client)


def test_an_address_of_nobody_is_refused_alike_and_entered_nowhere(client, worker):
    page = guess(client, "nobody@bradford.example", 6)
    assert "Too many tries were wrong" in page.content.decode()
    assert locked_out() == []


def test_one_place_that_tries_many_accounts_waits_and_locks_none_of_them_out(client, worker):
    for number in range(20):
        guess(client, f"nobody{number}@bradford.example")
    guess(client, worker.email, 2)
    assert not is_signed_in(client)
    assert locked_out() == []
    guess(client, worker.email, password=PASSWORD, REMOTE_ADDR="192.0.2.7")
    assert is_signed_in(client)


def test_behind_a_proxy_a_place_is_whoever_asks_it(client, worker, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(20):
        guess(client, f"nobody{number}@bradford.example", headers={"x-forwarded-for": "192.0.2.66"})
    guess(client, worker.email, password=PASSWORD, headers={"x-forwarded-for": "192.0.2.66, 192.0.2.7"})
    assert is_signed_in(client)


def test_the_fifth_wrong_code_locks_out_and_is_entered_once(client, equipped, password, give):
    password(equipped)
    for _ in range(7):
        page = give("mfa_authenticate", code="nothing")
    give("mfa_authenticate", code=code_at(key_of(equipped), now()))
    assert not is_signed_in(client)
    assert locked_out() == [(None, "E08000032", f"user:{equipped.pk}", {"tried": "code"})]
    assert "Too many tries were wrong" in page.content.decode()


def test_codes_asked_again_are_counted_with_them(client, equipped, give):
    BY_PASSWORD_ALONE(client, equipped)
    for _ in range(5):
        give("mfa_reauthenticate", code="nothing")
    assert [detail for *_, detail in locked_out()] == [{"tried": "code"}]


def test_a_right_code_begins_the_count_anew(client, equipped, password, give):
    for _ in range(2):
        password(equipped)
        for _ in range(3):
            give("mfa_authenticate", code="nothing")
        give("mfa_authenticate", code=code_of(equipped))
        assert is_signed_in(client)
        client.logout()
    assert locked_out() == []


def test_a_new_password_by_letter_ends_the_wait(client, worker, mailoutbox):
    guess(client, worker.email, 6)
    client.post(reverse("account_reset_password"), {"email": worker.email})
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    guess(client, worker.email, password=PASSWORD)
    assert is_signed_in(client)


def test_five_letters_an_hour_go_to_one_person(client, worker, mailoutbox):
    for _ in range(7):
        client.post(reverse("account_reset_password"), {"email": worker.email})
    assert len(mailoutbox) == 5


def test_wrong_tries_are_counted_in_the_database_and_many_others_do_not_push_them_out(
    client, worker, settings
):
    settings.CACHES = CACHES
    call_command("createcachetable")
    guess(client, worker.email, 5)
    for number in range(400):
        cache.set(f"another-{number}", True)
    settings.CACHES = CACHES  # as in another process, which knows nothing but the database
    guess(client, worker.email, password=PASSWORD)
    assert not is_signed_in(client)


def test_the_administrator_sees_it_on_the_agencys_page_and_others_do_not(client, worker, administrator):
    guess(client, worker.email, 5)
    page = reverse("partners:agency", args=["E08000032"])
    client.force_login(administrator)
    said = client.get(page).content.decode()
    assert "Locked out in the last 28 days" in said
    assert "too many wrong passwords" in said
    client.force_login(worker)
    assert "Locked out" not in client.get(page).content.decode()


def test_an_agency_where_nobody_was_says_nothing(client, administrator):
    client.force_login(administrator)
    assert "Locked out" not in client.get(reverse("partners:agency", args=["E08000032"])).content.decode()
