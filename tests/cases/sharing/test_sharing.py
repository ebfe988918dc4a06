"""A record is shared by two agencies' agreement, for a time; and what ends, ends at the next click."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from tests.cases.children.conftest import agency, named, user
from tests.saying import ENGLISH, FORCE, WELSH, WELSH_FORCE
from tests.sending import submit
from wayhome.cases.children.models import Child, Relation
from wayhome.cases.partners.models import User
from wayhome.cases.sharing.actions import agree, end_agreement, end_share, propose, share
from wayhome.cases.sharing.models import Agreement, Share
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db

WHY = "Seen in Cardiff twice this month"


@pytest.fixture
def sam(partnership: User) -> Child:
    return named(partnership, "Sam", "Example", hours=-500)


@pytest.fixture
def lead(partnership: User) -> User:
    return user("governance_lead", ENGLISH)


@pytest.fixture
def theirs(partnership: User) -> User:
    return user("governance_lead", WELSH)


@pytest.fixture
def duty(partnership: User) -> User:
    """At the desk of the other authority."""
    return user("duty_worker", WELSH)


def proposed(lead: User, days: int = 0, ends: int | None = None) -> Agreement:
    begins = localdate() + timedelta(days=days)
    last = None if ends is None else localdate() + timedelta(days=ends)
    said = {"reference": "ISA-7", "purpose": "Children over the border", "begins": begins, "ends": last}
    return propose(agency(WELSH), **said, by=lead, at=now())


@pytest.fixture
def agreement(lead: User, theirs: User) -> Agreement:
    one = proposed(lead)
    agree(one, by=theirs, at=now())
    return one


def shared(child: Child, agreement: Agreement, by: User, days: int = 7) -> Share:
    return share(child, agreement, WHY, until=localdate() + timedelta(days=days), by=by, at=now())


def page(child: Child) -> str:
    return reverse("children:child", args=[child.pk])


def test_under_an_agreement_a_desk_opens_the_record_to_the_other(
    client: Client, sam: Child, agreement: Agreement, partnership: User, duty: User
) -> None:
    client.force_login(duty)
    assert client.get(page(sam)).status_code == 404
    client.force_login(partnership)
    asked = {"agreement": agreement.pk, "why": WHY, "until": f"{localdate():%d/%m/%Y}"}
    assert client.post(reverse("sharing:share", args=[sam.pk]), asked).status_code == 302
    client.force_login(duty)
    assert client.get(page(sam)).status_code == 200
    assert client.get(reverse("children:state", args=[sam.pk, "identity"])).status_code == 403


def test_it_opens_to_the_other_agency_s_desks_and_not_to_every_worker(
    sam: Child, agreement: Agreement, partnership: User
) -> None:
    shared(sam, agreement, partnership)
    assert not Child.objects.visible_to(user("social_worker", WELSH)).exists()
    assert not Child.objects.visible_to(user("control_room_supervisor", WELSH_FORCE)).exists()


@pytest.mark.parametrize("state", ["proposed", "not begun", "run out", "ended"])
def test_without_one_in_force_nothing_is_shared(
    client: Client, sam: Child, lead: User, theirs: User, partnership: User, state: str
) -> None:
    days, ends = {"not begun": (1, None), "run out": (-9, -1)}.get(state, (0, None))
    one = proposed(lead, days, ends)
    if state != "proposed":
        agree(one, by=theirs, at=now())
    if state == "ended":
        end_agreement(one, by=lead, at=now())
    with pytest.raises(Refusal):
        shared(sam, one, partnership)
    client.force_login(partnership)
    assert b"no agreement in force" in client.get(reverse("sharing:share", args=[sam.pk])).content


def test_nobody_agrees_to_what_their_own_agency_proposed(client: Client, lead: User, theirs: User) -> None:
    one = proposed(lead)
    colleague = user("governance_lead", ENGLISH, "a colleague")
    for somebody in (lead, colleague, user("governance_lead", FORCE)):
        with pytest.raises(Refusal):
            agree(one, by=somebody, at=now())
    client.force_login(theirs)
    assert client.post(reverse("sharing:agree", args=[one.pk])).status_code == 302
    one.refresh_from_db()
    assert one.agreed_by == theirs


def test_an_agreement_is_between_two(lead: User) -> None:
    with pytest.raises(Refusal):
        propose(lead.agency, reference="x", purpose="x", begins=localdate(), ends=None, by=lead, at=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(
            one=lead.agency,
            other=lead.agency,
            reference="x",
            purpose="x",
            begins=localdate(),
            proposed_by=lead,
            proposed_at=now(),
        )


def test_of_others_agreements_nothing_is_shown(client: Client, agreement: Agreement) -> None:
    client.force_login(user("governance_lead", FORCE))
    assert client.get(reverse("sharing:agreement", args=[agreement.pk])).status_code == 404
    assert b"ISA-7" not in client.get(reverse("sharing:agreements")).content


@pytest.mark.parametrize("side", ["lead", "theirs"])
def test_when_either_ends_the_agreement_all_that_was_shared_closes(
    side: str, sam: Child, agreement: Agreement, partnership: User, duty: User, lead: User, theirs: User
) -> None:
    shared(sam, agreement, partnership)
    assert Child.objects.visible_to(duty).exists()
    end_agreement(agreement, by=lead if side == "lead" else theirs, at=now())
    assert not Child.objects.visible_to(duty).exists()


def test_whoever_shared_takes_it_back_and_the_other_does_not(
    client: Client, sam: Child, agreement: Agreement, partnership: User, duty: User
) -> None:
    one = shared(sam, agreement, partnership)
    with pytest.raises(Refusal):
        end_share(one, by=duty, at=now())
    client.force_login(partnership)
    submit(client, reverse("sharing:end_share", args=[one.relation_id]))
    assert not Child.objects.visible_to(duty).exists()


@pytest.mark.parametrize("days", [-1, 91])
def test_it_is_shared_for_a_time_that_somebody_chose(
    sam: Child, agreement: Agreement, partnership: User, days: int
) -> None:
    with pytest.raises(Refusal):
        shared(sam, agreement, partnership, days)
    assert not Relation.objects.filter(kind="shared").exists()


def test_it_is_not_shared_beyond_the_agreement(
    sam: Child, lead: User, theirs: User, partnership: User
) -> None:
    one = proposed(lead, ends=3)
    agree(one, by=theirs, at=now())
    with pytest.raises(Refusal):
        shared(sam, one, partnership, 4)
    assert shared(sam, one, partnership, 3).relation.until.date() >= localdate() + timedelta(days=3)


def test_what_was_shared_is_not_shared_on(
    sam: Child, agreement: Agreement, partnership: User, duty: User
) -> None:
    shared(sam, agreement, partnership)
    onward = propose(
        agency(WELSH_FORCE),
        reference="ISA-8",
        purpose="x",
        begins=localdate(),
        ends=None,
        by=User.objects.get(agency=duty.agency, role="governance_lead"),
        at=now(),
    )
    agree(onward, by=user("governance_lead", WELSH_FORCE), at=now())
    with pytest.raises(Refusal):
        shared(sam, onward, duty)
