"""`wayhome screen`, as a person types it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.config.cli import from_files
from tests.config.cli.from_files import DATA
from wayhome.exchange.profiles import mapping

FIXTURE = DATA / "police"


def wayhome(*words: object, folder: Path = FIXTURE) -> subprocess.CompletedProcess[str]:
    return from_files.wayhome("screen", folder, "--as", "police", *words)


def answer(*words: object, folder: Path = FIXTURE, code: int = 1) -> dict:
    done = wayhome("--json", *words, folder=folder)
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def whole(tmp_path) -> Path:
    """The same files without the rows that are refused."""
    for file, last in (("incidents.csv", 5), ("contacts.csv", 3), ("interviews.csv", 3)):
        lines = (FIXTURE / file).read_text().splitlines(keepends=True)
        (tmp_path / file).write_text("".join(lines[:last]))
    return tmp_path


def test_one_object_with_the_counts_of_the_whole_file():
    said = answer("--authority", "E08000032", "--as-at", "2026-01-01")
    assert {name: said[name] for name in ("children", "incidents", "open", "away", "with_more_than_one")} == {
        "children": 3,
        "incidents": 4,
        "open": 1,
        "away": 0,
        "with_more_than_one": 1,
    }


def test_a_refused_row_says_where_what_and_why_and_never_the_value():
    (row, *_) = [row for row in answer()["refused"] if row["file"] == "incidents.csv"]
    assert {name: row[name] for name in ("file", "line", "field", "code")} == {
        "file": "incidents.csv",
        "line": 6,
        "field": "last_seen_at",
        "code": "moment.no_such_month",
    }
    assert "12/25" not in row["reason"]
    assert "day first" in row["reason"]


def states(said: dict, rule: str) -> dict[str, str]:
    return {
        finding["evidence"][0].split("/")[2]: finding["state"]
        for finding in said["findings"]
        if finding["rule"] == rule
    }


def test_those_that_need_someone_and_with_all_every_one_but_those_not_stated(whole):
    few = answer("--as-at", "2026-03-01", folder=whole, code=0)
    every = answer("--as-at", "2026-03-01", "--all", folder=whole, code=0)
    assert {finding["state"] for finding in few["findings"]} == {"overdue", "due", "unknown"}
    assert states(every, "england.return_interview") == {"I1": "met", "I3": "not_done", "I4": "overdue"}
    assert {"met", "not_done"} <= {finding["state"] for finding in every["findings"]}
    assert "not_stated" not in {finding["state"] for finding in every["findings"]}
    assert few["not_stated"] == every["not_stated"]
    assert few["not_stated"]["local.report_acknowledged_by_control_room"] == 4
    assert few["not_stated"]["uk.no_apparent_risk_reviewed"] == 1


def test_a_row_that_contradicts_itself_is_kept_with_its_findings():
    doubts = {
        (f["child"], f["rule"]) for f in answer("--as-at", "2026-03-01")["findings"] if "record." in f["rule"]
    }
    assert {
        ("P3", "record.times_out_of_order"),
        ("P3", "record.aged_18_or_over"),
        ("P3", "record.value_not_known"),
    } <= doubts


@pytest.mark.parametrize(
    ("as_at", "state"),
    [
        ("2026-02-06T22:59:00Z", "due"),
        ("2026-02-06", "overdue"),
        ("2026-02-05", "due"),
        ("06/02/2026 23:00", "overdue"),
        ("2026-02-07T00:30:00+02:00", "due"),
    ],
)
def test_as_at_is_an_instant_or_the_end_of_a_day(tmp_path, as_at, state):
    rows = (FIXTURE / "incidents.csv").read_text().splitlines(keepends=True)
    (tmp_path / "incidents.csv").write_text(rows[0] + rows[3])
    said = answer("--as-at", as_at, folder=tmp_path, code=0)
    assert states(said, "england.return_interview") == {"I3": state}
    (finding,) = [finding for finding in said["findings"] if finding["rule"] == "england.return_interview"]
    assert finding["due_at"] == "2026-02-06T23:00:00+00:00"


def test_without_an_authority_the_rules_are_englands_and_both_answers_say_so(tmp_path):
    page = tmp_path / "page.html"
    done = wayhome("--html", page)
    assert "England&#x27;s rules are used" in page.read_text()
    assert "England's rules are used" in done.stderr
    assert "England's rules" not in wayhome("--authority", "E08000032").stderr


def test_a_welsh_authority_is_owed_the_welsh_interview(whole):
    said = answer("--authority", "W06000015", "--as-at", "2026-03-01", "--all", folder=whole, code=0)
    rules = {finding["rule"] for finding in said["findings"]}
    assert "wales.return_interview" in rules
    assert "england.return_interview" not in rules


def test_files_that_were_not_read_are_named_on_standard_error(tmp_path):
    shutil.copy(FIXTURE / "incidents.csv", tmp_path / "Incidents.CSV")
    (tmp_path / "readme.txt").write_text("hello")
    done = wayhome(folder=tmp_path)
    assert "Left unread: readme.txt" in done.stderr
    assert "contacts.csv, interviews.csv" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--authority", "E08000033x"), "E0800003"),
        (("--as-at", "soon"), "date"),
    ],
)
def test_what_cannot_be_run_is_code_2_and_one_line(words, said):
    done = wayhome("--json", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_folder_with_nothing_to_read_is_code_2(tmp_path):
    done = wayhome(folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "incidents.csv" in done.stderr


COUNCIL = Path(mapping.__file__).parent / "examples" / "council.toml"


def test_any_other_file_by_a_mapping_with_its_own_lines_and_columns():
    sent = FIXTURE.parent / "mapped" / "council.csv"
    said = answer("--as", COUNCIL, "--authority", "E08000032", folder=sent)
    assert (said["children"], said["incidents"]) == (2, 3)
    assert {(row["line"], row["field"]) for row in said["refused"]} == {
        (n, "Date Missing, Time Missing") for n in (5, 6)
    }
    assert "Not mapped in council.csv: Locality" in wayhome("--as", COUNCIL, folder=sent).stderr


def test_a_mapping_with_faults_names_them_all(tmp_path):
    (tmp_path / "ours.toml").write_text('onto = "police"\nsent_by = "us"\n[incidents]\nriskk = "Risk"\n')
    done = wayhome("--as", tmp_path / "ours.toml")
    assert (done.returncode, done.stdout) == (2, "")
    for key in ("sent_by", "incidents.riskk", "incidents.person_id"):
        assert f"  {key}: " in done.stderr


@pytest.mark.parametrize("named", ["polis", "nowhere.toml"])
def test_what_is_neither_a_profile_nor_a_mapping_is_said(named):
    done = wayhome("--as", named)
    assert (done.returncode, done.stdout) == (2, "")
    assert named in done.stderr


def test_a_header_alone_is_an_answer(tmp_path):
    header = (FIXTURE / "incidents.csv").read_text().splitlines()[0]
    (tmp_path / "incidents.csv").write_text(header)
    assert answer(folder=tmp_path, code=0)["children"] == 0


def test_the_plain_answer_is_text(whole):
    done = wayhome("--as-at", "2026-03-01", folder=whole)
    assert done.returncode == 0
    assert any(line.split() == ["children", "3"] for line in done.stdout.splitlines())
    assert any(
        line.split()[:2] == ["england.return_interview", "overdue"] for line in done.stdout.splitlines()
    )
