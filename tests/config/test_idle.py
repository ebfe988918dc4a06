"""A session in which nobody does anything ends; a page that asks on its own is nobody."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.promises.codebase import WAYHOME
from tests.signing_in import BY_PASSWORD_ALONE, equip
from wayhome.cases.missing.models import Draft
from wayhome.cases.partners.models import User
from wayhome.config import idle

HERE, SIGN_IN = reverse("account_here"), reverse("account_login")
UNATTENDED = {"Unattended": "on"}


@pytest.fixture
def after(client: Client, partnership: User, monkeypatch: pytest.MonkeyPatch):
    """Signs somebody in, and sets the clock of the session, in minutes from then."""
    begins = timezone.now()

    def set_clock(minutes: float) -> Client:
        at: datetime = begins + timedelta(minutes=minutes)
        monkeypatch.setattr(idle, "now", lambda: at)
        return client

    set_clock(0)
    client.force_login(partnership)
    return set_clock


def is_in(client: Client) -> bool:
    return client.get(HERE, headers=UNATTENDED).json()["left"] > 0


@pytest.mark.parametrize(("minutes", "goes_on"), [(29, True), (31, False)])
def test_half_an_hour_in_which_nobody_does_anything_ends_it(after, minutes: float, goes_on: bool) -> None:
    assert is_in(after(minutes)) is goes_on


def test_a_click_begins_the_half_hour_anew(after) -> None:
    after(20).get("/mine/")
    assert is_in(after(49))
    assert not is_in(after(51))


def test_to_say_that_one_is_there_begins_it_anew(after) -> None:
    after(20).post(HERE)
    assert is_in(after(49))


@pytest.mark.parametrize(
    ("address", "headers"),
    [("/", UNATTENDED), ("/?unattended=on", {}), ("/?only=missing", {**UNATTENDED, "HX-Request": "true"})],
)
def test_a_board_that_refreshes_itself_keeps_nobody_signed_in(
    after, address: str, headers: dict[str, str]
) -> None:
    for minutes in range(1, 31, 5):
        assert after(minutes).get(address, headers=headers).status_code == 200
    assert not is_in(after(31))


def test_a_person_who_goes_on_from_a_board_that_reloads_itself_is_there(after) -> None:
    after(20).get("/?unattended=on", headers={"Sec-Fetch-User": "?1"})
    assert is_in(after(49))


def test_a_shift_is_the_longest_whatever_is_done(after) -> None:
    for minutes in range(0, 12 * 60, 20):
        after(minutes).get("/mine/")
    assert is_in(after(12 * 60 - 1))
    assert not is_in(after(12 * 60 + 1))


def test_whoever_comes_back_is_told_why_once_and_goes_on_from_there(after) -> None:
    client = after(31)
    assert client.get("/mine/").headers["Location"] == f"{SIGN_IN}?next=/mine/"
    assert "nothing was done there for a while" in client.get(SIGN_IN).content.decode()
    assert "nothing was done there for a while" not in client.get(SIGN_IN).content.decode()


def test_what_is_sent_too_late_is_not_taken_in_also_not_later(after, partnership: User) -> None:
    client = after(31)
    sent = client.post("/missing/report/", {"told": "False"})
    assert sent.headers["Location"].startswith(SIGN_IN)
    client.force_login(partnership)
    client.get("/missing/report/")
    assert not Draft.objects.exists()


def test_the_row_of_the_session_is_gone_too(after) -> None:
    key = after(0).session.session_key
    after(31).get("/")
    assert not after(31).session.exists(key)


def test_a_session_from_before_this_was_kept_begins_here(after, partnership: User) -> None:
    BY_PASSWORD_ALONE(older := Client(), equip(partnership))
    after(60)
    older.get("/mine/")
    after(89)
    assert is_in(older)
    after(91)
    assert not is_in(older)


def test_what_a_page_asks_names_whose_session_it_is(after, partnership: User) -> None:
    said = after(10).get(HERE, headers=UNATTENDED).json()
    assert (said["who"], round(said["left"])) == (str(partnership.pk), 20 * 60)
    assert said["token"]


def test_nobody_is_told_nothing(client: Client, db: None) -> None:
    assert client.get(HERE).json() == {"left": 0}
    assert "idle-warning" not in client.get(SIGN_IN).content.decode()


def test_a_page_says_how_long_it_has(after) -> None:
    page = after(20).get("/", headers=UNATTENDED).content.decode()
    assert re.findall(r'data-(?:left|warn)="(\d+)"', page) == ["600", "120"]


def test_every_page_that_asks_on_its_own_says_so() -> None:
    asking = [
        (file.name, line)
        for file in WAYHOME.rglob("*.html")
        for line in file.read_text(encoding="utf-8").splitlines()
        if 'hx-trigger="every' in line or 'http-equiv="refresh"' in line
    ]
    assert len(asking) >= 3
    assert [one for one in asking if "nattended" not in one[1]] == []


@pytest.mark.parametrize("minutes", ["", "0", "4", "721", "half an hour", "-30", "7.5", "٣٠٠٠"])
def test_a_time_that_is_none_is_refused(minutes: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="WAYHOME_IDLE_MINUTES"):
        idle.after(minutes)


def test_it_is_half_an_hour_unless_told_otherwise() -> None:
    assert idle.after("30") == timedelta(minutes=30)
