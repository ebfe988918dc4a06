"""Of several stated identities the first stands, until a person decides."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.children.conftest import user
from tests.saying import FORCE, HOME, after, said
from wayhome.cases.children import index
from wayhome.cases.children.actions import record
from wayhome.cases.children.models import Child, Finding
from wayhome.cases.partners.models import User
from wayhome.rules.facts import IdentityStated

pytestmark = pytest.mark.django_db

DOUBT = "record.identity_differs"


@pytest.fixture
def page(partnership: User, sam: Child) -> str:
    """Where it is decided, of Sam Example, whom the police know as Samuel and as a month older."""
    other = IdentityStated(forename="Samuel", surname="Example", born=date(2011, 3, 4), postcode="ZZ1 1AA")
    record([said(other, 5, key="other", child=sam.key, of=FORCE)], by=partnership, at=after(10))
    return reverse("children:state", args=[sam.pk, "which-identity"])


def decide(client: Client, page: str, stands: str = "other", **more: str) -> int:
    """As the form sends it: with what was weighed, just as the page said it."""
    found = re.search(r'name="among" value="([^"]*)"', client.get(page).content.decode())
    assert found
    sent = {"stands": stands, "among": found[1], "reason": "Seen on the birth certificate", **more}
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


@pytest.mark.parametrize("wrong", [{"stands": "nobody"}, {"reason": " "}, {"among": ""}])
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
    assert "which-identity" not in client.get(reverse("children:about", args=[sam.pk])).content.decode()


def test_a_place_is_not_told_by_the_choices(client: Client, partnership: User, page: str) -> None:
    client.force_login(partnership)
    assert "ZZ1 1AA" not in client.get(page).content.decode()
