"""Another's table read as a profile's: its own lines and columns in every refusal, and no column dropped unseen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from wayhome.exchange.profiles.mapping.reading import read
from wayhome.exchange.profiles.named import POLICE_FILES, Profile, by_mapping
from wayhome.exchange.profiles.source import OneChild
from wayhome.exchange.register import authority
from wayhome.exchange.tables.refused import Refused
from wayhome.rules.event import Event
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal

HEAD = """
onto = "police"
{top}
[incidents]
incident_id = "Ref"
person_id = "Child"
last_seen_at = {missing}
reported_at = {{ constant = "" }}
returned_at = {back}
{more}
"""


def profile(missing: str = '"Missing"', back: str = '"Back"', top: str = "", more: str = "") -> Profile:
    return by_mapping(read(HEAD.format(missing=missing, back=back, top=top, more=more)))


class Read:
    def __init__(self, path: Path, profile: Profile) -> None:
        with profile.of(profile.opened(path), authority("E08000032")) as files:
            files.sort()
            self.children: list[OneChild] = list(files.children())
            self.refused: list[Refused] = files.refused
            self.folder = files.folder

    def events(self, kind: str) -> list[Event]:
        return [event for child in self.children for event in child.events if event.kind == kind]

    @property
    def told(self) -> list[tuple[int, str | None, str]]:
        return [(one.line, one.field, one.code) for one in self.refused]


@pytest.fixture
def sent(tmp_path: Path) -> object:
    def write(*lines: str, name: str = "export.csv") -> Path:
        (tmp_path / name).write_text("\n".join(lines) + "\n")
        return tmp_path / name

    return write


def london(*parts: int) -> Moment:
    return Moment.at(datetime(*parts, tzinfo=UTC))  # type: ignore[arg-type]


def test_a_mapped_file_says_what_the_profiles_own_file_says(sent, tmp_path) -> None:
    own = sent(
        "incident_id,person_id,last_seen_at,reported_at,returned_at,risk",
        "I1,P1,2026-01-12 21:00,,2026-01-13 07:30,high",
        name="incidents.csv",
    )
    other = sent("Ref;CHILD;missing;Back;Level", "I1;P1;12/01/2026 21:00;13/01/2026 07:30;Red")
    mapped = profile(more='risk = { column = "Level", values = { "red" = "high" } }')
    assert (
        Read(other, mapped).children[0].rows[0].events == Read(own, POLICE_FILES).children[0].rows[0].events
    )


def test_a_refusal_names_the_files_own_line_and_columns(sent) -> None:
    mapped = profile('{ date = "Day", time = "Time" }')
    path = sent(
        "Ref,Child,Day,Time,Back",
        "I1,P1,31/31/2026,21:00,",
        "I2,P1,,21:00,",
        "I3,P1,01/02/2026,25:00,",
        "I4,,01/02/2026,,",
        "I5,P1",
    )
    assert Read(path, mapped).told == [
        (2, "Day, Time", "moment.no_such_month"),
        (3, "Day, Time", "mapping.time_without_day"),
        (4, "Day, Time", "moment.no_such_time"),
        (5, "Child", "police.no_person"),
        (6, None, "row.ragged"),
    ]


def test_a_day_with_its_time_elsewhere_and_a_day_alone(sent) -> None:
    mapped = profile('{ date = "Day", time = "Time" }')
    path = sent("Ref,Child,Day,Time,Back", "I1,P1,2026-01-12 00:00:00,9.40pm,", "I2,P1,13/01/2026 00:00,,")
    assert [event.happened_at for event in Read(path, mapped).events("Missing")] == [
        london(2026, 1, 12, 21, 40),
        Moment.day(date(2026, 1, 13)),
    ]


def test_months_come_first_only_where_the_mapping_says_so(sent) -> None:
    path = sent("Ref,Child,Missing,Back", "I1,P1,01/12/2026 9:40 PM,1/13/2026")
    mapped = profile(top='formats = ["%m/%d/%Y %I:%M %p", "%m/%d/%Y"]')
    assert Read(path, mapped).events("Missing")[0].happened_at == london(2026, 1, 12, 21, 40)
    assert Read(path, mapped).events("Found")[0].happened_at == Moment.day(date(2026, 1, 13))
    assert Read(path, profile()).told == [(2, "Back", "moment.no_such_month")]
    other = sent("Ref,Child,Missing,Back", "I1,P1,13/01/2026,")
    assert Read(other, mapped).told == [(2, "Missing", "mapping.not_as_said")]


def test_a_length_counts_from_a_moment_and_from_no_mere_day(sent) -> None:
    mapped = profile(back='{ after = "Missing", minutes = "Length" }')
    path = sent(
        "Ref,Child,Missing,Length",
        "I1,P1,2026-03-28 23:00,180",
        "I2,P1,2026-02-01 21:00,",
        "I3,P1,2026-02-01,90",
        "I4,P1,2026-02-01 21:00,long",
        "I5,P1,2026-02-01 21:00,-5",
    )
    read_ = Read(path, mapped)
    (found,) = read_.events("Found")
    assert found.happened_at == london(2026, 3, 28, 23).plus(timedelta(minutes=180))
    assert [(line, code) for line, _, code in read_.told] == [
        (4, "mapping.no_length"),
        (5, "mapping.no_minutes"),
        (6, "mapping.no_length"),
    ]


def test_a_cell_with_several_is_a_contact_each_and_flags_in_one(sent) -> None:
    more = """flags = { column = "Concerns", split = "|", values = { "Criminal exploitation" = "CCE" } }
