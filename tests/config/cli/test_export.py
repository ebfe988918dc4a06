"""`wayhome export`, as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest

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
