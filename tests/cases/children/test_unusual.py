"""Reads that want a second look, one kind at a time; each with what is like it and is none."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.children.conftest import agency, named, user
from tests.saying import ENGLISH, FORCE, WELSH, after, said
from wayhome.cases.audit.actions import Stranger, enter
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import record, relate
from wayhome.cases.children.models import Child, Event, Relation, Seal
from wayhome.cases.children.unusual import MANY, WITHIN, unusual
from wayhome.cases.children.unusual.refusals import PAGES, TRIES
from wayhome.cases.partners.actions import keep_postcode
from wayhome.cases.partners.models import Shift, Team, User
from wayhome.rules.access import RelationKind
from wayhome.rules.facts import IdentityStated

pytestmark = pytest.mark.django_db

PAGE = reverse("children:unusual")
NOON, NIGHT, SATURDAY = (
    datetime.fromisoformat(when)
    for when in ("2026-03-11T12:00:00+00:00", "2026-03-11T23:30:00+00:00", "2026-03-14T12:00:00+00:00")
)


@pytest.fixture
def lead(sam: Child) -> User:
    return user("governance_lead", ENGLISH)


def reads(who: User, child: int, at: datetime) -> None:
    enter("read", by=who, at=at, subject=f"child:{child}", detail={"page": "child"})


def found(lead: User) -> list[tuple[str, int, list[int]]]:
    return [(one.kind, one.actor, one.children) for one in unusual(lead, NOON - timedelta(days=2))]


def test_a_read_with_no_tie_at_the_time(lead: User, partnership: User, sam: Child) -> None:
    reads(partnership, sam.pk, NOON)
    assert found(lead) == []
    Relation.objects.filter(child=sam, agency=lead.agency).update(until=NOON + timedelta(hours=1))
    assert found(lead) == []
    reads(partnership, sam.pk, NOON + timedelta(hours=1))
    assert found(lead) == [("no_relation", partnership.pk, [sam.pk])]


def test_a_tie_to_the_team_or_to_the_person_is_one(lead: User, partnership: User) -> None:
    child = named(user("coordinator", WELSH), "Bo", "Other")
    team = Team.objects.create(agency=lead.agency, name="A team", kind="other")
    in_team, alone, neither = (user("coordinator", ENGLISH, name) for name in ("In Team", "Al One", "Nor Ne"))
    in_team.team = team
    in_team.save()
    for holder in (team, alone):
        relate(child, holder, RelationKind.ALLOCATED, because="a test", by=partnership, at=after(-5))
    for who in (in_team, alone, neither):
        reads(who, child.pk, NOON)
    assert found(lead) == [("no_relation", neither.pk, [child.pk])]


def test_many_children_within_an_hour(lead: User, partnership: User) -> None:
    children = [named(partnership, f"Simulated{n}", "Many").pk for n in range(MANY)]
    steps = WITHIN / MANY
    slow, again, quick = (user("coordinator", ENGLISH, name) for name in ("Slow Er", "Ag Ain", "Qu Ick"))
    for n, child in enumerate(children):
        reads(slow, child, NOON + n * steps * 1.2)
        reads(again, children[n % 9], NOON + n * steps)
        reads(quick, child, NOON + n * steps)
    assert found(lead) == [("mass", quick.pk, sorted(children))]


@pytest.mark.parametrize(("at", "is_odd"), [(NOON, False), (NIGHT, True), (SATURDAY, True)])
def test_by_night_or_at_a_weekend_for_a_role_that_works_by_day(
    lead: User, sam: Child, at: datetime, is_odd: bool
) -> None:
    manager, duty = user("team_manager", ENGLISH), user("duty_worker", ENGLISH)
    for who in (manager, duty):
        reads(who, sam.pk, at)
    assert found(lead) == ([("out_of_hours", manager.pk, [sam.pk])] if is_odd else [])


def test_whoever_is_on_a_rota_then_works_then(lead: User, sam: Child) -> None:
    manager = user("team_manager", ENGLISH)
    team = Team.objects.create(agency=lead.agency, name="A team", kind="other")
    Shift.objects.create(
        team=team, user=manager, begins=NIGHT - timedelta(hours=1), ends=NIGHT + timedelta(hours=1)
    )
    reads(manager, sam.pk, NIGHT)
    assert found(lead) == []


def test_a_child_of_the_reader_s_own_surname(lead: User, sam: Child) -> None:
    same, other = user("coordinator", ENGLISH, "Kim EXAMPLE"), user("coordinator", ENGLISH, "Kim Exampleton")
    for who in (same, other):
        reads(who, sam.pk, NOON)
    assert found(lead) == [("own_surname", same.pk, [sam.pk])]


def lives(who: User, postcode: str, by: User) -> None:
    keep_postcode(who, postcode, by=by, at=NOON)


def test_a_child_of_the_reader_s_own_postcode_however_it_is_written(lead: User, partnership: User) -> None:
    same, other, not_given = (user("coordinator", ENGLISH, name) for name in ("Sa Me", "Oth Er", "Not Given"))
    lives(same, "bd1 1hx", lead)
    lives(other, "BD1 1HZ", lead)
    child, blank = named(partnership, "Bo", "Child"), named(partnership, "Ki", "Child")
    moved = IdentityStated(forename="Bo", surname="Child", postcode="BD11HX ")
    record([said(moved, 1, key="moved", child=child.key)], by=partnership, at=after(1))
    for who in (same, other, not_given):
        reads(who, child.pk, NOON)
        reads(who, blank.pk, NOON)
    assert found(lead) == [("own_address", same.pk, [child.pk])]


def test_a_postcode_that_was_sealed_is_not_compared(lead: User, partnership: User) -> None:
    reader, child = user("coordinator", ENGLISH), named(partnership, "Bo", "Child")
    lives(reader, "BD1 1HX", lead)
    hidden = IdentityStated(forename="Bo", surname="Child", postcode="BD1 1HX")
    record([said(hidden, 1, key="hidden", child=child.key)], by=partnership, at=after(1))
    reads(reader, child.pk, NOON)
    assert [kind for kind, *_ in found(lead)] == ["own_address"]
    row = Event.objects.get(key="hidden")
    Seal.objects.create(event=row, at=NOON, entry=row.entry)
    assert found(lead) == []


def test_a_postcode_that_no_key_reads_is_compared_with_none(lead: User, partnership: User, settings) -> None:
    reader, child = user("coordinator", ENGLISH), named(partnership, "Bo", "Child")
    lives(reader, "BD1 1HX", lead)
    home = IdentityStated(forename="Bo", surname="Child", postcode="BD1 1HX")
    record([said(home, 1, key="home", child=child.key)], by=partnership, at=after(1))
    reads(reader, child.pk, NOON)
    settings.SECRET_KEY = "another"
    assert found(lead) == []


def refuse(who: User, what: str, at: datetime, verb: str = "ask_hidden") -> None:
    enter(verb, by=who, at=at, subject=what, detail={"asked": "children:child", "times": 1})


def test_whoever_is_refused_many_records_within_an_hour(lead: User, partnership: User) -> None:
    many, few, slow, same = (
        user("coordinator", ENGLISH, name) for name in ("Ma Ny", "Fe W", "Sl Ow", "Sa Me")
    )
    for n in range(PAGES):
        refuse(many, f"child:{n}", NOON + n * WITHIN / PAGES)
        refuse(slow, f"child:{n}", NOON + n * WITHIN / PAGES * 1.5)
        refuse(same, "child:1", NOON + n * WITHIN / PAGES)
    for n in range(PAGES - 1):
        refuse(few, f"child:{n}", NOON)
    assert found(lead) == [("refused", many.pk, list(range(PAGES)))]


def test_whoever_may_not_do_many_things_within_an_hour(lead: User) -> None:
    who = user("coordinator", ENGLISH)
    for n in range(PAGES):
        refuse(who, f"child:{n}", NOON, verb="ask_closed")
    assert found(lead) == [("refused", who.pk, list(range(PAGES)))]


def test_many_wrong_tries_at_one_account_are_said_of_whose_account_it_is(lead: User) -> None:
    guessed, forgetful = user("coordinator", ENGLISH, "Gu Essed"), user("coordinator", ENGLISH, "For Getful")
    for whose, times in ((guessed, TRIES), (forgetful, TRIES - 1)):
        for n in range(times):
            at = NOON + n * WITHIN / TRIES
            enter("fail_sign_in", by=Stranger(ENGLISH.code), at=at, subject=f"user:{whose.pk}")
    assert found(lead) == [("wrong_tries", guessed.pk, [])]


def test_a_provider_that_vouched_for_nobody_stands_above_the_lines(
    lead: User, client: Client, monkeypatch
) -> None:
    monkeypatch.setattr("wayhome.cases.children.views.unusual.now", lambda: NOON + timedelta(hours=1))
    for code, name, at in (
        (ENGLISH.code, "ours", NOON),
        (ENGLISH.code, "ours", NOON - timedelta(hours=1)),
        (ENGLISH.code, "past", NOON - timedelta(days=9)),
        (WELSH.code, "theirs", NOON),
    ):
        enter("fail_sign_in", by=Stranger(code), at=at, subject=f"provider:{name}")
    client.force_login(lead)
    page = client.get(PAGE).content.decode()
    assert "2 sign-ins by the provider <strong>ours</strong> came to nothing" in page
    assert "past</strong>" not in page
    assert "theirs" not in page


def test_refusals_are_shown_without_a_way_to_the_child(lead: User, client: Client, monkeypatch) -> None:
    monkeypatch.setattr("wayhome.cases.children.views.unusual.now", lambda: NOON + timedelta(hours=1))
    who = user("coordinator", ENGLISH, "Gu Essed")
    for n in range(PAGES):
        refuse(who, f"page:{n}", NOON)
        enter("fail_sign_in", by=Stranger(ENGLISH.code), at=NOON, subject=f"user:{who.pk}")
    client.force_login(lead)
    page = client.get(PAGE).content.decode()
    for words in ("Asked for many pages", "Many wrong tries", "No child", "5 tries", "5 pages"):
        assert words in page


def test_no_entry_holds_the_name_by_which_it_was_found(lead: User, sam: Child, client: Client) -> None:
    reads(user("coordinator", ENGLISH, "Kim Example"), sam.pk, NOON)
    client.force_login(lead)
    client.get(PAGE)
    client.get(reverse("children:unusual_csv"))
    assert not [entry for entry in Entry.objects.all() if "xample" in repr(vars(entry))]


def test_people_of_other_agencies_are_theirs_to_ask(lead: User, sam: Child) -> None:
    reads(user("coordinator", FORCE, "Pat Example"), sam.pk, NOON)
    assert found(lead) == []


def test_the_page_and_its_file_say_the_same_and_are_kept(
    lead: User, sam: Child, client: Client, monkeypatch
) -> None:
    monkeypatch.setattr("wayhome.cases.children.views.unusual.now", lambda: NOON + timedelta(hours=1))
    reads(user("coordinator", ENGLISH, "Kim Example"), sam.pk, NOON)
    client.force_login(lead)
    page, file = (client.get(url).content.decode() for url in (PAGE, reverse("children:unusual_csv")))
    for shown in (page, file):
        assert "Kim Example" in shown
        assert "same surname" in shown
    assert Entry.objects.about("list:unusual").get().detail == {"found": 1, "days": 7}
    assert Entry.objects.get(verb="export_unusual").subject == f"agency:{lead.agency_code}"
    assert agency(ENGLISH) == lead.agency


@pytest.mark.parametrize("role", ["coordinator", "team_manager", "administrator", "safeguarding_lead"])
def test_it_is_there_for_the_governance_lead_alone(client: Client, partnership: User, role: str) -> None:
    client.force_login(user(role, ENGLISH))
    assert client.get(PAGE).status_code == 404
    assert client.get(reverse("children:unusual_csv")).status_code == 404
