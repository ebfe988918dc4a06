"""`wayhome load`, typed by a person or a timer, and what is left when it is killed."""

from __future__ import annotations

import csv
import json
import random
import sqlite3
import time
from pathlib import Path

import pytest

from tests.config.cli.record import Record, record
from tests.exchange.files import FIRST, OTHER, UNREADABLE, police_files, year
from wayhome.exchange.profiles import mapping

__all__ = ["record"]

COUNCIL = Path(mapping.__file__).parent / "examples" / "council.toml"

BRADFORD = ("--as", "police", "--authority", "E08000032")

#: What a load leaves, without when it was stored.
SAID = """SELECT c.key, c.edition, c.kind, c.detail, c.happened_begins, c.child_id FROM children_event c
          ORDER BY c.key, c.edition"""
TOLD = """SELECT e.key, e.edition, t.to_id, t.at_begins FROM children_telling t
          JOIN children_event e ON e.id = t.event_id ORDER BY 1, 2, 3, 4"""
DERIVED = "SELECT child_id, rule, state, episode, rung, due_ends FROM children_finding ORDER BY 1, 2, 4, 5, 6"
SEEN_BY = "SELECT child_id, agency_id, kind FROM children_relation ORDER BY 1, 2"


def held(record: Record) -> list[list[tuple[object, ...]]]:
    return [record.ask(question) for question in (SAID, TOLD, DERIVED, SEEN_BY)]


def test_in_a_new_clone_it_works_with_nothing_set(record: Record, tmp_path: Path) -> None:
    files = police_files(tmp_path / "files", FIRST, OTHER)
    code, out, error = record.run("load", str(files), *BRADFORD)
    assert code == 0
    assert "2 missing episodes" in out
    assert "new one has been made" in error


def test_json_is_one_object_of_the_agreed_shape_and_nothing_else(record: Record, tmp_path: Path) -> None:
    files = police_files(tmp_path / "files", FIRST, UNREADABLE)
    code, out, _ = record.run("load", str(files), *BRADFORD, "--json")
    said = json.loads(out)
    assert code == 1
    counted = ["children", "episodes", "events", "interviews", "contacts", "unchanged", "refused"]
    assert list(said) == counted
    assert (said["children"], said["episodes"], said["unchanged"]) == (1, 1, 0)
    (refused,) = said["refused"]
    assert list(refused) == ["file", "line", "field", "code", "reason"]
    again = json.loads(record.run("load", str(files), *BRADFORD, "--json")[1])
    assert [again[name] for name in counted[:-1]] == [0, 0, 0, 0, 0, 1]


def test_a_dry_run_before_there_is_a_record_leaves_none_behind(record: Record, tmp_path: Path) -> None:
    files = police_files(tmp_path / "files", FIRST, OTHER)
    code, out, _ = record.run("load", str(files), *BRADFORD, "--dry-run", "--json")
    assert (code, json.loads(out)["episodes"]) == (0, 2)
    assert not record.file.exists()


def test_a_dry_run_on_a_record_leaves_it_as_it_was(record: Record, tmp_path: Path) -> None:
    record.run("load", str(police_files(tmp_path / "may", FIRST)), *BRADFORD)
    before = held(record)
    june = police_files(tmp_path / "june", FIRST, OTHER)
    _, out, _ = record.run("load", str(june), *BRADFORD, "--dry-run", "--json")
    said = json.loads(out)
    assert (said["children"], said["episodes"], said["unchanged"]) == (1, 1, 1)
    assert held(record) == before


def test_a_mapped_file_is_loaded_once_however_often_as_the_councils_own(record: Record) -> None:
    sent = Path(__file__).parents[2] / "data" / "mapped" / "council.csv"
    words = ("load", str(sent), "--as", str(COUNCIL), "--authority", "E08000032", "--json")
    code, out, error = record.run(*words)
    first, again = json.loads(out), json.loads(record.run(*words)[1])
    assert code == 1
    assert "council.csv: the mapping says nothing of these columns, so they were not read: Locality." in error
    assert (first["episodes"], first["contacts"], first["interviews"]) == (3, 2, 2)
    assert (again["events"], again["unchanged"]) == (0, first["unchanged"] + 7)
    assert record.ask(
        "SELECT DISTINCT code FROM partners_agency a JOIN children_event e ON e.of_id = a.id"
    ) == [("E08000032",)]


