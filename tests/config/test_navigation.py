"""Where one is stands out in the navigation, on every page of a room."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.children.conftest import named, user
from tests.cases.children.partnership import partnership
from tests.saying import ENGLISH
from wayhome.cases.partners.models import User
from wayhome.rules.access import ROLES, Act

__all__ = ["partnership"]

pytestmark = pytest.mark.django_db

#: All others begin on the board.
BEGINS_ON = {"administrator": "Agencies", "governance_lead": "Who used a record", "analyst": "Numbers"}


def here(client: Client, address: str) -> list[str]:
    page = client.get(address).context
    return [link.label for link in (*page["beginnings"], *page["navigation"]) if link.current]


def test_it_is_the_entry_whose_address_holds_the_page_or_the_only_one_of_its_room(
    client: Client, partnership: User
) -> None:
    child = named(partnership, "Sam", "Example", date(2011, 4, 3))
    client.force_login(partnership)
    assert here(client, reverse("worklist:board")) == ["Missing now"]
    assert here(client, reverse("worklist:most_often")) == ["Decisions"]
    assert here(client, reverse("children:child", args=[child.pk])) == ["Find a child"]
    assert here(client, reverse("exploitation:picture", args=[child.pk])) == ["Exploitation"]
    assert here(client, reverse("missing:report")) == ["Report a child missing"]


def test_a_page_that_no_entry_holds_is_of_the_first_where_its_room_has_several(
    client: Client, partnership: User
) -> None:
    client.force_login(partnership)
    assert here(client, reverse("worklist:inherited")) == ["Missing now"]


def test_a_page_that_is_an_entry_for_others_is_no_part_of_the_only_one_shown_of_its_room(
    client: Client, partnership: User
) -> None:
    """An administrator is not shown *Missing now*."""
    client.force_login(user("administrator", ENGLISH))
    assert here(client, reverse("worklist:mine")) == ["My work"]
    assert here(client, reverse("worklist:inherited")) == ["My work"]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_begins_on_the_board_or_if_it_may_read_none_on_what_it_does(
    client: Client, partnership: User, role: str
) -> None:
    client.force_login(user(role, ENGLISH))
    begun = client.get("/", follow=True)
    assert begun.status_code == 200
    shown = begun.context["navigation"]
    assert [link.label for link in shown if link.current] == [shown[0].label]
    assert shown[0].label == BEGINS_ON.get(role, "Missing now")
    assert (role not in BEGINS_ON) == (Act.SEE in ROLES[role].acts)


def test_whoever_may_read_no_board_prints_none(client: Client, partnership: User) -> None:
    """An empty sheet would read as if every child were safe."""
    client.force_login(user("administrator", ENGLISH))
    assert client.get(reverse("worklist:print")).status_code == 404
