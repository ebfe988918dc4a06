"""The record as insight reads it: who is in it, what is left out, and what the audit says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from tests.cases.children.conftest import episode, named, user
from tests.cases.children.partnership import partnership
from tests.saying import ENGLISH, after, said
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import record, seal
from wayhome.cases.children.actions.restricting import lift, restrict
from wayhome.cases.children.models import Child, Event, Restriction
from wayhome.cases.partners.models import User
from wayhome.insight.extract import record as door
from wayhome.rules.access import RestrictionKind
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import (
    ConcernStated,
    Contact,
    ContactKind,
    FormOfHarm,
    KeptApart,
    Whether,
    Withdrawn,
)

__all__ = ["partnership"]

NOW = after(100)


def taken(child: Child | None = None) -> list[Chronology]:
    each = door.chronologies(by=INSTALLATION, at=NOW, child=child.pk if child else None)
    return [chronology for chronology, _ in each]


@pytest.fixture
def sam(partnership: User) -> Child:
    return missing_once(partnership, "Sam")


def missing_once(by: User, forename: str) -> Child:
    child = named(by, forename, "Example")
    record(episode(child, 0, f"m/{child.pk}"), by=by, at=after(8))
    return child


def test_every_child_who_was_missing_under_their_own_number(sam: Child, partnership: User) -> None:
    named(partnership, "Never", "Missing")
    other = missing_once(partnership, "Alex")
    assert [one.child for one in taken()] == sorted((sam.key, other.key), key=int)
    assert [one.child for one in taken(other)] == [other.key]


def test_for_an_extract_also_a_child_of_whom_a_concern_was_stated_and_for_nothing_else(
    sam: Child, partnership: User
) -> None:
    feared = named(partnership, "Never", "Missing")
    concern = ConcernStated(
        form=FormOfHarm.ONLINE,
        harm_occurred=Whether.NOT_KNOWN,
        at_risk=Whether.YES,
        because="simulated",
        stated_by="simulated",
        review_by=date(2026, 2, 1),
    )
    record([said(concern, 3, child=feared.key)], by=partnership, at=after(9))
    extracted = door.chronologies(by=INSTALLATION, at=NOW, of=door.EXTRACTED)
    assert [one.child for one, _ in extracted] == sorted((sam.key, feared.key), key=int)
    assert [one.child for one in taken()] == [sam.key]


def test_children_come_in_batches_each_with_its_entry(
    sam: Child, partnership: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "AT_ONCE", 2)
    numbers = sorted([sam.pk, *(missing_once(partnership, name).pk for name in ("Alex", "Kit"))])
    assert [int(one.child) for one in taken()] == numbers
    entries = Entry.objects.filter(verb="extract").order_by("pk")
    assert [entry.detail["numbers"] for entry in entries] == [numbers[:2], numbers[2:]]
    assert [entry.subject for entry in entries] == ["children:2", f"child:{numbers[2]}"]
    assert {(entry.actor_id, entry.agency_code) for entry in entries} == {(None, "")}


def test_who_was_missing_by_mistake_is_there_for_what_was_known_then(sam: Child, partnership: User) -> None:
    gone = Event.objects.get(kind="Missing")
    withdrawn = said(Withdrawn(reason="another child"), 0, key=gone.key, child=sam.key, edition=2)
    record([withdrawn], by=partnership, at=after(9))
    assert [len(one.by_kind.get("Missing", ())) for one in taken()] == [0]


def test_what_is_sealed_stays(sam: Child, partnership: User) -> None:
    seal(Event.objects.get(kind="Found"), by=partnership, at=after(9))
    (one,) = taken()
    assert "Found" not in {event.kind for event in one.editions}
    assert "Returned" in {event.kind for event in one.editions}


@pytest.mark.parametrize("kind", sorted(RestrictionKind))
def test_a_record_restricted_to_people_by_name_is_left_out_until_it_is_lifted(
    sam: Child, partnership: User, kind: RestrictionKind
) -> None:
    lead = user("safeguarding_lead", ENGLISH, "Lead")
    restriction = restrict(sam, kind, "A reason", named=[partnership], by=lead, at=after(9))
    assert len(taken()) == (0 if restriction.closes_record else 1)
    lift(restriction, "It is over", by=user("safeguarding_lead", ENGLISH, "Other"), at=after(10))
    assert len(taken()) == 1
    assert Restriction.objects.standing().count() == 0


def _meanwhile(monkeypatch: pytest.MonkeyPatch, then: Callable[[], object], step: str) -> None:
    """Somebody does this once children were listed, before that step of the reading."""
    does = getattr(door, step)

    def late(*given: object) -> object:
        then()
        return does(*given)

    monkeypatch.setattr(door, step, late)


def _stamped(held: bool) -> list[Chronology]:
    return [one for _, one, _ in door.stamped(by=INSTALLATION, at=NOW, holds=lambda _: held)]


@pytest.mark.parametrize(
    ("reads", "step"),
    [
        (taken, "read"),
        (lambda: [one for one, _ in door.chronologies_to_count()], "read"),
        (lambda: _stamped(held=False), "read"),
        (lambda: _stamped(held=False), "_stamps"),
    ],
    ids=["to take out", "to count", "with stamps", "before its stamp"],
)
def test_a_record_that_is_closed_once_children_were_listed_is_left_out(
    sam: Child,
    partnership: User,
    monkeypatch: pytest.MonkeyPatch,
    reads: Callable[[], list[Chronology]],
    step: str,
) -> None:
    other = missing_once(partnership, "Alex")
    lead = user("safeguarding_lead", ENGLISH, "Lead")
    closes = partial(restrict, sam, RestrictionKind.WITNESS, "A trial", named=(), by=lead, at=after(9))
    _meanwhile(monkeypatch, closes, step)
    assert [one.child for one in reads()] == [other.key]
    assert all(entry.detail["numbers"] == [other.pk] for entry in Entry.objects.filter(verb="extract"))


def test_nor_are_rows_of_before_taken_over(
    sam: Child, partnership: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = missing_once(partnership, "Alex")
    lead = user("safeguarding_lead", ENGLISH, "Lead")
    closes = partial(restrict, sam, RestrictionKind.WITNESS, "A trial", named=(), by=lead, at=after(9))
    _meanwhile(monkeypatch, closes, "_stamps")
    asked = list[bytes]()
    assert list(door.stamped(by=INSTALLATION, at=NOW, holds=lambda stamp: not asked.append(stamp))) == []
    assert len(asked) == 1
    assert Entry.objects.get(verb="extract").detail["numbers"] == [other.pk]


def test_of_a_batch_that_was_closed_whole_nothing_is_entered(
    sam: Child, partnership: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = user("safeguarding_lead", ENGLISH, "Lead")
    closes = partial(restrict, sam, RestrictionKind.WITNESS, "A trial", named=(), by=lead, at=after(9))
    _meanwhile(monkeypatch, closes, "read")
    assert taken() == []
    assert not Entry.objects.filter(verb="extract").exists()


def test_words_that_say_where_a_protected_child_is_come_as_tokens(sam: Child, partnership: User) -> None:
    lead = user("safeguarding_lead", ENGLISH, "Lead")
    restrict(sam, RestrictionKind.REFUGE, "A reason", named=[partnership], by=lead, at=after(9))
    place = Contact(contact=ContactKind.PLACE, value="12 Quiet Street", role="stays there")
    record([said(place, 10, child=sam.key)], by=partnership, at=after(10))
    (one,) = taken()
    (contact,) = one.by_kind["Contact"]
    assert isinstance(contact.fact, Contact)
    assert isinstance(contact.fact.value, KeptApart)
    assert "Quiet" not in repr(one.editions)


def test_agencies_are_named_by_code(partnership: User) -> None:
    assert door.names_of_agencies()["E-A"] == "Simulated E-A"
