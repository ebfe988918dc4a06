"""The one door for events."""

import pytest

from tests.saying import ENGLISH, EVENING, FORCE, after, missing, said, telling
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import add_child, record
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Event, Finding, Telling, Watch
from wayhome.cases.partners.models import User
from wayhome.rules.facts import Found, FoundBy, IdentityStated, ResponsibleAuthorityStated, Returned
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(partnership: User) -> Child:
    return add_child(by=partnership, at=EVENING)


def test_what_was_said_is_read_back_as_it_was_said(partnership: User, child: Child) -> None:
    opened = missing(0, child=child.key, told=(telling(FORCE, 1, "LOG-1"),))
    recorded = record([opened], by=partnership, at=after(2))
    (held,) = chronology_of(child).events
    assert held == recorded.editions[0]
    assert held.recorded_at == after(2)
    assert held.says_the_same_as(opened)


def test_saying_it_again_changes_nothing(partnership: User, child: Child) -> None:
    opened = missing(0, child=child.key)
    record([opened], by=partnership, at=after(1))
    before = Entry.objects.count()
    again = record([opened], by=partnership, at=after(2))
    assert (again.unchanged, len(again.editions), Event.objects.count()) == (1, 0, 1)
    assert Entry.objects.count() == before


def test_a_correction_is_the_next_edition_and_taking_it_back_the_one_after(
    partnership: User,
    child: Child,
) -> None:
    opened = missing(0, child=child.key)
    by_police = said(Found(episode="m", by=FoundBy.POLICE), 5, key="f", child=child.key)
    by_family = said(Found(episode="m", by=FoundBy.FAMILY), 5, key="f", child=child.key)
    for at, events in enumerate([[opened, by_police], [by_family], [by_police]]):
        record(events, by=partnership, at=after(6 + at))
    editions = [e for e in chronology_of(child).editions if e.key == "f"]
    assert [e.edition for e in editions] == [1, 2, 3]
    assert [e.fact.by for e in editions] == [FoundBy.POLICE, FoundBy.FAMILY, FoundBy.POLICE]  # type: ignore[attr-defined]


def test_a_later_telling_is_added_without_a_new_edition(partnership: User, child: Child) -> None:
    opened = missing(0, child=child.key, told=(telling(ENGLISH, 0),))
    record([opened], by=partnership, at=after(1))
    passed_on = missing(0, child=child.key, told=(telling(ENGLISH, 0), telling(FORCE, 3, "LOG-1")))
    record([passed_on], by=partnership, at=after(3))
    assert (Event.objects.count(), Telling.objects.count()) == (1, 2)
    assert chronology_of(child).events[0].told == passed_on.told


def test_one_audit_entry_a_call_to_which_its_events_point(partnership: User, child: Child) -> None:
    record(
        [missing(0, child=child.key), said(Found(episode="m"), 2, child=child.key)],
        by=partnership,
        at=after(3),
    )
    entry = Entry.objects.get(verb="record")
    assert set(Event.objects.values_list("entry", flat=True)) == {entry.pk}
    assert entry.subject == f"child:{child.pk}"


def test_the_child_is_derived_in_the_same_breath(partnership: User, child: Child) -> None:
    record(
        [
            said(ResponsibleAuthorityStated(authority=ENGLISH), -1, child=child.key),
            said(IdentityStated(forename="Sam", surname="Example"), -1, child=child.key),
            missing(0, child=child.key, of=FORCE, told=(telling(FORCE, 0, "LOG-1"), telling(ENGLISH, 0))),
            said(Found(episode="m"), 5, child=child.key),
            said(Returned(episode="m"), 6, child=child.key),
        ],
        by=partnership,
        at=after(7),
    )
    interview = Finding.objects.get(rule="england.return_interview")
    assert (interview.state, interview.due_ends) == ("due", after(6 + 72))
    assert interview.owner is not None
    assert interview.owner.code == ENGLISH.code
    watch = Watch.objects.get()
    assert watch.changes_at == after(6 + 72)
    child.refresh_from_db()
    assert child.name == "Sam Example"


def test_an_agency_outside_the_partnership_is_refused_and_nothing_is_kept(
    partnership: User,
    child: Child,
) -> None:
    stranger = missing(0, child=child.key, of=FORCE.__class__("E-X", FORCE.kind))
    with pytest.raises(Refusal):
        record([stranger], by=partnership, at=after(1))
    assert not Event.objects.exists()
