"""What a colleague did and saw, as the governance lead of their agency reads it."""

import pytest
from django.urls import reverse

from tests.cases.partners.conftest import AT
from wayhome.cases.audit.actions import INSTALLATION, enter
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import create_user

pytestmark = pytest.mark.django_db


def somebody(agency, role, name):
    return create_user(
        agency,
        email=f"{name}@example.org".replace(" ", "."),
        full_name=name,
        role=role,
        by=INSTALLATION,
        at=AT,
    )


@pytest.fixture
def lead(authority, client):
    lead = somebody(authority, "governance_lead", "Ines Lead")
    client.force_login(lead)
    return lead


def use(user):
    return reverse("partners:use", args=[user.pk])


def test_it_is_reached_from_the_user_s_page_and_says_what_they_did(client, lead, worker):
    enter("read", by=worker, at=AT, subject="child:12", detail={"page": "chronology", "episode": 2})
    enter("read", by=worker, at=AT, subject="list:board", detail={"found": 31, "risk": "high"})
    assert use(worker) in client.get(reverse("partners:user", args=[worker.pk])).content.decode()
    page = client.get(use(worker)).content.decode()
    for said in ("Read the chronology", "Child 12", "episode 2", "Opened the board", "found 31, risk high"):
        assert said in page


def test_the_latest_stands_first(client, lead, worker):
    for verb in ("sign_in", "set_password"):
        enter(verb, by=worker, at=AT, subject=f"user:{worker.pk}")
    _, _, page = client.get(use(worker)).content.decode().partition("<tbody")
    assert page.index("Set a password") < page.index("Signed in")


def test_an_act_that_has_no_words_is_shown_as_its_code(client, lead, worker):
    enter("do_what_is_gone", by=worker, at=AT, subject="thing:1")
    page = client.get(use(worker)).content.decode()
    assert "do_what_is_gone" in page
    assert "thing:1" in page


def test_nobody_but_the_governance_lead_of_their_agency_reads_it(client, lead, worker, administrator, police):
    stranger = somebody(police, "governance_lead", "Pia Lead")
    for who in (worker, administrator, stranger):
        client.force_login(who)
        assert client.get(use(worker)).status_code == 404
        assert client.get(reverse("partners:use_csv", args=[worker.pk])).status_code == 404
    client.force_login(administrator)
    assert use(worker) not in client.get(reverse("partners:user", args=[worker.pk])).content.decode()


def test_that_it_was_read_and_taken_away_is_kept(client, lead, worker):
    client.get(use(worker))
    read = Entry.objects.about("list:use").get()
    assert (read.actor_id, read.detail["user"]) == (lead.pk, worker.pk)
    client.get(reverse("partners:use_csv", args=[worker.pk]))
    assert Entry.objects.get(verb="export_history").subject == f"user:{worker.pk}"


def test_it_asks_as_often_for_many_lines_as_for_few(client, lead, worker, django_assert_num_queries):
    enter("sign_in", by=worker, at=AT, subject=f"user:{worker.pk}")
    for _ in range(2):
        with django_assert_num_queries(8):
            client.get(use(worker))
        for _ in range(30):
            enter("sign_in", by=worker, at=AT, subject=f"user:{worker.pk}")
