"""A search for a child whom one may not see says whom to ask, where the protocol allows it, and nothing else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.cases.children.conftest import agency, named, user
from tests.saying import ENGLISH, FORCE, WELSH, after, missing, said
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import end_relation, record, relate, seal
from wayhome.cases.children.actions.restricting import restrict
from wayhome.cases.children.beyond import KnownTo, is_whole, look_beyond
from wayhome.cases.children.history import history_of
from wayhome.cases.children.models import Child, Event, Relation
from wayhome.cases.children.search import Search
from wayhome.cases.partners.models import Team, User
from wayhome.rules.access import ROLES, RelationKind, RestrictionKind
from wayhome.rules.facts import IdentifierStated, IdentityStated, Part, ResponsibleAuthorityStated
from wayhome.rules.guidance.protocol import Protocol

pytestmark = pytest.mark.django_db

BORN = date(2011, 4, 3)
WHOLE = Search(name="sam van  example", born=BORN)


@pytest.fixture
def child(partnership: User) -> Child:
    """Sam, in the care of the English authority, whose duty desk is called Days."""
    child = named(partnership, "Sam", "van Example", BORN)
    stated = ResponsibleAuthorityStated(authority=ENGLISH)
    number = IdentifierStated(scheme="council", value="N-7")
    record(
        [said(stated, -5, key="a", child=child.key), said(number, -5, key="n", child=child.key)],
        by=partnership,
        at=after(1),
    )
    Team.objects.create(agency=agency(ENGLISH), name="Days", kind="duty_desk")
    return child


@pytest.fixture
def searcher(child: Child, settings: Any) -> User:
    """Of a council that has nothing to do with Sam, and whose role may look beyond."""
    settings.WAYHOME_PROTOCOL = (Protocol(search_beyond=("duty_worker",)),)
    return user("duty_worker", WELSH)


def ask(by: User, search: Search = WHOLE) -> KnownTo | None:
    return look_beyond(search, by=by, at=after(2))


def test_whom_to_ask_is_said_of_a_child_who_is_named_whole(searcher: User) -> None:
    known = KnownTo(agency(ENGLISH).name, "Days")
    assert ask(searcher) == known
    assert ask(searcher, Search(number="N-7")) == known


def test_by_default_nothing_is_said_and_nothing_is_kept(child: Child) -> None:
    assert ask(user("duty_worker", WELSH)) is None
    assert not Entry.objects.filter(verb="search_beyond").exists()


def test_a_role_that_the_protocol_does_not_name_is_told_nothing(searcher: User) -> None:
    assert ask(user("coordinator", WELSH)) is None


@pytest.mark.parametrize(
    "search",
    [
        Search(name="Sam van Example"),
        Search(name="Example", born=BORN),
        Search(name="Sa van Example", born=BORN),
        Search(name="Sam van Example", born=date(2011, 3, 4)),
        Search(born=BORN),
        Search(number="N-"),
        Search(name="van Example Sam", born=BORN),
    ],
    ids=str,
)
def test_who_is_only_looked_around_for_is_not_found(searcher: User, search: Search) -> None:
    assert ask(searcher, search) is None


def test_that_somebody_searched_is_kept_with_the_child_only_if_the_child_was_named(
    searcher: User, child: Child
) -> None:
    ask(searcher)
    ask(searcher, Search(number="nobody's"))
    kept = Entry.objects.filter(verb="search_beyond").order_by("pk")
    assert [(one.subject, one.detail) for one in kept] == [
        (f"child:{child.pk}", {"answered": True}),
        (f"user:{searcher.pk}", {"answered": False}),
    ]


def test_who_answers_for_the_record_reads_who_searched(searcher: User, child: Child) -> None:
    ask(searcher)
    lead = user("governance_lead", ENGLISH)
    assert [one.actor_id for one in history_of(child, lead) if one.verb == "search_beyond"] == [searcher.pk]


def test_a_child_who_is_missing_is_answered_like_any_other(
    searcher: User, child: Child, partnership: User
) -> None:
    before = ask(searcher)
    record([missing(1, child=child.key, of=FORCE)], by=partnership, at=after(2))
    assert ask(searcher) == before


@pytest.mark.parametrize("key", ["n", "i"])
def test_a_child_of_whom_a_name_or_number_was_sealed_is_never_named(
    searcher: User, child: Child, partnership: User, key: str
) -> None:
    also = IdentityStated(forename="Sam", surname="van Example", born=BORN)
    record([said(also, -4, key="again", child=child.key)], by=partnership, at=after(1))
    row = Event.objects.get(key="n" if key == "n" else f"i/{child.pk}")
    seal(row, by=partnership, at=after(2))
    assert ask(searcher) is None


@pytest.mark.parametrize("kind", [*RestrictionKind])
def test_a_child_whose_record_is_restricted_is_never_named(
    searcher: User, child: Child, kind: RestrictionKind
) -> None:
    lead = user("safeguarding_lead", ENGLISH)
    restrict(child, kind, "Not for others", named=(), by=lead, at=after(2))
    assert ask(searcher) is None


def test_two_who_are_called_so_are_nobody(searcher: User, partnership: User) -> None:
    named(partnership, "Sam", "van Example", BORN)
    assert ask(searcher) is None


def test_an_authority_whose_tie_has_ended_and_one_that_nobody_stated_are_not_named(
    searcher: User, child: Child, partnership: User
) -> None:
    for tie in Relation.objects.filter(child=child):
        end_relation(tie, by=partnership, at=now())
    assert ask(searcher) is None
    shared = {"because": "share", "by": partnership, "at": after(2)}
    relate(child, agency(ENGLISH), RelationKind.SHARED, **shared)
    assert ask(searcher) is None
    named(partnership, "Robin", "Example", BORN)
    assert ask(searcher, Search(name="Robin Example", born=BORN)) is None


def test_the_police_who_know_a_child_are_not_named(searcher: User, partnership: User) -> None:
    other = named(user("coordinator", FORCE), "Robin", "Example", BORN)
    stated = ResponsibleAuthorityStated(authority=ENGLISH)
    record([said(stated, -5, key="b", child=other.key)], by=partnership, at=after(1))
    assert ask(searcher, Search(name="Robin Example", born=BORN)) is None


def found(client: Client, by: User, **typed: str) -> str:
    client.force_login(by)
    return client.post(reverse("children:find"), typed, follow=True).content.decode()


TYPED = {"name": "Sam van Example", "born": "3/4/2011"}


def test_the_page_says_whom_to_ask_and_nothing_of_the_record(
    client: Client, searcher: User, child: Child
) -> None:
    page = found(client, searcher, **TYPED)
    assert f"Known to {agency(ENGLISH).name}" in page
    assert "Ask its desk, Days" in page
    assert "0 children found" in page
    assert reverse("children:child", args=[child.pk]) not in page


def test_whoever_may_see_the_child_finds_the_child(
    client: Client, searcher: User, child: Child, settings: Any
) -> None:
    own = user("duty_worker", ENGLISH, "own")
    page = found(client, own, **TYPED)
    assert "Known to" not in page
    assert reverse("children:child", args=[child.pk]) in page
    assert not Entry.objects.filter(verb="search_beyond").exists()


SEARCHING = [role.key for role in ROLES.values() if role.readable[Part.IDENTITY]]


@pytest.mark.parametrize("role", SEARCHING)
def test_no_role_is_told_more_than_whom_to_ask(
    client: Client, child: Child, partnership: User, settings: Any, role: str
) -> None:
    """Missing tonight, with a reference: the answer is to the letter that of a child who is not."""
    settings.WAYHOME_PROTOCOL = (Protocol(search_beyond=tuple(SEARCHING)),)
    held = next(kind for kind in ROLES[role].agency_kinds)
    elsewhere = agency(WELSH)
    elsewhere.kind = held.value
    elsewhere.save()
    who = user(role, WELSH)
    before = found(client, who, **TYPED)
    record([missing(1, child=child.key, of=FORCE)], by=partnership, at=after(2))
    after_it = found(client, who, **TYPED)
    assert "Known to" in before
    assert _said(before) == _said(after_it)


def _said(page: str) -> str:
    """The page's own words, without what differs from one answer to the next."""
    return page.partition("<h1")[2].partition("<h2")[0]


def test_to_be_named_whole_is_a_number_or_a_whole_name_and_a_birthday() -> None:
    assert is_whole(Search(number="1"))
    assert is_whole(WHOLE)
    assert not is_whole(Search(name="Sam", born=BORN))
