"""A partnership's history, as its forces would send it."""

import csv
from pathlib import Path

import pytest

from tests.exchange.simulated.seen import NOW, SEED
from wayhome.exchange.profiles.folder import opened
from wayhome.exchange.profiles.police import PoliceFiles
from wayhome.exchange.profiles.police.layouts import LAYOUTS
from wayhome.exchange.simulated import Extract, events, partnership, write_files
from wayhome.exchange.simulated.record import everyone, in_files
from wayhome.rules.event import Event
from wayhome.rules.facts import Contact, IdentifierStated, InterviewHeld, Missing, Returned

CHILDREN = 150
PARTNERS = partnership(NOW)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("simulated")


@pytest.fixture(scope="module")
def extracts(folder: Path) -> list[Extract]:
    return write_files(folder, PARTNERS, SEED, CHILDREN)


def read(extract: Extract) -> list[Event]:
    with PoliceFiles(opened(extract.folder, LAYOUTS), extract.sender) as files:
        files.sort()
        said = [event for child in files.children() for event in child.events]
        assert files.refused == []
        assert files.folder.unread == ()
    return said


@pytest.fixture(scope="module")
def said(extracts: list[Extract]) -> list[Event]:
    return [event for extract in extracts for event in read(extract)]


def test_the_profile_reads_every_row(said: list[Event]) -> None:
    written = [
        one
        for child, _ in everyone(PARTNERS, SEED, CHILDREN)
        for one in child.incidents
        if in_files(one, PARTNERS)
    ]
    assert len([event for event in said if isinstance(event.fact, Missing)]) == len(written) > 300
    assert len([event for event in said if isinstance(event.fact, Returned)]) == len(written)
    assert any(isinstance(event.fact, Contact) for event in said)
    assert any(isinstance(event.fact, InterviewHeld) for event in said)


def test_every_word_in_them_is_one_that_the_profile_knows(said: list[Event]) -> None:
    assert [
        event.flags for event in said if any(flag.startswith("unknown_value") for flag in event.flags)
    ] == []


def test_what_is_in_the_files_is_not_told_again_as_written_here(said: list[Event]) -> None:
    """An incident would be told twice if any of the files' ended where the record begins, or later."""
    back = [event.happened_at.ends for event in said if isinstance(event.fact, Returned)]
    assert max(back) < PARTNERS.writes_since
    ours = [event for _, told in events(PARTNERS, SEED, CHILDREN) for event in told]
    assert all(e.happened_at.begins >= PARTNERS.writes_since for e in ours if isinstance(e.fact, Returned))


def test_files_and_record_know_a_child_by_the_same_number(said: list[Event]) -> None:
    def numbers(events: list[Event]) -> set[tuple[str, str]]:
        return {(e.fact.scheme, e.fact.value) for e in events if isinstance(e.fact, IdentifierStated)}

    written = numbers([event for _, told in events(PARTNERS, SEED, CHILDREN) for event in told])
    assert len(written & numbers(said)) > 10


def test_the_same_seed_writes_the_same_files(extracts: list[Extract], tmp_path: Path) -> None:
    for first, again in zip(extracts, write_files(tmp_path, PARTNERS, SEED, CHILDREN), strict=True):
        for name in ("incidents.csv", "contacts.csv", "interviews.csv"):
            assert (first.folder / name).read_bytes() == (again.folder / name).read_bytes()


def test_another_seed_writes_other_children(extracts: list[Extract], tmp_path: Path) -> None:
    other = write_files(tmp_path, PARTNERS, SEED + 1, CHILDREN)
    assert (other[0].folder / "incidents.csv").read_bytes() != (
        extracts[0].folder / "incidents.csv"
    ).read_bytes()


def test_a_welsh_childs_incidents_in_england_come_from_the_english_force(extracts: list[Extract]) -> None:
    assert ("SIM-POL-E", "SIM-W1") in {(extract.police.code, extract.council.code) for extract in extracts}


def test_the_truth_lies_apart(folder: Path, extracts: list[Extract]) -> None:
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        truth = list(csv.DictReader(file))
    assert len(truth) == CHILDREN
    assert {"once", "occasional", "chronic"} == {row["pattern"] for row in truth}
    assert all(extract.folder != folder for extract in extracts)
    for extract in extracts:
        header = (extract.folder / "incidents.csv").read_text(encoding="utf-8-sig").splitlines()[0]
        assert not any(word in header for word in ("pattern", "exploited", "group"))


def test_whole_files_leave_a_child_who_is_still_missing_without_a_return(tmp_path: Path) -> None:
    whole = [
        event
        for extract in write_files(tmp_path, PARTNERS, SEED, CHILDREN, whole=True)
        for event in read(extract)
    ]
    missing = [event for event in whole if isinstance(event.fact, Missing)]
    returned = [event for event in whole if isinstance(event.fact, Returned)]
    assert len(missing) > len(returned) > 300
    assert max(event.happened_at.ends for event in whole) <= NOW