def test_the_refused_rows_are_written_to_a_file(record: Record, tmp_path: Path) -> None:
    files = police_files(tmp_path / "files", FIRST, UNREADABLE)
    code, _, _ = record.run("load", str(files), *BRADFORD, "--refused", str(tmp_path / "refused.csv"))
    with (tmp_path / "refused.csv").open(newline="", encoding="utf-8") as report:
        (row,) = csv.DictReader(report)
    assert code == 1
    assert (row["file"], row["line"], row["field"]) == ("incidents.csv", "3", "last_seen_at")
    assert "yesterday" not in row["reason"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("FILES", "--as", "police", "--authority", "E08000999"), "nearest are"),
        (("NOWHERE", *BRADFORD), "Check its name"),
        (("FILES", "--as", "police"), "--authority"),
        (("FILES", *BRADFORD, "--refused", "nowhere/refused.csv"), "there is no folder"),
    ],
)
def test_what_cannot_be_done_is_said_and_makes_no_record(
    words: tuple[str, ...],
    says: str,
    record: Record,
    tmp_path: Path,
) -> None:
    files = police_files(tmp_path / "files", FIRST)
    code, out, error = record.run("load", *(str(files) if word == "FILES" else word for word in words))
    assert (code, out) == (2, "")
    assert says in error
    assert not record.file.exists()


def test_a_record_older_than_the_program_is_refused_with_what_to_type(record: Record, tmp_path: Path) -> None:
    files = police_files(tmp_path / "files", FIRST)
    record.begin()
    record.run_sql("DELETE FROM django_migrations WHERE app = 'exchange'")
    code, _, error = record.run("load", str(files), *BRADFORD)
    assert code == 2
    assert "wayhome migrate" in error


def test_killed_at_any_moment_and_run_again_it_leaves_what_an_undisturbed_load_leaves(
    record: Record,
    tmp_path: Path,
) -> None:
    files = str(year(tmp_path / "files", children=150, each=4))
    undisturbed = Record(tmp_path / "undisturbed")
    undisturbed.begin()
    undisturbed.run("load", files, *BRADFORD)
    record.begin()
    chance, cut_short = random.Random(), 0
    for _ in range(4):
        killed = record.start("load", files, *BRADFORD)
        wait_for_first_events(record)
        time.sleep(chance.uniform(0, 0.25))
        killed.kill()
        killed.communicate()
        cut_short += record.ask("SELECT count(DISTINCT child_id) FROM children_event")[0][0] < 150  # type: ignore[operator]
    assert cut_short, "every load was over before it was killed"
    assert record.run("load", files, *BRADFORD)[0] == 0
    assert without_children(held(record)) == without_children(held(undisturbed))
    assert record.ask("SELECT count(*), count(finished_at) FROM exchange_load") == [(1, 1)]


def test_two_loads_at_the_same_time_leave_what_one_leaves(record: Record, tmp_path: Path) -> None:
    files = str(year(tmp_path / "files", children=60, each=3))
    record.begin()
    both = [record.start("load", files, *BRADFORD, "--json") for _ in range(2)]
    said = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    assert sum(one["children"] for one in said) == 60
    assert sum(one["episodes"] for one in said) == 180
    assert record.ask("SELECT count(*) FROM children_child") == [(60,)]
    assert record.ask("SELECT max(edition) FROM children_event") == [(1,)]


def test_nobody_waits_half_a_second_behind_a_load(record: Record, tmp_path: Path) -> None:
    files = str(year(tmp_path / "files", children=400, each=4))
    record.begin()
    loading, waited = record.start("load", files, *BRADFORD), []
    wait_for_first_events(record)
    page = sqlite3.connect(record.file, timeout=20, isolation_level=None)
    while loading.poll() is None:
        asked = time.perf_counter()
        page.execute("BEGIN IMMEDIATE")
        waited.append(time.perf_counter() - asked)
        page.execute("COMMIT")
        time.sleep(0.01)
    page.close()
    loading.communicate()
    assert len(waited) > 5
    assert max(waited) < 0.5


def wait_for_first_events(record: Record) -> None:
    for _ in range(2000):
        if record.ask("SELECT 1 FROM children_event LIMIT 1"):
            return
        time.sleep(0.005)
    raise AssertionError("nothing was loaded")


def without_children(said: list[list[tuple[object, ...]]]) -> list[list[tuple[object, ...]]]:
    """Every table without the key of the child's row, which a load killed in between may number otherwise."""
    events, told, derived, seen_by = said
    return [
        [row[:-1] for row in events],
        told,
        sorted(row[1:] for row in derived),
        sorted(row[1:] for row in seen_by),
    ]
