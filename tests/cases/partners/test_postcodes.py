"""Where a colleague lives is kept encrypted, compared on one page, and shown on none."""

import pytest
from django.urls import reverse

from tests.cases.partners.conftest import AT
from wayhome.cases.audit.models import Entry
from wayhome.cases.keys import decrypt
from wayhome.cases.partners.actions import keep_postcode
from wayhome.cases.partners.models import OwnPostcode
from wayhome.cases.partners.postcodes import plain, postcodes_of
from wayhome.config.keys import everything, rotate
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("BD1 1HX", "BD11HX"),
        (" bd11hx", "BD11HX"),
        ("sw1a-1aa", "SW1A1AA"),
        ("BD1", ""),
        ("1 High Street", ""),
        ("", ""),
    ],
)
def test_a_postcode_is_compared_however_it_is_written_and_nothing_else_is(written, compared):
    assert plain(written) == compared


def test_it_is_kept_encrypted_in_place_of_the_one_before(worker, administrator):
    for postcode in ("BD1 1HX", "bd2 2hx"):
        keep_postcode(worker, postcode, by=administrator, at=AT)
    held = OwnPostcode.objects.get()
    assert "BD2" not in held.postcode
    assert decrypt(held.postcode) == postcodes_of([worker.pk])[worker.pk] == "BD22HX"


def test_a_new_key_is_put_over_it(worker, administrator, settings):
    keep_postcode(worker, "BD1 1HX", by=administrator, at=AT)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    for table in everything():
        assert all(found.unreadable == 0 for found in rotate(table, at=AT))
    settings.SECRET_KEY_FALLBACKS = []
    assert postcodes_of([worker.pk])[worker.pk] == "BD11HX"


def test_blank_takes_it_away(worker, administrator):
    keep_postcode(worker, "BD1 1HX", by=administrator, at=AT)
    keep_postcode(worker, "", by=administrator, at=AT)
    assert postcodes_of([worker.pk]) == {}


def test_what_is_no_postcode_is_refused_and_the_one_before_stays(worker, administrator):
    keep_postcode(worker, "BD1 1HX", by=administrator, at=AT)
    with pytest.raises(Refusal):
        keep_postcode(worker, "1 High Street", by=administrator, at=AT)
    assert postcodes_of([worker.pk])[worker.pk] == "BD11HX"


def test_the_administrator_gives_it_and_no_page_and_no_entry_says_it(client, worker, administrator):
    client.force_login(administrator)
    page = reverse("partners:change_postcode", args=[worker.pk])
    assert "None is kept" in client.get(page).content.decode()
    assert client.post(page, {"postcode": "BD1 1HX"}).url == reverse("partners:user", args=[worker.pk])
    pages = [client.get(reverse("partners:user", args=[worker.pk])), client.get(page)]
    assert "One is kept" in pages[1].content.decode()
    for one in pages:
        assert "1HX" not in one.content.decode().replace("such as BD1 1HX", "")
    entry = Entry.objects.get(verb="keep_postcode")
    assert (entry.subject, entry.detail) == (f"user:{worker.pk}", {"is_given": True})


def test_whoever_does_not_manage_the_account_has_no_such_page(client, worker):
    client.force_login(worker)
    assert client.get(reverse("partners:change_postcode", args=[worker.pk])).status_code == 404
    assert "Home postcode" not in client.get(reverse("partners:user", args=[worker.pk])).content.decode()


def test_nobody_is_shown_one_by_any_read(worker, administrator):
    keep_postcode(worker, "BD1 1HX", by=administrator, at=AT)
    assert not OwnPostcode.objects.visible_to(administrator).exists()
