"""A legal hold on a child's record, and lifting it."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.cases.children.conftest import user
from tests.saying import ENGLISH, FORCE, WELSH, after
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import hold, lift
from wayhome.cases.children.models import Child, Hold
from wayhome.cases.partners.models import User
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(partnership: User) -> User:
    return user("governance_lead", ENGLISH)


@pytest.fixture
def other(partnership: User) -> User:
    return user("safeguarding_lead", ENGLISH)


def test_it_stands_until_another_person_of_the_agency_lifts_it(sam: Child, lead: User, other: User) -> None:
    held = hold(sam, "An inquiry asked for it", by=lead, at=after(1))
    with pytest.raises(Refusal) as refusal:
        lift(held, "It is over", by=lead, at=after(2))
    assert refusal.value.sentence.key == "keeping.lifted_by_another"
    lift(held, "It is over", by=other, at=after(3))
    assert not Hold.objects.standing().exists()
    with pytest.raises(Refusal):
        lift(held, "Again", by=other, at=after(4))


def test_the_database_lets_nobody_lift_their_own(sam: Child, lead: User) -> None:
    held = hold(sam, "An inquiry asked for it", by=lead, at=after(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.filter(pk=held.pk).update(lifted_by=lead, lifted_at=after(2))


def test_a_hold_of_another_agency_is_seen_and_not_lifted(sam: Child, other: User) -> None:
    held = hold(sam, "A trial", by=user("governance_lead", FORCE, "Force lead"), at=after(1))
    assert list(Hold.objects.visible_to(other)) == [held]
    with pytest.raises(Refusal):
        lift(held, "Ours is over", by=other, at=after(2))


@pytest.mark.parametrize(("role", "of"), [("coordinator", ENGLISH), ("governance_lead", WELSH)])
def test_it_is_for_the_two_leads_of_an_agency_that_answers_for_the_child(
    sam: Child, role: str, of: object
) -> None:
    somebody = user(role, of, "Somebody")  # type: ignore[arg-type]
    with pytest.raises(Refusal):
        hold(sam, "Because", by=somebody, at=after(1))
    assert not Hold.objects.visible_to(somebody).exists()


def test_its_entries_hold_no_words(sam: Child, lead: User, other: User) -> None:
    lift(hold(sam, "An inquiry", by=lead, at=after(1)), "Over", by=other, at=after(2))
    kept = [(entry.verb, list(entry.detail)) for entry in Entry.objects.filter(verb__in=("hold", "lift"))]
    assert sorted(kept) == [("hold", ["hold"]), ("lift", ["hold"])]


def test_the_childs_page_shows_it_to_whoever_may_hold_and_to_nobody_else(
    client: Client, sam: Child, partnership: User, other: User
) -> None:
    hold(sam, "An inquiry", by=other, at=after(1))
    shown = {}
    for somebody in (other, partnership):
        client.force_login(somebody)
        shown[somebody] = client.get(reverse("children:child", args=[sam.pk])).content.decode()
    assert "Legal hold" in shown[other]
    assert "Legal hold" not in shown[partnership]
    assert "An inquiry" not in shown[other]