[[contacts]]
incident_id = "Ref"
kind = { constant = "phone" }
value = { column = "Phones", split = ";" }
[[contacts]]
incident_id = "Ref"
kind = { constant = "person" }
value = "Friend"
role = "Tie"
"""
    path = sent(
        "Ref,Child,Missing,Back,Concerns,Phones,Friend,Tie",
        "I1,P1,2026-01-12 21:00,,CSE|criminal exploitation, 1 ; 2 ,A,friend",
        "I2,P1,2026-01-14 21:00,,,,,",
    )
    read_ = Read(path, profile(more=more))
    assert read_.events("MarkersStated")[0].fact.markers == ("CSE", "CCE")  # type: ignore[attr-defined]
    said = {(event.fact.contact, event.fact.value) for event in read_.events("Contact")}  # type: ignore[attr-defined]
    assert said == {("phone", "1"), ("phone", "2"), ("person", "A")}
    assert read_.told == []


def test_a_marker_for_each_of_several_columns(sent) -> None:
    path = sent("Ref,Child,Missing,Back,One,Two", "I1,P1,2026-01-12,,CSE,", "I2,P1,2026-01-14,,drugs,gang")
    read_ = Read(path, profile(more='flags = { columns = ["One", "Two"] }'))
    assert [event.fact.markers for event in read_.events("MarkersStated")] == [("CSE",), ("drugs", "gang")]  # type: ignore[attr-defined]


def test_columns_that_nobody_maps_or_leaves_out_are_named(sent) -> None:
    path = sent("Ref,Child,Missing,Back,Worker,q_1,q_2,Notes", "I1,P1,2026-01-12,,,,,")
    mapped = profile(top='left_out = ["worker", "q_*"]')
    assert Read(path, mapped).folder.unmapped == {"export.csv": ("Notes",)}


def test_a_file_without_a_column_that_is_mapped_is_refused(sent) -> None:
    with pytest.raises(Refusal) as refused:
        profile().opened(sent("Ref,Child,Missing", "I1,P1,2026-01-12"))
    assert refused.value.sentence.facts["missing"] == "Back"


def test_the_one_csv_file_of_a_folder_is_the_table(sent, tmp_path) -> None:
    sent("Ref,Child,Missing,Back", "I1,P1,2026-01-12,")
    (tmp_path / "notes.txt").write_text("nothing")
    assert len(Read(tmp_path, profile()).children) == 1
    sent("Ref,Child,Missing,Back", name="other.csv")
    with pytest.raises(Refusal, match="which_file"):
        profile().opened(tmp_path)


def test_several_files_are_found_by_the_names_the_mapping_gives(sent, tmp_path) -> None:
    more = (
        'file = "Main.csv"\n[contacts]\nfile = "phones.csv"\nincident_id = "R"\nkind = "Kind"\nvalue = "No"'
    )
    sent("Ref,Child,Missing,Back", "I1,P1,2026-01-12,", name="main.csv")
    sent("R,Kind,No", "I1,phone,07700 900123", "I1,,", "I9,phone,07700 900124", "I1", name="Phones.csv")
    read_ = Read(tmp_path, profile(more=more))
    assert len(read_.events("Contact")) == 1
    assert read_.told == [
        (3, "No", "police.contact_without_value"),
        (4, "R", "police.unknown_incident"),
        (5, None, "row.ragged"),
    ]


def test_a_council_that_sends_a_forces_tables_speaks_for_itself(sent) -> None:
    path = sent("Ref,Child,Missing,Back", "I1,P1,2026-01-12 21:00,2026-01-13 07:30")
    (child,) = Read(path, profile(top='sent_by = "authority"')).children
    assert {event.of.code for event in child.events} == {"E08000032"}
    assert {event.system.name for event in child.events} == {"council:E08000032"}
    assert {telling.to.code for event in child.events for telling in event.told} == {"E08000032"}
    (missing,) = [event for event in child.events if event.kind == "Missing"]
    assert missing.fact.force is None  # type: ignore[attr-defined]
    assert missing.system.can_say("Missing told authority")
    assert not missing.system.can_say("Missing told police")


def test_a_return_is_filled_too_its_days_however_they_were_written(sent) -> None:
    mapped = by_mapping(
        read("""onto = "ssda903"
[missing]
CHILD = "Id"
DOB = { constant = "" }
MISSING = { column = "Kind", values = { "Missing" = "M", "Unauthorised" = "A" } }
MIS_START = "From"
MIS_END = { column = "To", formats = "%Y%m%d" }
[header]
CHILD = "Id"
DOB = "Born"
""")
    )
    path = sent(
        "Id,Kind,From,To,Born",
        "7,Missing,2017-06-01,20170603,1 Feb 2005",
        "7,Unauthorised,05/07/2017,,1 Feb 2005",
        "8,Missing,then,,1 Feb 2005",
    )
    read_ = Read(path, mapped)
    assert [event.happened_at.begins.date().isoformat() for event in read_.events("Missing")] == [
        "2017-05-31",
        "2017-07-04",
    ]
    assert read_.events("IdentityStated")[0].fact.born is not None  # type: ignore[attr-defined]
    assert read_.told == [(4, "From", "returns.no_day")]
