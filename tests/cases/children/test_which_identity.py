"""Of several stated identities the first stands, until a person decides."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.children.conftest import agency, user
from tests.saying import ENGLISH, FORCE, HOME, after, said, telling
from wayhome.cases.children import index
from wayhome.cases.children.actions import decide_identity, record, seal
from wayhome.cases.children.models import Child, Event, Finding
from wayhome.cases.partners.models import User
from wayhome.rules.facts import IdentityDecided, IdentityStated, Withdrawn
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db

SAMUEL = said(
    IdentityStated(forename="Samuel", surname="Example", born=date(2011, 3, 4), sex="M", postcode="ZZ1 1AA"),
    5,
    key="other",
    of=FORCE,
)
DOUBT = "record.identity_differs"


@pytest.fixture
def page(partnership: User, sam: Child) -> str:
    """Where it is decided, of Sam Example, whom the police know as Samuel and as a month older."""
    record([replace(SAMUEL, child=sam.key)], by=partnership, at=after(10))
    return reverse("children:decide_identity", args=[sam.pk])


def decide(client: Client, page: str, stands: str = "other", **more: str) -> int:
    """As the form sends it: with what was weighed, just as the page said it."""
    weighed = re.findall(r'name="among" value="([^"]*)"', client.get(page).content.decode())
    said = {"reason": "Seen on the birth certificate", "decided_by": "Robin Vale"}
    sent = {"stands": stands, "among": weighed, **said, **more}
    return client.post(page, sent).status_code


def doubts() -> list[str]:
    return list(Finding.objects.filter(rule=DOUBT).values_list("rule", flat=True))


def test_what_a_person_decides_names_the_child_everywhere(
    client: Client, partnership: User, sam: Child, page: str
) -> None:
    client.force_login(partnership)
    assert doubts() == [DOUBT]
    assert decide(client, page) == 302
    sam.refresh_from_db()
    assert (sam.name, sam.born) == ("Samuel Example", date(2011, 3, 4))
    assert doubts() == []
    about = client.get(reverse("children:about", args=[sam.pk])).content.decode()
    assert "Samuel Example" in about.partition("wayhome-identity__name")[2][:200]
    assert "Stands" not in about.partition(">Sam<")[0].rpartition("<tr")[2]


def test_an_older_statement_that_is_loaded_later_renames_nobody(partnership: User, sam: Child) -> None:
    older = replace(said(SAMUEL.fact, -500, key="older", of=FORCE), child=sam.key)
    record([older], by=partnership, at=after(10))
    sam.refresh_from_db()
    assert (sam.name, sam.born) == ("Sam Example", date(2011, 4, 3))
    doubt = Finding.objects.get(rule=DOUBT)
    assert doubt.evidence[1] == "older"
    assert doubt.owner == agency(FORCE)


def test_before_the_decision_the_first_stood(
    client: Client, partnership: User, sam: Child, page: str
) -> None:
    client.force_login(partnership)
    decide(client, page)
    before = after(20).isoformat().replace("+00:00", "Z")
    then = client.get(reverse("children:about", args=[sam.pk], query={"at": before})).content.decode()
    assert "Sam Example" in then.partition("wayhome-identity__name")[2][:200]


def test_the_index_rebuilt_says_the_same(client: Client, partnership: User, sam: Child, page: str) -> None:
    client.force_login(partnership)
    decide(client, page)
    index.rebuild(at=after(20_000))
    sam.refresh_from_db()
    assert sam.name == "Samuel Example"
    assert doubts() == []


def test_the_choice_tells_who_stated_each_when_and_who_else_was_told(
    client: Client, partnership: User, sam: Child, page: str
) -> None:
    passed_on = replace(SAMUEL, told=(telling(FORCE, 5), telling(ENGLISH, 7)))
    record([replace(passed_on, child=sam.key)], by=partnership, at=after(11))
    client.force_login(partnership)
    options = client.get(page).content.decode()
    assert "Samuel Example, 4 Mar 2011, Male" in options
    assert f"stated by {agency(FORCE).name}, Tue 13 Jan 2026, 02:00" in options
    assert f"told to {agency(ENGLISH).name}, Tue 13 Jan 2026, 04:00" in options


def test_the_decision_reads_in_words_even_after_what_it_chose_was_withdrawn(
    client: Client, partnership: User, sam: Child, page: str
) -> None:
    client.force_login(partnership)
    decide(client, page)
    record(
        [replace(SAMUEL, child=sam.key, fact=Withdrawn(reason="A sibling"))], by=partnership, at=after(20_000)
    )
    for tab in ("about", "chronology"):
        read = client.get(reverse(f"children:{tab}", args=[sam.pk])).content.decode()
        assert "Samuel Example, 4 Mar 2011, Male, stated by" in read
        assert "Seen on the birth certificate" in read
        assert "Robin Vale" in read
    sam.refresh_from_db()
    assert sam.name == "Sam Example"


def test_a_decision_does_not_tell_what_was_sealed(
    client: Client, partnership: User, sam: Child, page: str
) -> None:
    client.force_login(partnership)
    decide(client, page)
    seal(Event.objects.get(key="other"), by=partnership, at=after(20_000))
    read = client.get(reverse("children:about", args=[sam.pk])).content.decode()
    assert "Samuel" not in read
    assert "An identity that cannot be read here" in read


def test_what_is_not_stated_of_the_child_cannot_be_decided_on(partnership: User, sam: Child) -> None:
    elsewhere = IdentityDecided(stands="other", among=("other",), reason="A guess", decided_by="Robin Vale")
    with pytest.raises(Refusal):
        decide_identity(sam, elsewhere, by=partnership, at=after(10))
    assert not sam.events.filter(kind="IdentityDecided").exists()


def test_one_who_decides_again_has_the_last_word(
    client: Client, partnership: User, sam: Child, page: str
) -> None:
    client.force_login(partnership)
    decide(client, page)
    first = (
        sam.events.filter(kind="IdentityStated").order_by("happened_begins").values_list("key", flat=True)[0]
    )
    decide(client, page, stands=first)
    sam.refresh_from_db()
    assert sam.name == "Sam Example"
    about = client.get(reverse("children:about", args=[sam.pk])).content.decode()
    assert about.count("Seen on the birth certificate") == 2


@pytest.mark.parametrize(
    "wrong", [{"stands": "nobody"}, {"reason": " "}, {"decided_by": " "}, {"among": ""}, {"among": "m"}]
)
def test_a_choice_that_means_nothing_is_asked_again_and_nothing_is_kept(
    client: Client, partnership: User, sam: Child, page: str, wrong: dict[str, str]
) -> None:
    client.force_login(partnership)
    assert decide(client, page, **wrong) == 200
    assert not sam.events.filter(kind="IdentityDecided").exists()


def test_a_home_states_who_the_child_is_but_does_not_decide(client: Client, sam: Child, page: str) -> None:
    client.force_login(user("registered_manager", HOME))
    assert client.get(reverse("children:state", args=[sam.pk, "identity"])).status_code == 200
    assert client.get(page).status_code == 403
    assert page not in client.get(reverse("children:about", args=[sam.pk])).content.decode()


def test_a_place_is_not_told_by_the_choices(client: Client, partnership: User, page: str) -> None:
    client.force_login(partnership)
    assert "ZZ1 1AA" not in client.get(page).content.decode()
