"""One definition of which stated identity stands, for the name that is shown and for every rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.saying import after, said
from wayhome.rules.ages import stated_birth
from wayhome.rules.chronology import Chronology
from wayhome.rules.doubts import identity_differs
from wayhome.rules.event import Event
from wayhome.rules.facts import IdentityDecided, IdentityStated, Withdrawn
from wayhome.rules.identity import as_recorded, standing_identity


def stated(forename: str, hours: float, recorded: float | None, *, born: int = 2010) -> Event:
    """Said at one hour and recorded at another; None: there is no record. The key is the name as first said."""
    event = said(IdentityStated(forename=forename, born=date(born, 1, 1)), hours, key=forename)
    return replace(event, recorded_at=None if recorded is None else after(recorded))


def corrected(event: Event, recorded: float, **to: object) -> Event:
    fact = replace(event.fact, **to)  # type: ignore[arg-type]
    return replace(event, fact=fact, edition=event.edition + 1, recorded_at=after(recorded))


SAM, OLDER = stated("Sam", 50, 51), stated("Samuel", 1, 60, born=2009)
DECIDED = said(
    IdentityDecided(stands="Samuel", among=("Sam", "Samuel"), reason="seen", decided_by="worker"), 70, key="d"
)
STANDS = [
    # what was said, and the keys in the order of the record, the first of which stands
    ("an older statement is loaded later", [SAM, OLDER], "Sam Samuel"),
    (
        "the first is corrected after the second came",
        [SAM, OLDER, corrected(SAM, 80, forename="Sammy")],
        "Sam Samuel",
    ),
    ("there is no record, as of a file", [stated("Sam", 50, None), stated("Samuel", 1, None)], "Samuel Sam"),
    ("both came in one load", [stated("Sam", 50, 60), stated("Samuel", 1, 60)], "Samuel Sam"),
]


@pytest.mark.parametrize(("why", "events", "order"), STANDS, ids=[why for why, _, _ in STANDS])
def test_the_identity_recorded_first_stands(why: str, events: list[Event], order: str) -> None:
    chronology = Chronology.of("1", events)
    assert [event.key for event in as_recorded(chronology)] == order.split()
    stands = standing_identity(chronology)
    assert stands is not None
    assert stands.key == order.split(maxsplit=1)[0]


def test_a_correction_shows_the_corrected_words() -> None:
    stands = standing_identity(Chronology.of("1", [SAM, OLDER, corrected(SAM, 80, forename="Sammy")]))
    assert stands is not None
    assert stands.fact == IdentityStated(forename="Sammy", born=date(2010, 1, 1))


def test_the_rules_take_the_same_one_as_the_name() -> None:
    chronology = Chronology.of("1", [SAM, OLDER])
    assert stated_birth(chronology) == (SAM, date(2010, 1, 1))
    assert list(identity_differs(chronology, ())) == [((SAM, OLDER), "")]


def test_what_a_person_decided_stands_and_what_was_withdrawn_does_not() -> None:
    assert standing_identity(Chronology.of("1", [SAM, OLDER, DECIDED])) == OLDER
    gone = said(Withdrawn(reason="a sibling's"), 90, key="Sam", edition=2)
    assert standing_identity(Chronology.of("1", [SAM, OLDER, gone])) == OLDER
    assert standing_identity(Chronology.of("1", [])) is None
