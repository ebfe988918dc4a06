"""A record opened in an emergency: to one person, for hours, in everybody's sight."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.cases.children.conftest import agency, named, user
from tests.saying import FORCE, WELSH, WELSH_FORCE, after, missing
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import record
from wayhome.cases.children.models import Child, Episode, Identifier, Relation
from wayhome.cases.emergency.actions import open_record, review
from wayhome.cases.emergency.models import Opening, Verdict
from wayhome.cases.partners.models import User
from wayhome.cases.worklist.models import Notice
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db

WHY = "Seen at our station with a man who would not give his name"


@pytest.fixture
def sam(partnership: User) -> Child:
    child = named(partnership, "Sam", "Example", hours=-500)
    Identifier.objects.create(child=child, scheme="police", value="NP-77")
    return child


@pytest.fixture
def officer(partnership: User) -> User:
    """Of a force that never had to do with the child."""
    return user("control_room_supervisor", WELSH_FORCE)


@pytest.fixture
def lead(partnership: User) -> User:
    return user("governance_lead", WELSH_FORCE)


def opened(child: Child, officer: User, hours: int = 2) -> Opening:
    return open_record(child, WHY, hours=hours, by=officer, at=now())


def asked(**more: object) -> dict[str, object]:
    return {"number": "NP-77", "reason": WHY, "hours": 2, **more}


def test_by_a_number_the_record_opens_to_whoever_gave_a_reason(
    client: Client, sam: Child, officer: User
) -> None:
    client.force_login(officer)
    page = reverse("children:child", args=[sam.pk])
    assert client.get(page).status_code == 404
    answer = client.post(reverse("emergency:open"), asked())
    assert answer.headers["Location"] == page
    assert client.get(page).status_code == 200
    assert WHY not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_it_closes_by_itself(client: Client, sam: Child, officer: User) -> None:
    opened(sam, officer)
    Relation.objects.filter(kind="break_glass").update(since=now() - timedelta(hours=4), until=now())
    client.force_login(officer)
    assert client.get(reverse("children:child", args=[sam.pk])).status_code == 404


def test_it_is_to_be_read_and_not_changed(
    client: Client, sam: Child, officer: User, partnership: User
) -> None:
    opened(sam, officer)
    client.force_login(officer)
    assert client.get(reverse("children:state", args=[sam.pk, "identity"])).status_code == 403
    record([missing(-400, child=sam.key)], by=partnership, at=after(-399))
    gone = Episode.objects.get(child=sam)
    assert client.get(reverse("missing:episode", args=[gone.pk])).status_code == 200
    assert client.get(reverse("missing:tell_police", args=[gone.pk])).status_code == 404


@pytest.mark.parametrize("number", ["NP-7", "np", "%", ""])
def test_who_is_not_named_whole_is_not_found(client: Client, sam: Child, officer: User, number: str) -> None:
    client.force_login(officer)
    answer = client.post(reverse("emergency:open"), asked(number=number))
    assert answer.status_code == 200
    assert not Opening.objects.exists()


def test_two_who_fit_are_no_more_found_than_nobody(
    client: Client, sam: Child, officer: User, partnership: User
) -> None:
    twin = named(partnership, "Sam", "Example")
    Identifier.objects.create(child=twin, scheme="council", value="NP-77")
    client.force_login(officer)
    two = client.post(reverse("emergency:open"), asked()).content
    nobody = client.post(reverse("emergency:open"), asked(number="NP-78")).content
    said = b"No single child fits this"
    assert said in two
    assert said in nobody
    assert Entry.objects.filter(verb="seek_in_emergency", detail__found=False).count() == 2


def test_those_who_answer_for_it_are_told_at_once_and_nobody_else(
    sam: Child, officer: User, lead: User
) -> None:
    childs = user("governance_lead", partnership_of(sam))
    user("governance_lead", FORCE, "a lead of a third agency")
    opened(sam, officer)
    assert set(Notice.objects.filter(reason="opened").values_list("to", flat=True)) == {lead.pk, childs.pk}


def partnership_of(child: Child):
    return Relation.objects.get(child=child).agency.as_fact()


@pytest.mark.parametrize("hours", [0, 4, -1])
def test_it_is_never_open_for_longer_than_three_hours(sam: Child, officer: User, hours: int) -> None:
    with pytest.raises(Refusal):
        opened(sam, officer, hours)
    assert not Relation.objects.filter(kind="break_glass").exists()


def test_whoever_sees_the_child_needs_no_emergency(sam: Child, partnership: User) -> None:
    with pytest.raises(Refusal):
        opened(sam, partnership)


@pytest.mark.parametrize(
    "role", ["registered_manager", "helpline_worker", "governance_lead", "administrator"]
)
def test_who_does_not_search_opens_nothing(client: Client, sam: Child, role: str) -> None:
    stranger = user(role, WELSH)
    with pytest.raises(Refusal):
        opened(sam, stranger)
    client.force_login(stranger)
    assert client.get(reverse("emergency:open")).status_code == 404


def test_the_lead_of_the_openers_agency_reviews_it_once(
    client: Client, sam: Child, officer: User, lead: User
) -> None:
    opening = opened(sam, officer)
    client.force_login(lead)
    assert WHY in client.get(reverse("emergency:review", args=[opening.pk])).content.decode()
    client.post(reverse("emergency:review", args=[opening.pk]), {"verdict": "right", "said": ""})
    opening.refresh_from_db()
    assert (opening.verdict, opening.reviewed_by) == ("right", lead)
    with pytest.raises(Refusal):
        review(opening, Verdict.NOT_RIGHT, "Second thoughts", by=lead, at=now())


def test_what_was_not_right_ends_at_once(client: Client, sam: Child, officer: User, lead: User) -> None:
    review(opened(sam, officer), Verdict.NOT_RIGHT, "Not the officer's case", by=lead, at=now())
    client.force_login(officer)
    assert client.get(reverse("children:child", args=[sam.pk])).status_code == 404


def test_what_was_not_right_is_said_why(sam: Child, officer: User, lead: User) -> None:
    with pytest.raises(Refusal):
        review(opened(sam, officer), Verdict.NOT_RIGHT, " ", by=lead, at=now())


def test_nobody_reviews_what_they_opened_nor_what_another_agency_did(
    client: Client, sam: Child, officer: User, lead: User
) -> None:
    opening = opened(sam, officer)
    User.objects.filter(pk=officer.pk).update(role="governance_lead")
    officer.refresh_from_db()
    other = user("governance_lead", WELSH)
    for somebody in (officer, other):
        with pytest.raises(Refusal):
            review(opening, Verdict.RIGHT, "", by=somebody, at=now())
    client.force_login(other)
    assert client.get(reverse("emergency:review", args=[opening.pk])).status_code == 404


def test_one_nobody_has_reviewed_by_the_next_working_day_is_late(sam: Child, officer: User) -> None:
    opening = opened(sam, officer)
    due = opening.review_due
    assert due is not None
    assert not opening.is_late(due.begins)
    assert opening.is_late(due.ends + timedelta(minutes=1))


def test_it_stands_in_the_childs_history_for_the_lead_of_whoever_opened_it(
    client: Client, sam: Child, officer: User, lead: User
) -> None:
    opened(sam, officer)
    client.force_login(lead)
    page = client.get(reverse("children:history", args=[sam.pk])).content.decode()
    assert "Opened the record in an emergency" in page
    assert agency(WELSH_FORCE).pk == officer.agency_id
