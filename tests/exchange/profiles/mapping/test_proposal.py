"""A mapping proposed from a header alone: what is known is placed, what is not is said, and no cell is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from wayhome.exchange.profiles.mapping import examples
from wayhome.exchange.profiles.mapping.proposal import lines, propose
from wayhome.exchange.profiles.mapping.reading import NoMapping, read
from wayhome.exchange.tables.table import columns_of
from wayhome.rules.refusal import Refusal

MAPPED = Path(__file__).parents[3] / "data" / "mapped"


def proposed(header: list[str], onto: str = "police") -> str:
    return "\n".join(lines(propose(header, onto)))


def test_a_councils_header_is_placed_as_its_example_places_it() -> None:
    text = proposed(list(columns_of(MAPPED / "council.csv")))
    ours, theirs = read(text), read(examples.text("council"))
    reads = [{name: cell.reads for name, cell in parts.parts[0].cells.items()} for parts in (ours, theirs)]
    assert reads[0] == reads[1]
    assert ours.parts[1].cells["held_at"].reads == ("RHI Date", "RHI Time")
    assert '#   "Worker"' in text
    assert "Sam" not in text


def test_what_is_wanted_and_not_found_is_said_and_fails_the_check() -> None:
    text = proposed(list(columns_of(MAPPED / "police_export.csv")))
    assert "# returned_at is needed" in text
    assert 'risk = "current_final_risk_level"' in text
    assert '#   "q_25"' in text
    with pytest.raises(NoMapping) as unread:
        read(text)
    assert [fault.key for fault in unread.value.faults] == ["incidents.returned_at"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("ClientID", 'person_id = "ClientID"'),
        ("DATE_OF_BIRTH", 'dob = "DATE_OF_BIRTH"'),
        ("First-Name", 'forename = "First-Name"'),
        ("Ethnicty", 'ethnicity = "Ethnicty"  # a guess'),
        ('The "risk"', '#   "The \\"risk\\""'),
    ],
)
def test_a_name_is_known_whatever_its_case_humps_and_marks(name: str, line: str) -> None:
    assert line in proposed(["Incident", "Missing since", name]).splitlines()


def test_a_return_is_proposed_too() -> None:
    text = proposed(["Child ID", "DOB", "Episode type", "Start date", "End date"], "ssda903")
    assert read(text).parts[0].cells["MIS_END"].columns == ("End date",)


def test_a_first_line_that_is_no_header_is_refused_and_not_shown() -> None:
    with pytest.raises(Refusal) as refused:
        propose(["Sam", "Example", "06/05/2011", "F"], "police")
    assert refused.value.sentence.facts == {}
