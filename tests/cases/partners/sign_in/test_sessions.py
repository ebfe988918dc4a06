"""Where somebody is signed in is theirs to see and to end."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.cases.partners.conftest import PASSWORD
from tests.signing_in import BY_PASSWORD_ALONE, code_of, equip
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.sign_in.sessions import browser_of

PAGE, ACCOUNT = reverse("usersessions_list"), reverse("partners:my_account")

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
PHONE = "Mozilla/5.0 (Linux; Android 16; SM-A155F) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def signed_in(worker):
    def browser(says):
        made = Client(headers={"user-agent": says})
        made.post(reverse("account_login"), {"login": worker.email, "password": PASSWORD})
        made.post(reverse("mfa_authenticate"), {"code": code_of(worker)})
        return made

    equip(worker)
    return browser


def is_in(browser):
    return browser.get(ACCOUNT).status_code == 200


def test_the_cookie_of_a_session_is_for_this_service_and_ends_with_the_browser(signed_in):
    cookie = signed_in(EDGE).cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        True,
        "Lax",
        "/",
        "",
    )
    assert cookie["max-age"] == cookie["expires"] == ""


def test_each_browser_is_named_and_this_one_is_marked(signed_in):
    signed_in(PHONE)
    page = signed_in(EDGE).get(PAGE).content.decode()
    assert page.index("Edge on Windows") < page.index("Here") < page.index("Chrome on an Android")


def test_one_is_ended_and_the_others_stay(signed_in, worker):
    here, lost, other = signed_in(EDGE), signed_in(PHONE), signed_in(EDGE)
    gone = UserSession.objects.get(session_key=lost.session.session_key)
    here.post(PAGE, {"session": gone.pk})
    assert [is_in(browser) for browser in (here, lost, other)] == [True, False, True]
    assert Entry.objects.get(verb="end_sessions").detail == {"sessions": 1}


def test_everywhere_else_leaves_this_one(signed_in):
    here, *others = (signed_in(EDGE) for _ in range(3))
    assert "signed out at 2 other places" in here.post(PAGE, follow=True).content.decode()
    assert is_in(here)
    assert not any(is_in(other) for other in others)


@pytest.mark.parametrize("all_but_one", [True, False])
def test_whoever_signed_in_a_while_ago_shows_again_who_they_are_and_then_it_is_ended(
    signed_in, client, worker, all_but_one
):
    lost = signed_in(EDGE)
    BY_PASSWORD_ALONE(client, worker)
    assert client.get(PAGE).status_code == 200
    gone = UserSession.objects.get(session_key=lost.session.session_key)
    asked = client.post(PAGE, {} if all_but_one else {"session": gone.pk})
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert is_in(lost)
    client.post(asked.url, {"password": PASSWORD})
    assert not is_in(lost)
    assert is_in(client)


def test_another_persons_session_is_not_ended(signed_in, officer, client):
    theirs = signed_in(EDGE)
    client.force_login(officer)
    client.post(PAGE, {"session": UserSession.objects.get().pk})
    client.post(PAGE)
    assert is_in(theirs)


def test_who_resets_a_lost_phone_ends_what_it_had_opened(signed_in, worker, administrator, client):
    lost = signed_in(PHONE)
    client.force_login(administrator)
    client.post(reverse("partners:reset_second_factor", args=[worker.pk]))
    assert not is_in(lost)


@pytest.mark.parametrize(
    ("says", "called"),
    [
        (EDGE, "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1", "Safari on an iPhone"),
        ("", "A browser on a device that does not say what it is"),
    ],
)
def test_a_browser_is_called_as_a_person_would(says, called):
    assert browser_of(UserSession(user_agent=says)) == called
