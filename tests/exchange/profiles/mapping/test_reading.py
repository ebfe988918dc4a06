"""A mapping as somebody writes it: what is wrong with it is said at once, with its place and what may stand there."""

from __future__ import annotations

import pytest

from wayhome.exchange.profiles.mapping.reading import NoMapping, read
from wayhome.rules.facts import AgencyKind
from wayhome.ui.wording import say

WHOLE = """
onto = "police"
[incidents]
incident_id = "Ref"
person_id = "Child"
last_seen_at = "Missing"
reported_at = { constant = "" }
returned_at = "Back"
"""

A_RETURN = """
onto = "ssda903"
sent_by = "authority"
[missing]
CHILD = "A"
DOB = "B"
MISSING = { constant = "M" }
MIS_START = "C"
MIS_END = "D"
"""


def faults(text: str) -> dict[str, str]:
    with pytest.raises(NoMapping) as unread:
        read(text)
    return {fault.key: say(fault.why) for fault in unread.value.faults}


def test_the_least_that_is_a_mapping() -> None:
    translation = read(WHOLE)
    assert (translation.onto, translation.sent_by) == ("police", AgencyKind.POLICE)
    assert translation.files[0].required == ("Ref", "Child", "Missing", "Back")


def test_every_fault_is_said_at_once() -> None:
    said = faults(
        """
onto = "police"
sent_by = "school"
dates = "us"
blank = "NULL"
[incidents]
incident_id = 7
person_id = { column = "Child", time = "Time" }
last_seen_at = { date = "Missing" }
risk = { column = "Risk", values = { Bad = "terrible" } }
forename = { date = "Name", time = "Time" }
surname = { column = "Name", split = ";" }
riskk = "Risk"
[interviews]
incident_id = "Ref"
offered_at = { column = "Offer", formats = "%H:%M" }
held_at = { constant = "" }
accepted = { constant = "perhaps" }
"""
    )
    assert set(said) == {
        "sent_by",
        "dates",
        "blank",
        "incidents.incident_id",
        "incidents.person_id.time",
        "incidents.last_seen_at",
        "incidents.reported_at",
        "incidents.returned_at",
        "incidents.risk.values",
        "incidents.forename",
        "incidents.surname.split",
        "incidents.riskk",
        "interviews.offered_at.formats",
        "interviews.accepted.constant",
    }
    assert "The nearest is risk" in said["incidents.riskk"]
    assert "no apparent risk" in said["incidents.risk.values"]
    assert "{ constant" in said["incidents.reported_at"]


@pytest.mark.parametrize(
    "line",
    [
        "incidents = [[1]]",
        "incidents = [1, 2]",
        "[incidents]\nfile = [1]",
        "[incidents]\nrisk = {}",
        "[incidents]\nrisk = [1]",
        "[incidents]\nrisk = { column = 1, values = [1], split = 2, formats = 3 }",
        '[incidents]\nflags = { columns = "A" }',
        "[incidents]\nlast_seen_at = { date = [1], time = {} }",
        "formats = 7\nblank = {}\nleft_out = 1\nsent_by = [1]",
        "[incidents]\nrisk = { constant = [1] }",
        "[incidents]\nrisk = 2026-01-01",
    ],
)
def test_whatever_stands_there_is_answered_with_faults(line: str) -> None:
    assert all(faults(f'onto = "police"\n{line}').values())


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ("onto = ", "", "cannot be read"),
        ("", "onto", "police, ssda903, ssd"),
        ('onto = "police"', "incidents", "everything else rests"),
        ('onto = "police"\nincidents = "here"', "incidents", "square brackets"),
        (WHOLE.replace('"Missing"', '{ column = "Missing", formats = "%d %B" }'),
         "incidents.last_seen_at.formats", "which day"),
        (WHOLE + '[contacts]\nfile = "c.csv"\nincident_id = "Ref"\nkind = "Kind"\nvalue = "Value"',
         "incidents.file", "names its file"),
        (WHOLE + 'file = "a.csv"\n' + ''.join(
            f'[[contacts]]\nfile = "{file}.csv"\nincident_id = "Ref"\nkind = "Kind"\nvalue = "Value"\n'
            for file in "bc"), "contacts.2.file", "comes from one file"),
        (WHOLE + 2 * '[[contacts]]\nincident_id = "Ref"\nkind = "Kind"\nvalue = "A"\n' + 'rolle = "B"',
         "contacts.2.rolle", "nearest is role"),
        (WHOLE.replace('"police"', '"police"\nleft_out = [7]'), "left_out", "square brackets"),
        (A_RETURN.replace("authority", "police"), "sent_by", "authority"),
    ],
)  # fmt: skip
def test_a_fault_says_where_it_is_and_what_may_stand_there(text: str, key: str, says: str) -> None:
    said = faults(text)
    assert list(said) == [key]
    assert says in said[key]
