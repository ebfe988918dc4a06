"""Finding a child by part of a name, its sound, a birthday or a number."""

from datetime import date

import pytest

from tests.cases.children.conftest import agency, named, user
from tests.saying import ENGLISH, HOME, after, said
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import record, relate
from wayhome.cases.children.models import Child
from wayhome.cases.children.search import Search, alike, find_children, matches, matching
from wayhome.cases.partners.models import User
from wayhome.rules.access import RelationKind
from wayhome.rules.facts import IdentifierStated, IdentityStated

pytestmark = pytest.mark.django_db


@pytest.fixture
def siobhan(partnership: User) -> Child:
    return named(partnership, "Siobhán Marie", "O'Connor-Smythe", date(2010, 7, 4))


def found(search: Search, by: User) -> set[Child]:
    return set(matching(search, by))


@pytest.mark.parametrize(
    "typed",
    [
        "siobhan",  # without the accent
        "O'Connor",
        "o’connor",
        "OConnor",
        "connor siobhan",  # in another order
        "Conner",  # by its sound
        "Smith",
        "SIOB",  # the beginning of a part
        "marie smythe",
    ],
)
def test_a_name_is_found_by_part_and_by_sound(partnership: User, siobhan: Child, typed: str) -> None:
    assert found(Search(name=typed), partnership) == {siobhan}


@pytest.mark.parametrize("typed", ["Thompson", "siobhan thompson", "arie", "%", "_"])
def test_every_part_must_fit(partnership: User, siobhan: Child, typed: str) -> None:
    assert found(Search(name=typed), partnership) == set()


def test_a_name_in_letters_of_its_own_is_found_as_written(partnership: User) -> None:
    child = named(partnership, "Олена", "Коваль")
    assert found(Search(name="Коваль"), partnership) == {child}


def test_a_birthday_is_found_with_its_day_and_month_the_other_way_round(
    partnership: User, siobhan: Child
) -> None:
    assert found(Search(born=date(2010, 7, 4)), partnership) == {siobhan}
    swapped = Search(born=date(2010, 4, 7))
    (match,) = matches(matching(swapped, partnership), swapped)
    assert match.is_swapped
    assert found(Search(born=date(2010, 7, 5)), partnership) == set()


def test_a_name_and_a_birthday_must_both_hold_of_one_identity(partnership: User, siobhan: Child) -> None:
    other = IdentityStated(forename="Shiv", surname="Jones", born=date(2011, 1, 31))
    record([said(other, 1, key="other", child=siobhan.key)], by=partnership, at=after(1))
    assert found(Search(name="jones", born=date(2011, 1, 31)), partnership) == {siobhan}
    assert found(Search(name="jones", born=date(2010, 7, 4)), partnership) == set()


def test_a_number_of_any_scheme_and_a_police_reference_find_the_child(partnership: User, sam: Child) -> None:
    number = IdentifierStated(scheme="NHS number", value="9990001234")
    record([said(number, 1, key="n", child=sam.key)], by=partnership, at=after(1))
    for typed in ("9990001234", "999 000 1234", "LOG-7", "log-7"):
        assert found(Search(number=typed), partnership) == {sam}
    assert found(Search(number="LOG"), partnership) == set()


def test_a_child_one_cannot_see_is_not_found(partnership: User, siobhan: Child) -> None:
    worker = user("residential_worker", HOME)
    assert found(Search(name="siobhan"), worker) == set()
    assert found(Search(born=date(2010, 7, 4)), worker) == set()
    relate(siobhan, agency(HOME), RelationKind.OWN_AGENCY, because="report", by=partnership, at=after(0))
    assert found(Search(name="siobhan"), worker) == {siobhan}


def test_a_list_shows_the_other_names_the_authority_and_who_is_missing(partnership: User, sam: Child) -> None:
    other = IdentityStated(forename="Sammy", surname="Example")
    record([said(other, 1, key="other", child=sam.key)], by=partnership, at=after(1))
    (match,) = matches([sam], Search())
    assert (match.child, match.also, match.standing) == (sam, ("Sammy Example",), "Missing")
    assert match.authority == agency(ENGLISH).name


def test_a_list_asks_as_often_for_many_as_for_one(
    partnership: User, sam: Child, django_assert_num_queries
) -> None:
    many = [sam, *(named(partnership, f"Simulated {n}", "Child") for n in range(5))]
    for children in ([sam], many):
        with django_assert_num_queries(4):
            matches(children, Search())


def test_the_audit_keeps_that_somebody_searched_and_never_for_whom(partnership: User, siobhan: Child) -> None:
    assert find_children(Search(name="siobhan"), by=partnership, at=after(1)) == 1
    entry = Entry.objects.get(verb="find_children")
    assert entry.detail == {"name": True, "born": False, "number": False, "found": 1}
    assert "siobhan" not in repr(vars(entry)).casefold()


def test_who_may_be_the_same_sounds_so_and_was_born_that_day(partnership: User, siobhan: Child) -> None:
    def same(forename: str, surname: str, born: date | None) -> list[Child]:
        return alike(IdentityStated(forename=forename, surname=surname, born=born), partnership)

    assert same("Brianna", "Other", date(2010, 7, 4)) == []
    assert same("Siobhan", "Other", date(2010, 7, 4)) == [siobhan]
    assert same("Siobhan", "Other", date(2010, 4, 7)) == [siobhan]
    assert same("Siobhan", "Other", date(2010, 7, 5)) == []
    assert same("Siobhan Marie", "O'Conner Smith", None) == [siobhan]
    assert same("Siobhan", "Other", None) == []
