"""Whoever is refused a page is kept in the audit, and nothing of the answer changes by it."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cases.children.conftest import sam as sam_
from tests.cases.children.conftest import user
from tests.saying import ENGLISH, HOME, WELSH
from wayhome.cases.audit.models import Entry
from wayhome.cases.audit.refusals import listening, note_refused
from wayhome.cases.children.models import Child
from wayhome.cases.children.views.looking import Looking
from wayhome.cases.partners.models import User
from wayhome.config import refusals

pytestmark = pytest.mark.django_db
sam = sam_


@pytest.fixture
def outsider(sam: Child, client: Client) -> User:
    """A duty worker of another authority, signed in, who may not know of Sam."""
    other = user("duty_worker", WELSH)
    client.force_login(other)
    return other


def kept() -> list[tuple[object, ...]]:
    entries = Entry.objects.filter(verb__in=refusals.VERBS).order_by("pk")
    return [(one.verb, one.actor_id, one.agency_code, one.subject, one.detail) for one in entries]


def record(child: int) -> str:
    return reverse("children:child", args=[child])


def asked(route: str, times: int = 1, method: str = "GET", **numbers: int) -> dict[str, object]:
    return {"asked": route, "times": times, "method": method, **numbers}


def test_a_record_that_is_hidden_is_kept_with_who_asked_and_for_which(client, outsider, sam) -> None:
    assert client.get(record(sam.pk)).status_code == 404
    detail = asked("children:child", pk=sam.pk)
    assert kept() == [("ask_hidden", outsider.pk, WELSH.code, f"child:{sam.pk}", detail)]


def test_a_record_that_is_not_there_is_answered_and_kept_alike(
    client, outsider, sam, django_assert_num_queries
) -> None:
    """With as many questions to the database, and to the letter but for the number."""
    nowhere = sam.pk + 1
    answers = []
    for pk in (sam.pk, nowhere):
        with django_assert_num_queries(4):
            answers.append(client.get(record(pk)))
    (hidden, its_headers), (gone, other_headers) = map(to_the_letter, answers)
    assert (hidden, its_headers) == (gone, other_headers)
    one, other = kept()
    assert one[:3] == other[:3]
    assert (one[4], other[4]) == (
        asked("children:child", 1, pk=sam.pk),
        asked("children:child", 2, pk=nowhere),
    )


def to_the_letter(answer: HttpResponse) -> tuple[str, dict[str, str]]:
    """But for the number that was asked for, and what is drawn anew for every answer."""
    nonce = answer.headers["Content-Security-Policy"].partition("'nonce-")[2].partition("'")[0]

    def without(text: str) -> str:
        text = re.sub(r"/children/\d+/", "/children/N/", text.replace(nonce, "NONCE"))
        return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", text)

    assert nonce
    return without(answer.content.decode()), {name: without(text) for name, text in answer.headers.items()}


def test_an_address_that_leads_nowhere_is_nobodys_fault(client, outsider) -> None:
    for address in ("/childern/", "/children/sam/", "/favicon.ico", f"/children/{'9' * 30}/"):
        assert client.get(address).status_code == 404
    assert kept() == []


def test_what_was_typed_into_an_address_is_not_kept(client, outsider, sam) -> None:
    client.get(reverse("children:state", args=[sam.pk, "sam-example"]))
    client.get(reverse("partners:agency", args=["sam-example"]), {"q": "Sam Example"})
    assert [entry[4] for entry in kept()] == [
        asked("children:state", 1, pk=sam.pk),
        asked("partners:agency", 2),
    ]


def test_what_somebody_may_see_and_not_do_is_kept(client, partnership, sam) -> None:
    reader = user("residential_worker", HOME)
    client.force_login(reader)
    address = reverse("children:allocate", args=[sam.pk])
    assert client.post(address).status_code == 403
    detail = asked("children:allocate", method="POST", pk=sam.pk)
    assert kept() == [("ask_closed", reader.pk, HOME.code, f"child:{sam.pk}", detail)]


def test_an_act_that_the_rules_refuse_is_kept_though_its_page_says_so_in_words(
    client, sam, monkeypatch
) -> None:
    """The page lets it through, as when a role changes meanwhile: its transaction is undone, and the entry is not."""
    reader = user("residential_worker", HOME)
    client.force_login(reader)
    monkeypatch.setattr(Looking, "may", lambda *_: True)
    address = reverse("children:state", args=[sam.pk, "number"])
    token = client.get(address).context["form"]["token"].value()
    answer = client.post(address, {"scheme": "local", "value": "12", "token": token})
    assert answer.status_code == 200
    (entry,) = kept()
    assert entry[:2] == ("ask_closed", reader.pk)
    assert entry[4] == asked("children:state", method="POST", pk=sam.pk) | {"act": "state"}


def test_what_is_refused_where_nobody_listens_is_not_kept_for_another_page() -> None:
    note_refused("state")
    with listening() as acts:
        pass
    note_refused("state")
    assert acts == []


def test_a_page_that_is_for_other_roles_is_kept(client, outsider) -> None:
    assert client.get(reverse("children:unusual")).status_code == 404
    assert kept() == [("ask_hidden", outsider.pk, WELSH.code, "page:any", asked("children:unusual"))]


def test_a_form_without_its_token_is_kept_with_whose_session_it_was(outsider, sam) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(outsider)
    assert careful.post(reverse("children:add"), {"forename": "Sam"}).status_code == 403
    assert kept() == [
        ("send_forged", outsider.pk, WELSH.code, "page:any", asked("children:add", method="POST"))
    ]


def test_so_is_one_at_the_door_where_nobody_is_signed_in(partnership) -> None:
    Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "sam@example.org"})
    detail = asked("account_login", method="POST")
    assert kept() == [("send_forged", None, "", "page:any", detail)]


def test_more_than_a_page_takes_is_kept(client, outsider) -> None:
    client.post(reverse("children:add"), {"forename": "S" * 3_000_000})
    assert [(verb, who) for verb, who, *_ in kept()] == [("send_odd", outsider.pk)]


def test_whoever_hurries_is_kept_though_turned_away_before_anybody_looked_who_it_is(
    client, outsider, settings
) -> None:
    settings.WAYHOME_REQUESTS_A_MINUTE = 0
    assert client.get(reverse("worklist:board")).status_code == 429
    assert kept() == [("hurry", outsider.pk, WELSH.code, "page:any", {"method": "GET", "times": 1})]


def test_whoever_hurries_with_a_made_up_session_is_nobody(settings, client, partnership) -> None:
    settings.WAYHOME_REQUESTS_A_MINUTE = 0
    client.cookies[settings.SESSION_COOKIE_NAME] = "made-up"
    assert client.get("/").status_code == 429
    assert kept() == [("hurry", None, "", "page:any", {"method": "GET", "times": 1})]


def test_who_is_not_signed_in_is_led_to_sign_in_and_refused_nothing(client, sam) -> None:
    assert client.get(record(sam.pk)).status_code == 302
    assert kept() == []


def test_a_page_that_is_given_out_asks_and_writes_nothing_more(
    client, outsider, django_assert_num_queries, rf
) -> None:
    request = rf.get("/")
    request.user = outsider
    with django_assert_num_queries(0):
        refusals.keep_refusals(lambda _: refusals.HttpResponse("a page"))(request)


def test_what_cannot_be_entered_is_answered_all_the_same_and_said_in_the_log(
    client, outsider, sam, monkeypatch, caplog
) -> None:
    def broken(*_, **__):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(refusals, "enter_refusal", broken)
    assert client.get(record(sam.pk)).status_code == 404
    assert "a refusal could not be entered in the audit" in caplog.text


def test_the_lead_finds_it_with_the_person_and_with_the_child(client, partnership, sam) -> None:
    once, lead = user("social_worker", ENGLISH), user("governance_lead", ENGLISH)
    client.force_login(once)
    client.get(record(sam.pk))
    client.force_login(lead)
    for page in (reverse("partners:use", args=[once.pk]), reverse("children:history", args=[sam.pk])):
        assert "Asked for what is not there, or not theirs to see" in client.get(page).content.decode()
