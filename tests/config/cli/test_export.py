"""`wayhome export`, as a person types it."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.config.cli.record import Record, record
from tests.exchange.files import FIRST, SECOND, UNREADABLE, police_files

__all__ = ["record"]

FAKE = Path(__file__).parents[2] / "data" / "ssda903"


def test_a_return_is_written_as_the_dataset_without_a_record(record: Record, tmp_path: Path) -> None:
    words = ("export", str(FAKE), "--from", "ssda903", "--as", "ssd", "--authority", "E08000032")
    code, out, _ = record.run(*words, "--out", str(tmp_path / "out"))
    assert code == 0
    assert out.splitlines()[:2] == ["39 children with a missing episode", "ssd_missing.csv: 43 rows"]
    assert not record.file.exists()
    assert record.run(*words, "--out", str(tmp_path / "out"))[0] == 2


def test_what_has_no_place_is_printed_and_what_was_refused_too(record: Record, tmp_path: Path) -> None:
    files = police_files(tmp_path / "files", FIRST, UNREADABLE, interviews="I1,2026-01-13 10:00,Y,")
    words = ("export", str(files), "--from", "police", "--as", "ssd", "--out", str(tmp_path / "out"))
    code, out, error = record.run(*words)
    assert code == 1
    assert "times at which an interview was offered or answered: 2" in out
    assert "refused: incidents.csv, line 3" in error


def test_out_of_the_record_only_by_an_account(record: Record, tmp_path: Path) -> None:
    files = police_files(tmp_path / "files", FIRST, SECOND)
    record.run("load", str(files), "--as", "police", "--authority", "E08000032")
    words = ("export", "--record", "--as", "ssd", "--out", str(tmp_path / "out"))
    code, out, error = record.run(*words, "--account", "somebody@example.org")
    assert (code, out) == (2, "")
    assert "Nobody with that e-mail address" in error
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--record",),
        (str(FAKE),),
        (str(FAKE), "--from", "ssda903", "--record"),
        (str(FAKE), "--from", "ssda903", "--account", "somebody@example.org", "--record"),
    ],
)
def test_either_files_or_the_record(record: Record, tmp_path: Path, words: tuple[str, ...]) -> None:
    code, out, error = record.run("export", *words, "--as", "ssd", "--out", str(tmp_path / "out"))
    assert (code, out) == (2, "")
    assert "--from" in error


RETURN = ("export", str(FAKE), "--from", "ssda903", "--as", "ssda903")


def test_a_return_is_written_for_one_year_and_what_it_cannot_hold_is_said(
    record: Record, tmp_path: Path
) -> None:
    code, out, _ = record.run(*RETURN, "--year", "2017/18", "--out", str(tmp_path / "out"))
    assert code == 0
    assert out.splitlines()[:4] == [
        "29 children in the return of 2017/18",
        "header.csv: 29 rows",
        "episodes.csv: 69 rows",
        "missing.csv: 32 rows",
    ]
    assert "from the eighteenth birthday on, left out: 10" in out
    assert "Not written, because nothing here says what they ask: uasc" in out
    checked = record.run("check", str(tmp_path / "out"), "--as", "ssda903", "--year", "2017/18", "--json")
    assert not any(json.loads(checked[1])["findings"].values())


def test_of_a_forces_files_nobody_is_in_the_return_and_why_is_said(record: Record, tmp_path: Path) -> None:
    files = police_files(tmp_path / "files", FIRST)
    words = ("export", str(files), "--from", "police", "--as", "ssda903", "--year", "2025/26")
    code, out, _ = record.run(*words, "--out", str(tmp_path / "out"))
    assert code == 0
    assert out.startswith(
        "No child is in the return of 2025/26. It holds children who were missing in that year while"
    )
    assert "left out: 1" in out


def test_a_year_that_runs_is_said_to_be_written_again(record: Record, tmp_path: Path) -> None:
    today = timezone.localdate()
    begun = today.year - (today < date(today.year, 4, 1))
    year = f"{begun}/{(begun + 1) % 100:02}"
    code, out, _ = record.run(*RETURN, "--year", year, "--out", str(tmp_path / "out"))
    assert code == 0
    assert f"The year ends on 31 Mar {begun + 1}." in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*RETURN,), "Give --year, such as 2025/26"),
        ((*RETURN, "--year", "2025"), "two years that follow each other"),
        ((*RETURN, "--year", "2025/27"), "two years that follow each other"),
        ((*RETURN, "--year", "2099/00"), "begins on 1 Apr 2099"),
        ((*RETURN[:-1], "ssd", "--year", "2025/26"), "--year is of a return"),
        ((*RETURN[:-1], "csv"), "invalid choice"),
    ],
)
def test_a_year_is_of_a_return_and_has_begun(
    record: Record, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    code, out, error = record.run(*words, "--out", str(tmp_path / "out"))
    assert (code, out) == (2, "")
    assert said in error
    assert not (tmp_path / "out").exists()


def test_what_an_inspection_asks_of_missing_episodes_is_written_and_what_not_is_said(
    record: Record, tmp_path: Path
) -> None:
    today = timezone.localdate()
    last_month, long_ago = today - timedelta(days=30), today - timedelta(days=500)
    files = {
        "ssd_person.csv": "pers_person_id,pers_dob,pers_sex\nC7,2012-05-01,F\n",
        "ssd_cla_episodes.csv": (
            "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date\n"
            f"E1,C7,{long_ago:%Y-%m-%d},\n"
        ),
        "ssd_missing.csv": (
            "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
            "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n"
            f"M1,C7,{last_month:%Y-%m-%d},M,{last_month:%Y-%m-%d},Y,N\n"
        ),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    words = ("export", str(tmp_path), "--from", "ssd", "--authority", "E08000032", "--as", "annex-a")
    code, out, _ = record.run(*words, "--out", str(tmp_path / "out"))
    assert code == 0
    assert out.splitlines()[:2] == ["1 child on the list", "list_8_missing.csv: 1 row"]
    assert "of them the two counts are nought" in out
    with (tmp_path / "out" / "list_8_missing.csv").open(newline="") as file:
        [row] = csv.DictReader(file)
    assert row["ChildUniqueID"] == "C7"
    assert list(row.values())[-4:] == ["1", "0", "a) Yes", "b) No"]


def test_of_a_forces_files_nobody_is_on_an_inspections_list(record: Record, tmp_path: Path) -> None:
    files = police_files(tmp_path / "files", FIRST, SECOND)
    words = ("export", str(files), "--from", "police", "--as", "annex-a", "--out", str(tmp_path / "out"))
    code, out, _ = record.run(*words)
    assert (code, out.splitlines()[0][:24]) == (0, "No child is on the list.")
