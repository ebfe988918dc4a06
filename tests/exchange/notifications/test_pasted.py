"""A pasted notification, taken apart: each shape in which other systems print one, and nothing dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.exchange.notifications.labels import LABELS, field_called
from wayhome.exchange.notifications.pasted import take_apart

PRINTED = """
MISSING PERSON NOTIFICATION

Incident No.: 0457-12JAN26
Name        : EXAMPLE, Sam
D.O.B.      : 27/03/2011
Date/Time last seen: 12/01/2026 21:00
Time reported = 22:10
Risk - Medium
Circumstances:
Left the home after a phone call.
She said: do not wait up.
She took a blue bag.

Clothing: grey coat
  white trainers
Officer in case: PC 123
"""


def test_lines_of_label_and_value_however_they_are_set() -> None:
    pasted = take_apart(PRINTED)
    assert pasted.said == {
        "reference": "0457-12JAN26",
        "name": "EXAMPLE, Sam",
        "born": "27/03/2011",
        "last_seen_at": "12/01/2026 21:00",
        "at_time": "22:10",
        "level": "Medium",
        "circumstances": "Left the home after a phone call.",
        "clothing": "grey coat\nwhite trainers",
    }
    assert pasted.rest == [
        "MISSING PERSON NOTIFICATION",
        "She said: do not wait up.",
        "She took a blue bag.",
        "Officer in case: PC 123",
    ]


@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "|"])
def test_a_header_and_its_row_and_another_childs_row_is_left_aside(delimiter: str) -> None:
    rows = [
        ["Incident", "Forename", "Surname", "Last seen", "Officer"],
        ["I1", "Sam", "Example", "12/01/2026", "PC 1"],
    ]
    other = ["I2", "Alex", "Sample", "12/01/2026", "PC 2"]
    text = "\n".join(delimiter.join(row) for row in [*rows, other])
    pasted = take_apart(text)
    assert pasted.said == {
        "reference": "I1",
        "forename": "Sam",
        "surname": "Example",
        "last_seen_at": "12/01/2026",
    }
    assert pasted.rest == ["Officer: PC 1"]
    assert pasted.aside == [delimiter.join(other)]


def test_a_table_that_was_drawn_and_a_line_below_one_row() -> None:
    pasted = take_apart("Incident | Name | Risk\n---|---|---\nI1 | Sam Example | high\nSeen at the park\n")
    assert pasted.said == {"reference": "I1", "name": "Sam Example", "level": "high"}
    assert (pasted.rest, pasted.aside) == (["Seen at the park"], [])


def test_a_row_of_a_forces_file_without_its_header() -> None:
    row = "I1\tP1\t2026-01-12 21:00\t2026-01-12 22:00\t\tcare\thigh\tCSE\t\tSam\tExample\t2011-03-27\tF"
    pasted = take_apart(row)
    assert pasted.said["number"] == "P1"
    assert (pasted.said["at"], pasted.said["born"], pasted.said["level"]) == (
        "2026-01-12 22:00",
        "2011-03-27",
        "high",
    )
    assert pasted.rest == ["flags: CSE"]


def test_words_that_are_no_notification_are_kept_whole() -> None:
    text = "Please call me.\nIt is about\ta child\tI saw\t12/01/2026\tearlier"
    assert take_apart(text).said == {}
    assert "\n".join(take_apart(text).rest) == text


def test_a_label_that_comes_twice_loses_neither() -> None:
    pasted = take_apart("Name: Sam Example\nName: Kit Model\nClothing: a coat\nClothing: a hat")
    assert pasted.said == {"name": "Sam Example", "clothing": "a coat\na hat"}
    assert pasted.rest == ["Name: Kit Model"]


def test_a_second_notification_below_the_first_is_left_aside_whole() -> None:
    first = "Incident no: I1\nName: Sam Example\nClothing: a coat"
    second = "Incident no: I2\nName: Kit Model\nClothing: a hat"
    pasted = take_apart(f"{first}\n\n{second}")
    assert pasted.said == {"reference": "I1", "name": "Sam Example", "clothing": "a coat"}
    assert (pasted.rest, "\n".join(pasted.aside)) == ([], second)


def test_each_label_names_one_field() -> None:
    assert {label: field_called(label) for labels in LABELS.values() for label in labels} == {
        label: field for field, labels in LABELS.items() for label in labels
    }


WORD = st.text(st.characters(codec="ascii", categories=["Lu", "Ll", "Nd"]), min_size=3, max_size=8)
LINE = st.one_of(
    st.builds(
        lambda label, word: f"{label}: {word}",
        st.sampled_from([x for ls in LABELS.values() for x in ls]),
        WORD,
    ),
    st.builds(lambda a, b: f"zz{a}: {b}", WORD, WORD),
    WORD.map(lambda word: f"zz{word}"),
)


@given(st.lists(LINE, max_size=12))
def test_no_word_of_it_is_ever_dropped(lines: list[str]) -> None:
    pasted = take_apart("\n".join(lines))
    kept = "\n".join([*pasted.said.values(), *pasted.rest, *pasted.aside])
    for line in lines:
        assert line.partition(": ")[2] in kept or line in kept
