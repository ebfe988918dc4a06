"""Who used a child's record, as the governance lead of an agency that has to do with the child reads it."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.children.conftest import named, user
from tests.saying import ENGLISH, FORCE, WELSH, after, said
from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import record_each, relate
from wayhome.cases.children.models import Child, Identifier, Relation
from wayhome.cases.partners.models import User
from wayhome.exchange.actions import take_out
from wayhome.rules.access import RelationKind
from wayhome.rules.facts import AgeDisputed

pytestmark = pytest.mark.django_db

HISTORIES = reverse("children:histories")


def history(child: Child) -> str:
    return reverse("children:history", args=[child.pk])


@pytest.fixture
def lead(sam: Child, client: Client) -> User:
    lead = user("governance_lead", ENGLISH)
    client.force_login(lead)
    return lead


def opens(who: User, child: Child) -> None:
    browser = Client()
    browser.force_login(who)
    assert browser.get(reverse("children:child", args=[child.pk])).status_code == 200


def page(client: Client, child: Child) -> str:
    return client.get(history(child)).content.decode()


def test_it_says_who_opened_the_record_and_names_no_child(
    client: Client, lead: User, partnership: User, sam: Child
) -> None:
    opens(partnership, sam)
    shown = page(client, sam)
    assert "Opened the child&#x27;s record" in shown
    assert partnership.full_name in shown
    assert "Sam" not in shown
    assert "Example" not in shown.replace("Simulated", "")


def test_what_people_of_another_agency_did_is_theirs_to_answer_for(
    client: Client, lead: User, sam: Child
) -> None:
    opens(user("coordinator", FORCE, "Pat Elsewhere"), sam)
    assert "Pat Elsewhere" not in page(client, sam)


def test_an_act_on_many_children_stands_in_the_history_of_each_of_whom_it_said_something(
    client: Client, lead: User, partnership: User, sam: Child
) -> None:
    before, between, other = (named(partnership, name, "Example") for name in ("Ash", "Bo", "Cy"))
    facts = {
        child.pk: [said(AgeDisputed(reason="x"), 2, key=f"d/{child.pk}", child=child.key)]
        for child in (before, other)
    }
    record_each(facts, by=partnership, at=after(2), verb="load")
    assert Entry.objects.get(verb="load").subject == "children:2"
    assert "Loaded what a file says" in page(client, other)
    assert "Loaded what a file says" not in page(client, between)


def test_an_export_stands_in_the_history_of_each_child_it_took_out(
    client: Client, lead: User, partnership: User, sam: Child
) -> None:
    ash, bo = (named(partnership, name, "Example") for name in ("Ash", "Bo"))
    take_out([sam.pk, ash.pk], by=partnership, at=after(2))
    assert "Exported" in page(client, sam)
    assert "Exported" in page(client, ash)
    assert "Exported" not in page(client, bo)


def test_an_export_of_before_which_named_the_first_and_last_stands_with_whoever_lies_between(
    client: Client, lead: User, partnership: User, sam: Child
) -> None:
    spans = [f"children:{sam.pk - 1}-{sam.pk + 1}", f"child:{sam.pk + 1}"]
    for span in spans:
        enter("export", by=partnership, at=after(2), subject=span, detail={"children": 3})
    assert page(client, sam).count("Exported") == 1


def test_it_is_there_for_the_lead_of_an_agency_with_a_tie_now_or_once_and_for_nobody_else(
    client: Client, lead: User, partnership: User, sam: Child
) -> None:
    for who in (partnership, user("team_manager", ENGLISH), user("governance_lead", WELSH)):
        other = Client()
        other.force_login(who)
        assert other.get(history(sam)).status_code == 404
        assert other.get(reverse("children:history_csv", args=[sam.pk])).status_code == 404
    Relation.objects.filter(child=sam).update(until=after(10))
    assert client.get(history(sam)).status_code == 200


def test_a_child_is_asked_for_by_the_record_s_number_or_any_agency_s(
    client: Client, lead: User, partnership: User, sam: Child
) -> None:
    Identifier.objects.create(child=sam, scheme="a force", value="P-77")
    for number in (str(sam.pk), "P-77"):
        assert client.post(HISTORIES, {"number": number})["Location"] == history(sam)
    stranger = named(user("coordinator", WELSH), "Bo", "Example")
    for number in (str(stranger.pk), "P-78", "9" * 30, "²"):
        assert "No child of your agency has this number" in (
            client.post(HISTORIES, {"number": number}).content.decode()
        )


def test_a_number_that_two_children_share_opens_neither(
    client: Client, lead: User, partnership: User, sam: Child
) -> None:
    for child in (sam, named(partnership, "Bo", "Example")):
        Identifier.objects.create(child=child, scheme="a force", value="P-77")
    assert client.post(HISTORIES, {"number": "P-77"}).status_code == 200


def test_the_file_holds_every_line_runs_nothing_and_is_kept_as_taken(
    client: Client, lead: User, sam: Child
) -> None:
    opens(user("coordinator", ENGLISH, '=HYPERLINK("x")'), sam)
    answer = client.get(reverse("children:history_csv", args=[sam.pk]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["who"] for row in rows if row["act"] == "read"] == ['\'=HYPERLINK("x")']
    taken = Entry.objects.get(verb="export_history")
    assert (taken.actor_id, taken.subject, taken.detail) == (lead.pk, f"child:{sam.pk}", {"found": len(rows)})


def test_reading_a_history_is_itself_in_it(client: Client, lead: User, sam: Child) -> None:
    page(client, sam)
    assert "Read who used the child&#x27;s record" in page(client, sam)


def test_it_asks_as_often_for_many_lines_as_for_few(
    client: Client, lead: User, partnership: User, sam: Child, django_assert_num_queries
) -> None:
    for _ in range(2):
        with django_assert_num_queries(11):
            page(client, sam)
        for _ in range(30):
            enter("read", by=partnership, at=after(3), subject=f"child:{sam.pk}", detail={"page": "child"})


def test_an_agency_answers_also_for_one_of_its_people_who_is_tied_by_name_alone(
    client: Client, sam: Child
) -> None:
    worker = user("social_worker", WELSH)
    relate(sam, worker, RelationKind.ALLOCATED, because="a test", by=worker, at=after(1))
    client.force_login(user("governance_lead", WELSH))
    assert client.get(history(sam)).status_code == 200
