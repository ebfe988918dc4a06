"""What is given to a person who asks for their record, and what is withheld from it until somebody has judged."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.children.conftest import named, user
from tests.cases.keeping.conftest import DUE, in_care, sighting
from tests.saying import ENGLISH, after, said
from tests.sending import submit
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import record
from wayhome.cases.children.models import Child, Event
from wayhome.cases.keeping import actions
from wayhome.cases.keeping.copies import as_data, as_pdf
from wayhome.cases.missing.actions import seal_and_withdraw
from wayhome.cases.partners.models import User
from wayhome.rules import facts as f
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db

PHONE, PLACE = "07700900123", '#panic("an old *bus* station")'


@pytest.fixture
def child(partnership: User) -> Child:
    """Something sealed among it, something of the force's, and words that a typesetter could take for its own."""
    child = in_care(partnership)
    about = f"Lettinggo{child.pk}/m"
    seen = f.Sighting(episode=about, where=PLACE, seen_by="A driver")
    hidden = f.Sighting(episode=about, where="The refuge")
    record([said(seen, 5, key="seen", child=child.key)], by=partnership, at=after(9))
    record([said(hidden, 6, key="hidden", child=child.key)], by=partnership, at=after(9))
    seal_and_withdraw(Event.objects.get(key="hidden"), "Nobody may know", by=partnership, at=after(10))
    sighting(child, partnership)
    return child


def field(child: Child, kind: str, name: str) -> str:
    return f"{Event.objects.get(child=child, kind=kind, of__code=ENGLISH.code, seal=None).pk}.{name}"


def test_what_is_marked_is_withheld_with_its_reason_until_it_is_given(
    child: Child, safeguarding: User
) -> None:
    held_back = as_data(actions.give_pack(child, (), by=safeguarding, at=DUE))
    assert "Quillon" in str(held_back)
    assert PHONE not in str(held_back)
    assert PLACE not in str(held_back)
    assert held_back["withheld"]["It is about somebody else, or says who told us"] >= 1
    given = [field(child, "Contact", "value"), field(child, "Sighting", "where")]
    pack = actions.give_pack(child, given, by=safeguarding, at=DUE)
    assert PHONE in str(as_data(pack))
    assert PLACE in str(as_data(pack))


def test_each_entry_says_under_which_regime_it_was_recorded(child: Child, safeguarding: User) -> None:
    pack = actions.give_pack(child, (), by=safeguarding, at=DUE)
    assert {one["basis"] for one in as_data(pack)["said"]} == {"UK GDPR, for safeguarding"}
    assert as_pdf(pack)


def test_what_was_sealed_and_what_others_said_is_not_in_it_and_is_said_not_to_be(
    child: Child, safeguarding: User
) -> None:
    data = as_data(actions.give_pack(child, (), by=safeguarding, at=DUE))
    assert "refuge" not in str(data)
    assert "old bus station" not in str(data)
    assert (data["sealed"], data["also_held_by"]) == (1, ["Simulated E-P"])


def test_words_reach_the_pdf_as_words(child: Child, safeguarding: User) -> None:
    pack = actions.give_pack(child, [field(child, "Sighting", "where")], by=safeguarding, at=DUE)
    assert as_pdf(pack).startswith(b"%PDF-")


def test_it_is_for_the_safeguarding_lead_of_an_agency_that_sees_the_child(
    child: Child, partnership: User, governance: User
) -> None:
    for somebody in (partnership, governance):
        with pytest.raises(Refusal):
            actions.give_pack(child, (), by=somebody, at=DUE)


def test_the_page_gives_the_file_that_was_asked_for_and_keeps_that_it_did(
    client: Client, child: Child, safeguarding: User
) -> None:
    client.force_login(safeguarding)
    page = reverse("keeping:pack", args=[child.pk])
    contact = field(child, "Contact", "value")
    assert contact in client.get(page).content.decode()
    answer = submit(client, page, {"given": [contact], "file": "json"})
    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="access-pack-child-{child.pk}.json"'
    )
    assert PHONE in str(json.loads(answer.content))
    assert submit(client, page, {"file": "pdf"}).headers["Content-Type"] == "application/pdf"
    assert Entry.objects.filter(verb="give_pack", subject_id=child.key).count() == 2
    client.force_login(user("coordinator", ENGLISH, "Another"))
    assert client.get(page).status_code == 404


def test_where_nothing_is_marked_nothing_is_asked_about_it(
    client: Client, partnership: User, safeguarding: User
) -> None:
    page = reverse("keeping:pack", args=[named(partnership, "Sam", "Example").pk])
    client.force_login(safeguarding)
    assert "What of this may the person have?" not in client.get(page).content.decode()
    assert submit(client, page, {"file": "json"}).headers["Content-Type"] == "application/json"
