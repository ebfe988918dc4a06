"""A reason why something will not be done: whoever gives it is not who agrees to it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.children.conftest import user
from tests.saying import ENGLISH, FORCE, after
from tests.sending import submit
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import answer_reason, record
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Event, Finding
from wayhome.cases.missing.actions import correct, say
from wayhome.cases.partners.models import User
from wayhome.rules.event import Event as Said
from wayhome.rules.event import System, Telling
from wayhome.rules.facts import NotDone
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db


def reason(**more: str) -> NotDone:
    said = {"duty": "local.missing_meeting", "rung": "24h", "reason": "r", "decided_by": "m", **more}
    return NotDone(covers=("m",), **said)


@pytest.fixture
def given(sam: Child, partnership: User) -> Event:
    """Why no meeting is held for Sam, as the coordinator gives it."""
    episode = sam.episodes.get()
    said = say(episode, reason(), happened_at=Moment.at(after(40)), by=partnership, at=after(40))
    return Event.objects.get(key=said.key)


@pytest.fixture
def manager(partnership: User) -> User:
    return user("team_manager", ENGLISH)


def is_overdue(child: Child) -> bool:
    return Finding.objects.filter(
        child=child, rule="local.missing_meeting", rung="24h", state="overdue"
    ).exists()


def refused(row: Event, by: User, *, agreed: bool = True) -> str:
    with pytest.raises(Refusal) as refusal:
        answer_reason(row, agreed, "w", by=by, at=after(42))
    return refusal.value.sentence.key


def test_what_is_due_stays_overdue_until_somebody_else_has_agreed(
    sam: Child, given: Event, manager: User
) -> None:
    assert is_overdue(sam)
    answer = answer_reason(given, True, "", by=manager, at=after(42))
    assert not is_overdue(sam)
    assert (answer.fact.answered_by, answer.fact.edition) == ("team_manager", 1)
    assert Entry.objects.filter(verb="answer_reason", actor_id=manager.pk, subject_id=sam.pk).exists()


def test_what_is_not_agreed_to_stays_overdue_and_says_why(sam: Child, given: Event, manager: User) -> None:
    with pytest.raises(Refusal):
        answer_reason(given, False, " ", by=manager, at=after(42))
    answer_reason(given, False, "Hold it today", by=manager, at=after(42))
    assert is_overdue(sam)
    assert Event.objects.get(kind="NotDoneAnswered").detail["why"] == "Hold it today"


def test_whoever_gave_the_reason_or_put_it_right_answers_it_never(
    sam: Child, given: Event, partnership: User, manager: User
) -> None:
    assert refused(given, partnership) == "children.own_reason"
    correct(given, reason(reason="s"), happened_at=Moment.at(after(40)), by=manager, at=after(41), expects=1)
    assert refused(given, manager) == "children.own_reason"
    assert refused(given, partnership) == "children.own_reason"
    answer_reason(given, True, "", by=user("team_manager", ENGLISH, "another"), at=after(42))
    assert not is_overdue(sam)


def test_a_reason_that_was_put_right_after_it_was_agreed_to_waits_anew(
    sam: Child, given: Event, partnership: User, manager: User
) -> None:
    answer_reason(given, True, "", by=manager, at=after(42))
    correct(
        given, reason(reason="s"), happened_at=Moment.at(after(40)), by=partnership, at=after(43), expects=1
    )
    assert is_overdue(sam)
    answer_reason(given, True, "", by=manager, at=after(44))
    assert not is_overdue(sam)


def test_a_reason_is_answered_once_and_by_its_own_agency(given: Event, manager: User) -> None:
    assert refused(given, user("duty_inspector", FORCE)) == "children.reason_of_another_agency"
    answer_reason(given, False, "w", by=manager, at=after(42))
    assert refused(given, user("team_manager", ENGLISH, "third")) == "children.reason_answered"


def test_who_may_not_settle_may_not_agree(given: Event) -> None:
    assert refused(given, user("administrator", ENGLISH)).startswith("access.")


def test_what_a_source_states_settles_and_there_is_nothing_to_agree_to(
    sam: Child, partnership: User, manager: User
) -> None:
    at = Moment.at(after(40))
    told = (Telling(ENGLISH, at),)
    stated = Said(
        child=sam.key, key="f/1", fact=reason(), happened_at=at, of=ENGLISH, told=told, system=System("file")
    )
    record([stated], by=partnership, at=after(40))
    assert not is_overdue(sam)
    assert refused(Event.objects.get(key="f/1"), manager) == "children.reason_is_gone"


def test_the_answer_is_told_to_everyone_who_works_with_the_child(
    sam: Child, given: Event, manager: User
) -> None:
    answer_reason(given, True, "", by=manager, at=after(42))
    (answer,) = chronology_of(sam).by_kind["NotDoneAnswered"]
    assert {telling.to.code for telling in answer.told} >= {ENGLISH.code}


def page(row: Event) -> str:
    return reverse("children:answer_reason", args=[row.child_id, row.pk])


def test_the_page_shows_the_reason_and_takes_the_answer(client: Client, given: Event, manager: User) -> None:
    client.force_login(manager)
    shown = client.get(page(given)).content.decode()
    assert ("gave this reason" in shown, "<dd>r</dd>" in shown) == (True, True)
    sent = submit(client, page(given), {"agreed": "False", "why": ""})
    assert "why" in sent.context["form"].errors
    sent = submit(client, page(given), {"agreed": "True", "why": ""})
    assert sent.url == reverse("children:duties", args=[given.child_id])
    assert Event.objects.get(kind="NotDoneAnswered").detail["agreed"] is True


def test_whoever_gave_the_reason_is_told_that_somebody_else_answers(
    client: Client, given: Event, partnership: User
) -> None:
    client.force_login(partnership)
    shown = client.get(page(given)).content.decode()
    assert "somebody else agrees to it or does not" in shown
    assert "Save the answer" not in shown
    sent = client.post(page(given), {"agreed": "True", "why": ""})
    assert sent.status_code == 200
    assert not Event.objects.filter(kind="NotDoneAnswered").exists()


def test_the_page_is_of_a_reason_that_stands(client: Client, sam: Child, manager: User) -> None:
    client.force_login(manager)
    assert client.get(page(Event.objects.get(key="seen"))).status_code == 404


def test_the_lists_say_that_a_reason_waits_until_it_is_answered(
    client: Client, given: Event, manager: User
) -> None:
    client.force_login(manager)
    pages = [reverse("worklist:mine", query={"heap": "overdue"}), reverse("worklist:board")]

    def waits() -> list[bool]:
        return ["reason given, waits for agreement" in client.get(page).content.decode() for page in pages]

    assert waits() == [True, True]
    answer_reason(given, False, "Hold it today", by=manager, at=after(42))
    assert waits() == [False, False]


def test_the_childs_pages_say_that_it_waits_and_lead_there(
    client: Client, given: Event, manager: User
) -> None:
    client.force_login(manager)
    duties = client.get(reverse("children:duties", args=[given.child_id])).content.decode()
    assert "Reason given, waits for agreement" in duties
    assert page(given) in duties
