"""What real registers do, each as a file of our own: what is kept, what becomes a finding, and what is refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from wayhome.exchange.profiles.folder import opened
from wayhome.exchange.profiles.police import PoliceFiles, Sender
from wayhome.exchange.profiles.police.layouts import LAYOUTS
from wayhome.exchange.register import authority
from wayhome.exchange.tables.moments import read_day
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.facts import IdentityStated, Missing, Risk, RiskAssessed
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.rulebook import rulebook

MESSES = Path(__file__).parents[2] / "data" / "messes"
LATER = Moment.day(read_day("2026-06-30")).ends


class Read:
    """What came of a file: facts by child, doubts that wait for somebody, and refused rows."""

    def __init__(self, path: Path) -> None:
        with PoliceFiles(opened(path, LAYOUTS), Sender.of(authority("E08000032"))) as files:
            files.sort()
            told = list(files.children())
            self.refused = [(row.line, row.field, row.code) for row in files.refused]
            self.unread = len(files.folder.unread)
        self.chronologies = {one.child: Chronology.of(one.child, one.events) for one in told}
        self.doubts = {
            (child, said.rule)
            for child, one in self.chronologies.items()
            for said in rulebook().findings(one, ALONE, LATER)
            if said.rule.startswith("record.") and said.needs_someone
        }

    @property
    def incidents(self) -> set[str]:
        return {
            event.key.split("/")[2]
            for one in self.chronologies.values()
            for event in one.by_kind.get("Missing", ())
        }

    def fact(self, child: str, kind: str) -> Any:
        return self.chronologies[child].by_kind[kind][0].fact


@dataclass(frozen=True)
class Mess:
    kept: set[str]
    doubts: set[tuple[str, str]] = frozenset()  # type: ignore[assignment]
    refused: tuple[tuple[int, str | None, str], ...] = ()


EACH = {
    "found_before_missing": Mess({"I1", "I2"}, {("P1", "record.times_out_of_order")}),
    "no_date": Mess(
        {"I2"}, refused=((2, "last_seen_at", "police.no_time"), (4, "last_seen_at", "police.no_time"))
    ),
    "two_statuses": Mess({"I1"}),
    "line_in_every_row": Mess(
        {"I1", "I2"}, {("P1", "record.value_not_known")}, ((8, "last_seen_at", "moment.not_a_moment"),)
    ),
    "month_first": Mess(
        {"I2"}, {("P2", "record.value_not_known")}, ((2, "last_seen_at", "moment.no_such_month"),)
    ),
    "several_in_a_cell": Mess({"I1"}, {("P1", "record.value_not_known")}),
    "closed_in_the_same_minute": Mess({f"I{n}" for n in range(1, 7)}),
    "accents_utf8": Mess({"I1"}),
    "accents_cp1252": Mess({"I1"}),
    "accents_utf16": Mess({"I1"}),
}


@pytest.mark.parametrize(("name", "mess"), EACH.items(), ids=EACH.keys())
def test_every_row_is_kept_or_refused_and_what_is_in_doubt_is_a_finding(name: str, mess: Mess) -> None:
    read = Read(MESSES / f"{name}.csv")
    assert read.incidents == mess.kept
    assert read.doubts == mess.doubts
    assert tuple(read.refused) == mess.refused


def test_every_file_of_messes_is_spoken_of() -> None:
    assert {file.stem for file in MESSES.glob("*.csv")} == EACH.keys()


def test_a_child_found_before_going_missing_keeps_both_times() -> None:
    events = Read(MESSES / "found_before_missing.csv").chronologies["P1"].by_kind
    assert events["Returned"][0].happened_at < events["Missing"][0].happened_at


def test_a_status_that_the_times_contradict_changes_nothing_and_the_old_word_is_kept_as_a_flag() -> None:
    chronology = Read(MESSES / "two_statuses.csv").chronologies["P1"]
    assert "Returned" in chronology.by_kind
    flags = {flag for event in chronology.events for flag in event.flags}
    assert "legacy_absent:missing_from" in flags


def test_an_accent_is_the_same_in_three_encodings() -> None:
    names = set()
    for encoding in ("utf8", "cp1252", "utf16"):
        fact = Read(MESSES / f"accents_{encoding}.csv").fact("P1", "IdentityStated")
        assert isinstance(fact, IdentityStated)
        names.add((fact.forename, fact.surname))
    assert names == {("Siân", "O’Grádaigh")}


def test_several_values_in_a_cell_are_kept_as_they_were_written() -> None:
    read = Read(MESSES / "several_in_a_cell.csv")
    risk, missing = read.fact("P1", "RiskAssessed"), read.fact("P1", "Missing")
    assert isinstance(risk, RiskAssessed)
    assert isinstance(missing, Missing)
    assert (risk.level, risk.rationale) == (Risk.OTHER, "high;medium")
    assert missing.last_seen_where == "home;school"
    assert read.fact("P1", "IdentityStated").sex == "Female;Male"


def test_a_day_of_birth_month_first_is_left_blank_and_asked_about() -> None:
    fact = Read(MESSES / "month_first.csv").fact("P2", "IdentityStated")
    assert isinstance(fact, IdentityStated)
    assert fact.born is None


def test_thousands_of_tiny_files_under_other_names_are_left_unread_and_counted(tmp_path: Path) -> None:
    for month in range(2_000):
        (tmp_path / f"incidents-{month}.csv").write_text("incident_id,person_id\n", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        Read(tmp_path)
    assert refused.value.sentence.key == "folder.holds_none"
    (tmp_path / "incidents.csv").write_bytes((MESSES / "no_date.csv").read_bytes())
    assert Read(tmp_path).unread == 2_000
