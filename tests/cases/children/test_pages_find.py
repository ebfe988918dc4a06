"""Finding and adding a child, page by page."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.children.conftest import named, user
from tests.saying import ENGLISH, HOME
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import User

pytestmark = pytest.mark.django_db

FIND, ADD = reverse("children:find"), reverse("children:add")


def test_a_search_is_sent_and_shown_without_a_name_in_any_address(
    client: Client, partnership: User, sam: Child
) -> None:
    client.force_login(partnership)
    response = client.post(FIND, {"name": "Example"}, follow=True)
    (address, status) = response.redirect_chain[0]
    assert status == 302
    assert "xample" not in address
    page = response.content.decode()
    assert "1 child found" in page
    assert reverse("children:child", args=[sam.pk]) in page
    assert Entry.objects.filter(verb="find_children").count() == 1
    assert client.get(address).content.decode().count("Sam Example") == 1  # going back shows it again


def test_what_was_searched_for_is_offered_again_as_people_write_it(client: Client, partnership: User) -> None:
    client.force_login(partnership)
    page = client.post(FIND, {"name": "Example", "born": "3/4/2011"}, follow=True).content.decode()
    assert 'value="Example"' in page
    assert 'value="3 April 2011"' in page


def test_a_search_in_an_address_finds_nothing(client: Client, partnership: User, sam: Child) -> None:
    client.force_login(partnership)
    assert "Sam" not in client.get(FIND, {"name": "Example"}).content.decode()


def test_another_person_cannot_open_what_somebody_searched_for(
    client: Client, partnership: User, sam: Child
) -> None:
    client.force_login(partnership)
    address = client.post(FIND, {"name": "Example"})["Location"]
    other = Client()
    other.force_login(user("coordinator", ENGLISH, "another"))
    assert other.get(address)["Location"] == FIND


def test_many_are_found_page_by_page(client: Client, partnership: User) -> None:
    for n in range(27):
        named(partnership, f"Simulated{n}", "Many")
    client.force_login(partnership)
    address = client.post(FIND, {"name": "many"})["Location"]
    assert client.get(address).content.decode().count('scope="row"') == 25
    assert client.get(address, {"page": "2"}).content.decode().count('scope="row"') == 2


def test_nothing_found_says_what_to_do_next(client: Client, partnership: User) -> None:
    client.force_login(partnership)
    page = client.post(FIND, {"name": "Nobody"}, follow=True).content.decode()
    assert "No child that you can see fits" in page
    assert ADD in page


def test_asking_for_nothing_says_what_to_enter(client: Client, partnership: User) -> None:
    client.force_login(partnership)
    assert "Enter a name, a date of birth or a number" in client.post(FIND, {}).content.decode()


def test_who_sees_no_child_has_no_search(client: Client, partnership: User) -> None:
    client.force_login(user("administrator", ENGLISH))
    assert client.get(FIND).status_code == 404
    assert client.get(ADD).status_code == 404


def test_a_child_is_added_once_somebody_has_looked_at_who_may_be_the_same(
    client: Client, partnership: User, sam: Child
) -> None:
    client.force_login(partnership)
    sent = {"forename": "Sam", "surname": "Other", "born": "3/4/2011"}
    page = client.post(ADD, sent).content.decode()
    assert "Is it one of these?" in page
    assert reverse("children:child", args=[sam.pk]) in page
    assert Child.objects.count() == 1
    added = client.post(ADD, {**sent, "none_of_these": "on", "looked_at": [sam.pk]})
    assert Child.objects.count() == 2
    assert added["Location"] == reverse("children:child", args=[Child.objects.exclude(pk=sam.pk).get().pk])


def test_one_whom_a_colleague_added_while_the_page_was_open_is_looked_at_first(
    client: Client, partnership: User, sam: Child
) -> None:
    client.force_login(partnership)
    sent = {"forename": "Sam", "surname": "Other", "born": "3/4/2011", "none_of_these": "on"}
    theirs = named(partnership, "Sam", "Other", date(2011, 4, 3))
    page = client.post(ADD, {**sent, "looked_at": [sam.pk]}).content.decode()
    assert "One more child who may be the same" in page
    assert reverse("children:child", args=[theirs.pk]) in page
    assert Child.objects.count() == 2
    client.post(ADD, {**sent, "looked_at": [sam.pk, theirs.pk]})
    assert Child.objects.count() == 3


def test_a_child_whom_nobody_resembles_is_added_at_once(client: Client, partnership: User) -> None:
    client.force_login(partnership)
    client.post(ADD, {"forename": "Zoe", "born": "3/4/2011"})
    assert Child.objects.get().forename == "Zoe"


def test_a_child_of_whom_no_name_is_given_is_asked_for(client: Client, partnership: User) -> None:
    client.force_login(partnership)
    assert "Enter a first or last name" in client.post(ADD, {"born": "3/4/2011"}).content.decode()
    assert not Child.objects.exists()


def test_somebody_who_sees_only_children_allocated_to_them_is_told_what_to_do_next(
    client: Client, partnership: User
) -> None:
    client.force_login(user("social_worker", ENGLISH))
    page = client.post(ADD, {"forename": "Zoe"}, follow=True).content.decode()
    assert "Ask your team manager to allocate the child to you" in page


def test_a_worker_of_a_home_adds_a_child_and_sees_the_child(client: Client, partnership: User) -> None:
    client.force_login(user("residential_worker", HOME))
    response = client.post(ADD, {"forename": "Zoe"}, follow=True)
    assert response.status_code == 200
    assert "Zoe" in response.content.decode()
