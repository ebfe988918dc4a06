"""What a police force's rows say, and what they are not allowed to hide."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from wayhome.exchange.profiles.folder import opened
from wayhome.exchange.profiles.police import PoliceFiles, Sender
from wayhome.exchange.profiles.police.layouts import LAYOUTS
from wayhome.exchange.register import authority
from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import Answer, ContactKind, FoundBy, MissingFrom, Risk
from wayhome.rules.refusal import Refusal

FIXTURE = Path(__file__).parents[2] / "data" / "police"
HEADER = (
    "incident_id,person_id,forename,surname,dob,sex,ethnicity,postcode,last_seen_at,reported_at,returned_at,"
    "missing_from,risk,flags,found_by"
)
BRADFORD = Sender.of(authority("E08000032"))


class Read:
    """All that was read under a path."""

    def __init__(self, path: Path, sender: Sender = BRADFORD) -> None:
        with PoliceFiles(opened(path, LAYOUTS), sender) as files:
            files.sort()
            self.children = {child.child: child for child in files.children()}
            self.refused = [(row.file, row.line, row.field, row.code) for row in files.refused]
            self.unread = [file.name for file in files.folder.unread]
            self.absent = files.absent

    def events(self, child: str, kind: str) -> list[Event]:
        return [event for event in self.children[child].events if event.kind == kind]

    def only(self, child: str, kind: str) -> Event:
        (event,) = self.events(child, kind)
        return event


def incident(number="I1", person="P1", name="Sam,Example,2011-05-06,F,,", seen="2026-01-12 21:00",
             reported="2026-01-12 22:00", returned="", rest="home,medium,,") -> str:  # fmt: skip
    return f"{number},{person},{name},{seen},{reported},{returned},{rest}"


@pytest.fixture
def folder(tmp_path):
    def write(*rows: str, contacts: tuple[str, ...] = (), interviews: tuple[str, ...] = ()) -> Path:
        (tmp_path / "incidents.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
        if contacts:
            lines = ["incident_id,kind,value,role", *contacts]
            (tmp_path / "contacts.csv").write_text("\n".join(lines), encoding="utf-8")
        if interviews:
            lines = ["incident_id,offered_at,accepted,held_at", *interviews]
            (tmp_path / "interviews.csv").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture(scope="module")
def fixture() -> Read:
    return Read(FIXTURE)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def test_missing_happened_when_last_seen_and_police_were_told_when_reported(fixture):
    missing = fixture.events("P1", "Missing")[0]
    (telling,) = missing.told
    assert missing.happened_at.begins == utc(2026, 1, 12, 21)
    assert missing.fact.missing_from is MissingFrom.FAMILY_HOME
    assert (telling.to.code, telling.at.begins, telling.stated, telling.reference) == (
        "E23000010",
        utc(2026, 1, 12, 22),
        True,
        "I1",
    )


def test_returned_at_stands_for_found_which_is_assumed_and_for_arrival(fixture):
    found, returned = fixture.only("P1", "Found"), fixture.only("P1", "Returned")
    assert found.happened_at == returned.happened_at
    assert (found.happened_assumed, returned.happened_assumed) == (True, False)
    assert found.fact.by is FoundBy.POLICE
    assert {telling.at for telling in (*found.told, *returned.told)} == {returned.happened_at}


def test_an_interview_is_told_to_the_authority_when_offered_and_when_held(fixture):
    offered, held = fixture.only("P1", "InterviewOffered"), fixture.only("P1", "InterviewHeld")
    assert [(t.to.code, t.at.begins, t.stated) for t in (*offered.told, *held.told)] == [
        ("E08000032", utc(2026, 1, 13, 10), True),
        ("E08000032", utc(2026, 1, 15, 9), True),
    ]
    assert fixture.only("P1", "InterviewAnswered").fact.answer is Answer.ACCEPTED


def test_not_accepted_is_declined_and_says_nothing_of_whether_the_child_was_spoken_to(fixture):
    answered = fixture.only("P2", "InterviewAnswered")
    assert (answered.fact.answer, answered.fact.spoken_to) == (Answer.DECLINED, None)
    assert answered.happened_assumed


def test_the_flags_of_an_incident_are_kept_in_the_forces_own_words(fixture):
    assert fixture.only("P1", "MarkersStated").fact.markers == ("CSE", "repeat")


def test_legacy_absent_is_no_apparent_risk_and_flagged(fixture):
    assessed = fixture.only("P2", "RiskAssessed")
    assert assessed.fact.level is Risk.NO_APPARENT_RISK
    assert assessed.flags == ("legacy_absent:risk",)


@pytest.mark.parametrize("rest", ["absent,,,", "home,,Absent;CSE,"])
def test_absent_in_another_column_is_mapped_and_flagged_too(folder, rest):
    assessed = Read(folder(incident(rest=rest))).only("P1", "RiskAssessed")
    assert assessed.fact.level is Risk.NO_APPARENT_RISK
    assert assessed.flags[0].startswith("legacy_absent:")


def test_a_risk_that_was_assessed_is_not_lowered_by_an_absent_flag(folder):
    assessed = Read(folder(incident(rest="home,high,ABSENT,"))).only("P1", "RiskAssessed")
    assert assessed.fact.level is Risk.HIGH


def test_unknown_words_are_kept_as_other_with_a_flag(fixture):
    missing, found = fixture.only("P3", "Missing"), fixture.only("P3", "Found")
    assert (missing.fact.missing_from, missing.fact.last_seen_where) == (MissingFrom.ELSEWHERE, "moon base")
    assert missing.flags == ("unknown_value:missing_from",)
    assessed = fixture.only("P3", "RiskAssessed")
    assert (assessed.fact.level, assessed.fact.rationale) == (Risk.OTHER, "worrying")
    assert found.fact.by is FoundBy.OTHER
    assert fixture.only("P3", "Returned").fact.how == "taxi driver"
    assert {e.fact.contact for e in fixture.events("P1", "Contact")} == {ContactKind.PHONE, ContactKind.OTHER}


@pytest.mark.parametrize("written", ["No Apparent Risk", "no_apparent_risk", "NO-APPARENT-RISK"])
def test_words_are_read_whatever_their_case_and_joints(folder, written):
    assessed = Read(folder(incident(rest=f"home,{written},,"))).only("P1", "RiskAssessed")
    assert (assessed.fact.level, assessed.flags) == (Risk.NO_APPARENT_RISK, ())


def test_sex_is_read_as_letters_or_numbers(fixture):
    assert [fixture.only(child, "IdentityStated").fact.sex for child in ("P1", "P2", "P3")] == ["F", "F", "M"]


def test_an_unreadable_postcode_is_kept_as_text(fixture):
    assert fixture.only("P2", "IdentityStated").fact.postcode == "somewhere"


def test_a_british_day_of_birth_is_read_day_first(fixture):
    assert fixture.only("P2", "IdentityStated").fact.born == date(2012, 1, 2)


def test_an_unreadable_day_of_birth_costs_nobody_the_row(folder):
    identity = Read(folder(incident(name="Sam,Example,31/31/2011,F,,"))).only("P1", "IdentityStated")
    assert (identity.fact.born, identity.flags) == (None, ("unknown_value:dob",))


def test_rows_are_refused_by_file_line_field_and_code(fixture):
    assert fixture.refused == [
        ("contacts.csv", 4, "incident_id", "police.incident_not_kept"),
        ("contacts.csv", 5, "incident_id", "police.unknown_incident"),
        ("incidents.csv", 6, "last_seen_at", "moment.no_such_month"),
        ("incidents.csv", 7, "person_id", "police.no_person"),
    ]
    assert list(fixture.children) == ["P1", "P2", "P3"]


def test_found_before_missing_is_kept_as_told(fixture):
    assert fixture.only("P3", "Found").happened_at.ends < fixture.only("P3", "Missing").happened_at.begins


def test_a_blank_last_seen_is_assumed_to_be_when_reported(folder):
    missing = Read(folder(incident(seen=""))).only("P1", "Missing")
    assert (missing.happened_at.begins, missing.happened_assumed) == (utc(2026, 1, 12, 22), True)


def test_a_blank_reported_at_is_told_when_last_seen_but_not_stated(folder):
    (telling,) = Read(folder(incident(reported=""))).only("P1", "Missing").told
    assert (telling.at.begins, telling.stated) == (utc(2026, 1, 12, 21), False)


def test_neither_time_is_refused(folder):
    assert Read(folder(incident(seen="", reported=" "))).refused == [
        ("incidents.csv", 2, "last_seen_at", "police.no_time")
    ]


def test_an_hour_that_happens_twice_is_flagged(folder):
    missing = Read(folder(incident(seen="25/10/2026 01:30", reported="25/10/2026 03:00"))).only(
        "P1", "Missing"
    )
    assert missing.flags == ("repeated_hour:last_seen_at",)


def test_a_second_spelling_is_a_further_identity_and_the_first_report_comes_first(folder):
    later = incident("I1", name="Samuel,Example,2011-05-06,F,,", reported="2026-03-01 10:00")
    earlier = incident("I2", reported="2026-01-12 22:00")
    read = Read(folder(later, earlier, incident("I3", name=" Sam ,Example,2011-05-06,F,,")))
    chronology = Chronology.of("P1", read.children["P1"].events)
    assert [event.fact.forename for event in chronology.by_kind["IdentityStated"]] == ["Sam", "Samuel"]
    assert len({event.key for event in chronology.by_kind["IdentityStated"]}) == 2


def test_a_row_seen_before_says_nothing_more(folder):
    read = Read(folder(incident(), incident()))
    assert [len(row.events) > 0 for row in read.children["P1"].rows] == [True, False]
    assert read.refused == []


def test_a_number_that_comes_again_with_other_values_is_the_next_edition(folder):
    read = Read(folder(incident(), incident(rest="care,medium,,"), incident()))
    editions = read.events("P1", "Missing")
    assert [(event.edition, event.fact.missing_from) for event in editions] == [
        (1, MissingFrom.FAMILY_HOME),
        (2, MissingFrom.CARE),
        (3, MissingFrom.FAMILY_HOME),
    ]
    assert len({event.key for event in editions}) == 1
    assert len(read.events("P1", "RiskAssessed")) == 1


def test_what_a_later_row_of_the_same_number_no_longer_says_does_not_stand(folder):
    back = incident(returned="2026-01-13 07:00")
    read = Read(folder(back, incident()))
    chronology = Chronology.of("P1", read.children["P1"].events)
    assert "Returned" not in chronology.by_kind
    assert [event.edition for event in read.events("P1", "Withdrawn")] == [2, 2]
    again = Chronology.of("P1", Read(folder(back, incident(), back)).children["P1"].events)
    assert "Returned" in again.by_kind


def test_rows_without_a_number_are_told_apart_by_their_values_and_place_among_equals(folder):
    read = Read(folder(incident(""), incident(""), incident("", seen="2026-01-12 20:00")))
    keys = [event.key for event in read.events("P1", "Missing")]
    assert len(set(keys)) == 3
    assert [event.key for event in Read(folder(incident(""), incident(""))).events("P1", "Missing")] == keys[
        :2
    ]


def test_one_number_for_two_children_is_an_episode_of_each(folder):
    read = Read(folder(incident(), incident(person="P2"), contacts=("I1,phone,07700 900123,shared",)))
    assert {read.only(child, "Missing").key for child in ("P1", "P2")} == {
        "police:E23000010/P1/I1/missing",
        "police:E23000010/P2/I1/missing",
    }
    assert {read.only(child, "Contact").fact.value for child in ("P1", "P2")} == {"07700 900123"}


def test_equal_contacts_are_two_rows(folder):
    read = Read(folder(incident(), contacts=("I1,phone,07700 900123,own", "I1,phone,07700 900123,own")))
    assert len({event.key for event in read.events("P1", "Contact")}) == 2


def test_a_key_never_shows_a_contact_or_a_name(folder):
    read = Read(folder(incident(), contacts=("I1,person,Somebody Else,friend",)))
    said = " ".join(event.key for event in read.children["P1"].events)
    assert "Somebody" not in said
    assert "Sam" not in said


def test_a_contact_without_a_value_is_refused(folder):
    assert Read(folder(incident(), contacts=("I1,phone,,own",))).refused == [
        ("contacts.csv", 2, "value", "police.contact_without_value")
    ]


def test_a_blank_offer_says_that_none_was_made(folder):
    read = Read(folder(incident(), interviews=("I1,,,",)))
    assert not [event for event in read.children["P1"].events if event.kind.startswith("Interview")]
    assert read.refused == []


def test_an_answer_without_an_offer_cannot_settle_anything(folder):
    read = Read(folder(incident(), interviews=("I1,,N,",)))
    assert read.refused == [("interviews.csv", 2, "offered_at", "police.answer_without_offer")]
    assert read.events("P1", "InterviewAnswered") == []


def test_an_interview_sent_again_with_more_filled_in_adds_to_the_same_offer(folder):
    first = Read(folder(incident(), interviews=("I1,2026-01-13,Y,",)))
    second = Read(folder(incident(), interviews=("I1,2026-01-13,Y,2026-01-15",)))
    assert first.only("P1", "InterviewOffered") == second.only("P1", "InterviewOffered")
    assert second.events("P1", "InterviewHeld")


def test_without_an_authority_nobody_is_named(folder):
    read = Read(folder(incident()), Sender.of(None))
    missing = read.only("P1", "Missing")
    assert (missing.key, missing.fact.force, missing.of.code) == ("police/P1/I1/missing", None, "police")
    assert read.events("P1", "ResponsibleAuthorityStated") == []


def test_the_authority_is_stated_once_a_child_by_whoever_reads_the_file(folder):
    stated = Read(folder(incident("I1"), incident("I2"))).only("P1", "ResponsibleAuthorityStated")
    assert (stated.of.code, stated.fact.authority.code) == ("E08000032", "E08000032")


def test_reading_twice_says_the_same(fixture):
    again = Read(FIXTURE)
    assert {c: list(one.events) for c, one in again.children.items()} == {
        c: list(one.events) for c, one in fixture.children.items()
    }


def test_files_are_found_whatever_their_case_and_the_rest_is_left_unread(folder, tmp_path):
    folder(incident()).joinpath("incidents.csv").rename(tmp_path / "INCIDENTS.CSV")
    (tmp_path / "notes.txt").write_text("for the file")
    read = Read(tmp_path)
    assert (list(read.children), read.unread, read.absent) == (
        ["P1"],
        ["notes.txt"],
        ("contacts.csv", "interviews.csv"),
    )


def test_one_file_alone_is_known_by_its_columns(folder, tmp_path):
    folder(incident()).joinpath("incidents.csv").rename(tmp_path / "export 2026.csv")
    assert list(Read(tmp_path / "export 2026.csv").children) == ["P1"]
    contacts = tmp_path / "other.csv"
    contacts.write_text("incident_id,kind,value\nI1,phone,07700 900123\n")
    assert Read(contacts).refused == [("other.csv", 2, "incident_id", "police.unknown_incident")]


@pytest.mark.parametrize("name", ["nothing here", "incidents.csv"])
def test_a_path_that_is_not_there_is_refused(tmp_path, name):
    with pytest.raises(Refusal) as refusal:
        Read(tmp_path / name)
    assert refusal.value.sentence.key == "table.not_found"


def test_an_empty_folder_and_missing_columns_are_refused(tmp_path):
    with pytest.raises(Refusal) as refusal:
        Read(tmp_path)
    assert refusal.value.sentence.key == "folder.holds_none"
    (tmp_path / "incidents.csv").write_text("incident_id,person_id\nI1,P1\n")
    with pytest.raises(Refusal) as refusal:
        Read(tmp_path)
    assert refusal.value.sentence.key == "table.missing_columns"


def test_a_header_alone_is_no_children(folder):
    read = Read(folder())
    assert (read.children, read.refused) == ({}, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_names_survive_encodings_and_delimiters(tmp_path, encoding, delimiter):
    row = incident(name='Zoë,"O\'Née\nSmith",2011-05-06,F,,').replace(",", delimiter)
    (tmp_path / "incidents.csv").write_bytes(f"{HEADER.replace(',', delimiter)}\n{row}\n".encode(encoding))
    identity = Read(tmp_path).only("P1", "IdentityStated").fact
    assert (identity.forename, identity.surname) == ("Zoë", "O'Née\nSmith")
