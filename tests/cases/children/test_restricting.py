"""A record restricted to people by name: who still sees it, who is called, and who opens it again."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.cases.children.conftest import named, user
from tests.saying import ENGLISH, FORCE, HOME, after
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import relate
from wayhome.cases.children.actions.allocation import allocate
from wayhome.cases.children.actions.restricting import lift, name, restrict, take_off
from wayhome.cases.children.models import Child, NamedPerson, Relation, Restriction
from wayhome.cases.children.models.relation import relations_between
from wayhome.cases.children.restricted import Restricted
from wayhome.cases.children.search import Search, matching
from wayhome.cases.emergency.actions import open_record, seek
from wayhome.cases.partners.models import Team, User
from wayhome.rules.access import RelationKind, RestrictionKind
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db

OF_RECORD = [RestrictionKind.STAFF_FAMILY, RestrictionKind.WITNESS, RestrictionKind.ADOPTION]


@pytest.fixture
def lead(partnership: User) -> User:
    return user("safeguarding_lead", ENGLISH, "Lead")


@pytest.fixture
def colleague(partnership: User) -> User:
    return user("team_manager", ENGLISH, "Colleague")


@pytest.fixture
def parent(partnership: User) -> User:
    return user("duty_worker", ENGLISH, "Parent")


@pytest.fixture
def police(partnership: User) -> User:
    return user("coordinator", FORCE, "Police")


def closed(child: Child, kind: RestrictionKind, by: User, **more: object) -> Restriction:
    said = {"named": (), "barred": (), **more}
    return restrict(child, kind, "A reason", **said, by=by, at=after(1))  # type: ignore[arg-type]


def sees(user: User, child: Child) -> bool:
    listed = Child.objects.visible_to(user).filter(pk=child.pk).exists()
    assert listed == bool(relations_between(user, child))
    return listed


@pytest.mark.parametrize("kind", OF_RECORD)
def test_it_closes_the_record_to_all_of_the_agency_but_those_named_and_the_lead(
    sam: Child, partnership: User, lead: User, colleague: User, parent: User, kind: RestrictionKind
) -> None:
    assert all(sees(one, sam) for one in (partnership, lead, colleague, parent))
    closed(sam, kind, partnership, named=[colleague])
    assert all(sees(one, sam) for one in (partnership, lead, colleague))
    assert not sees(parent, sam)
    assert not matching(Search(name="Sam"), parent).exists()


@pytest.mark.parametrize(
    ("kind", "still"), [(OF_RECORD[0], True), (OF_RECORD[1], False), (OF_RECORD[2], False)]
)
def test_a_child_of_a_colleague_is_for_police_to_search_for_as_any_other(
    sam: Child, partnership: User, police: User, kind: RestrictionKind, still: bool
) -> None:
    closed(sam, kind, partnership)
    assert sees(police, sam) is still
    assert sees(user("safeguarding_lead", FORCE, "Police lead"), sam)


def test_a_lead_of_another_agency_names_its_people_where_the_restriction_binds_them(
    sam: Child, partnership: User, police: User
) -> None:
    their_lead = user("safeguarding_lead", FORCE, "Police lead")
    held = closed(sam, RestrictionKind.WITNESS, partnership)
    name(held, police, is_barred=False, by=their_lead, at=after(2))
    assert sees(police, sam)
    with pytest.raises(Refusal):
        lift(held, "It is over", by=their_lead, at=after(3))


def test_nobody_is_named_by_themselves_nor_by_another_agency(
    sam: Child, partnership: User, lead: User, police: User
) -> None:
    held = closed(sam, RestrictionKind.WITNESS, partnership)
    for somebody in (lead, police):
        with pytest.raises(Refusal) as refusal:
            name(held, somebody, is_barred=False, by=lead, at=after(2))
        assert refusal.value.sentence.key == "restriction.name_your_own"


def test_only_a_lead_names_people_and_lifts(sam: Child, partnership: User, colleague: User) -> None:
    held = closed(sam, RestrictionKind.ADOPTION, partnership, named=[colleague])
    with pytest.raises(Refusal):
        name(held, user("duty_worker", ENGLISH, "Another"), is_barred=False, by=colleague, at=after(2))
    with pytest.raises(Refusal):
        lift(held, "It is over", by=colleague, at=after(2))


def test_whoever_is_barred_is_shut_out_of_an_emergency_too(
    sam: Child, partnership: User, lead: User, parent: User
) -> None:
    held = closed(sam, RestrictionKind.STAFF_FAMILY, partnership)
    open_record(sam, "The child may be at my address", hours=1, by=parent, at=now())
    assert sees(parent, sam)
    name(held, parent, is_barred=True, by=lead, at=now())
    assert not sees(parent, sam)
    assert not Relation.objects.in_force().filter(user=parent).exists()
    assert seek(Child.objects.filter(pk=sam.pk), by=parent, at=now()) is None
    with pytest.raises(Refusal) as refusal:
        open_record(sam, "Again", hours=1, by=parent, at=now())
    assert refusal.value.sentence.key == "emergency.nobody_found"


def test_a_lead_can_be_barred(sam: Child, partnership: User, lead: User) -> None:
    closed(sam, RestrictionKind.STAFF_FAMILY, partnership, barred=[lead])
    assert not sees(lead, sam)


def test_taken_off_is_closed_again(sam: Child, partnership: User, lead: User, colleague: User) -> None:
    held = closed(sam, RestrictionKind.ADOPTION, partnership, named=[colleague])
    listed = NamedPerson.objects.get(restriction=held, user=colleague)
    take_off(listed, by=lead, at=after(2))
    assert not sees(colleague, sam)
    with pytest.raises(Refusal):
        take_off(listed, by=lead, at=after(3))


def test_another_lead_lifts_it_and_the_database_lets_nobody_lift_their_own(
    sam: Child, partnership: User, lead: User, parent: User
) -> None:
    held = closed(sam, RestrictionKind.ADOPTION, lead)
    with pytest.raises(Refusal) as refusal:
        lift(held, "It is over", by=lead, at=after(2))
    assert refusal.value.sentence.key == "restriction.lifted_by_another"
    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.filter(pk=held.pk).update(lifted_by=lead, lifted_at=after(2))
    lift(held, "It is over", by=user("safeguarding_lead", ENGLISH, "Second lead"), at=after(3))
    assert sees(parent, sam)


def test_whoever_restricts_names_their_own_colleagues_alone(
    sam: Child, partnership: User, police: User
) -> None:
    for more in ({"named": [police]}, {"barred": [police]}):
        with pytest.raises(Refusal) as refusal:
            closed(sam, RestrictionKind.ADOPTION, partnership, **more)
        assert refusal.value.sentence.key == "restriction.name_your_own"
    assert not Restriction.objects.exists()


def test_one_reason_stands_once_and_nobody_bars_themselves(sam: Child, partnership: User) -> None:
    with pytest.raises(Refusal):
        closed(sam, RestrictionKind.ADOPTION, partnership, barred=[partnership])
    closed(sam, RestrictionKind.ADOPTION, partnership)
    with pytest.raises(Refusal):
        closed(sam, RestrictionKind.ADOPTION, partnership)


def test_a_restricted_child_is_given_only_to_somebody_named(
    sam: Child, partnership: User, colleague: User, parent: User
) -> None:
    closed(sam, RestrictionKind.ADOPTION, partnership, named=[colleague])
    team = Team.objects.create(agency=partnership.agency, name="A team", kind="other")
    for who in (parent, team):
        with pytest.raises(Refusal) as refusal:
            allocate(sam, who, by=partnership, at=after(2))
        assert refusal.value.sentence.key == "children.not_named"
    allocate(sam, colleague, by=partnership, at=after(2))


def test_those_named_and_leads_are_called_before_anybody_else(
    sam: Child, partnership: User, lead: User, colleague: User, parent: User
) -> None:
    other = named(partnership, "Alex", "Other", date(2012, 1, 1))
    closed(sam, RestrictionKind.STAFF_FAMILY, partnership, named=[colleague])
    restricted = Restricted([sam.pk, other.pk])
    everybody = [partnership, lead, colleague, parent]
    assert restricted.open_to(everybody, sam.pk) == [partnership, lead, colleague]
    assert restricted.open_to(everybody, other.pk) == everybody


def test_the_board_says_that_a_child_is_not_on_it_and_whom_to_ask(
    client: Client, sam: Child, partnership: User, lead: User, parent: User
) -> None:
    closed(sam, RestrictionKind.STAFF_FAMILY, partnership)
    for address in ("worklist:board", "worklist:print", "exchange:morning"):
        client.force_login(parent)
        page = client.get(reverse(address)).content.decode()
        assert "A child whose record is restricted is not back" in page
        assert "Lead, Simulated Coordinator" in page
        assert "Sam" not in page
        client.force_login(lead)
        assert "whose record is restricted" not in client.get(reverse(address)).content.decode()


def test_a_page_of_the_past_says_what_was_restricted_then(
    client: Client, sam: Child, partnership: User, lead: User
) -> None:
    held = closed(sam, RestrictionKind.ADOPTION, partnership)
    lift(held, "Over", by=lead, at=after(4))
    client.force_login(lead)
    for hours, is_there in ((0, False), (2, True), (5, False)):
        page = client.get(reverse("children:access", args=[sam.pk], query={"at": after(hours).isoformat()}))
        assert ("Restricted, adoption" in page.content.decode()) is is_there, hours


def test_the_board_shows_a_child_who_was_opened_in_an_emergency_and_says_no_more(
    client: Client, sam: Child, partnership: User, parent: User
) -> None:
    closed(sam, RestrictionKind.WITNESS, partnership)
    open_record(sam, "Seen at our door", hours=1, by=parent, at=now())
    client.force_login(parent)
    page = client.get(reverse("worklist:board")).content.decode()
    assert "Sam" in page
    assert "whose record is restricted" not in page


def test_the_board_says_nothing_of_a_child_to_whoever_is_barred(
    client: Client, sam: Child, partnership: User, parent: User
) -> None:
    closed(sam, RestrictionKind.STAFF_FAMILY, partnership, barred=[parent])
    client.force_login(parent)
    assert "restricted" not in client.get(reverse("worklist:board")).content.decode()


def test_a_home_that_was_never_told_is_told_nothing(client: Client, sam: Child, partnership: User) -> None:
    closed(sam, RestrictionKind.WITNESS, partnership)
    worker = user("residential_worker", HOME, "Worker")
    client.force_login(worker)
    assert not sees(worker, sam)
    Relation.objects.filter(child=sam, agency=worker.agency).delete()
    assert "restricted" not in client.get(reverse("worklist:board")).content.decode()


def test_its_pages(client: Client, sam: Child, partnership: User, lead: User, colleague: User) -> None:
    client.force_login(partnership)
    address = reverse("children:restrict", args=[sam.pk])
    refused = client.post(address, {"kind": "adoption", "reason": ""})
    assert refused.status_code == 200
    assert not Restriction.objects.exists()
    sent = client.post(address, {"kind": "adoption", "reason": "Two names", "named": colleague.pk})
    assert sent.status_code == 302
    page = client.get(sent["Location"]).content.decode()
    assert "Two names" in page
    assert ">Restricted</strong>" in page
    assert "Colleague" in page
    assert "Lift the restriction" not in page
    client.force_login(lead)
    assert "Lift the restriction" in client.get(sent["Location"]).content.decode()
    client.force_login(user("duty_worker", ENGLISH, "Outside"))
    assert client.get(sent["Location"]).status_code == 404


def test_each_act_is_in_the_audit_by_identifiers_alone(
    sam: Child, partnership: User, lead: User, colleague: User
) -> None:
    held = closed(sam, RestrictionKind.ADOPTION, partnership)
    listed = name(held, colleague, is_barred=False, by=lead, at=after(2))
    take_off(listed, by=lead, at=after(3))
    lift(held, "Over", by=lead, at=after(4))
    kept = {
        one.verb: set(one.detail) for one in Entry.objects.filter(subject_kind="child", subject_id=sam.pk)
    }
    assert kept["restrict"] == {"restriction", "kind"}
    assert kept["name_on_restricted"] == kept["take_off_restricted"] == {"restriction", "kind", "user"}
    assert kept["lift_restriction"] == {"restriction", "kind"}


def test_what_is_shared_closes_as_well(sam: Child, partnership: User, police: User) -> None:
    Relation.objects.filter(child=sam, agency=police.agency).delete()
    relate(sam, police.agency, RelationKind.SHARED, because="share", by=partnership, at=after(0))
    assert sees(police, sam)
    closed(sam, RestrictionKind.WITNESS, partnership)
    assert not sees(police, sam)
