"""A passkey, as a device keeps it and Chromium asks for it."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import HERE
from tests.journeys.seat import Seat
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.models import User
from wayhome.cases.partners.sign_in import recovery_codes

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a lantern in the hall"

#: A laptop with a reader for fingers, on which a finger is always there.
LAPTOP = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def worker(partnership: User, monkeypatch: pytest.MonkeyPatch) -> User:
    """Whose recovery codes are hashed at once, which is shown to be slow elsewhere."""
    monkeypatch.setattr(recovery_codes, "ROUNDS", 1)
    partnership.set_password(PASSWORD)
    partnership.save()
    return partnership


@pytest.fixture
def seat(live_server: LiveServer, desktop_page: Page) -> Seat:
    """At `localhost`: no passkey is made for an address of numbers."""
    return Seat(desktop_page, live_server.url.replace("127.0.0.1", "localhost"))


@pytest.fixture
def laptop(seat: Seat) -> None:
    device = seat.page.context.new_cdp_session(seat.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": LAPTOP})


def begin(seat: Seat, worker: User) -> None:
    seat.open("account_login")
    seat.write({"Email": str(worker.email)})
    seat.page.get_by_label("Password", exact=True).fill(PASSWORD)
    seat.press("Sign in")


def add_a_passkey(seat: Seat, worker: User) -> None:
    begin(seat, worker)
    seat.sees("Set up an authenticator app")
    seat.follow("a passkey")
    seat.write({"What do you call it?": "Work laptop"})
    seat.sees("Add a passkey")
    seat.press("Add a passkey")
    seat.sees("Make recovery codes")
    seat.press("Make ten codes")
    seat.sees("Your recovery codes")


def used() -> list[str]:
    """What the audit says somebody has shown."""
    return list(Entry.objects.filter(verb="use_second_factor").values_list("detail__type", flat=True))


def test_a_passkey_is_enough_to_be_let_in_and_the_last_one_is_kept(
    worker: User, seat: Seat, laptop: None
) -> None:
    add_a_passkey(seat, worker)
    seat.press("Sign out")
    seat.reaches("Sign in")
    begin(seat, worker)
    seat.sees("Type your code")
    seat.press("Use a passkey")
    seat.sees("Missing now")
    seat.open("mfa_index")
    seat.reads("Work laptop")
    seat.sees("Sign-in security")
    seat.follow("Remove")
    seat.sees("Remove the passkey")
    seat.press("Remove")
    seat.reads("It signs nobody in")
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    assert used() == ["webauthn"]


def test_a_passkey_shows_again_who_it_is(worker: User, seat: Seat, laptop: None, settings) -> None:
    add_a_passkey(seat, worker)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    seat.page.goto(seat.server + reverse("mfa_reauthenticate_webauthn", query={"next": "/mine/"}))
    seat.sees("Show your passkey again")
    seat.press("Use a passkey")
    seat.sees("My work")
    assert used() == ["webauthn"]


def test_a_device_that_gives_none_is_said_on_the_page(worker: User, seat: Seat) -> None:
    begin(seat, worker)
    seat.follow("a passkey")
    device = seat.page.context.new_cdp_session(seat.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**LAPTOP, "isUserVerified": False}})
    seat.press("Add a passkey")
    seat.page.get_by_text("The device gave no passkey").wait_for()
    seat.sees("Add a passkey")
    assert not Authenticator.objects.exists()


def test_where_no_script_runs_no_button_is_drawn_that_would_do_nothing(
    worker: User, live_server: LiveServer, browser: Browser
) -> None:
    with browser.new_context(java_script_enabled=False, **HERE) as context:
        seat = Seat(context.new_page(), live_server.url, scripts=False)
        begin(seat, worker)
        seat.follow("a passkey")
        expect(seat.page.locator("#passkey-add")).to_be_hidden()
