"""`wayhome extract`, as a person types it."""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest

from tests.config.cli.from_files import DATA, wayhome
from wayhome.insight.extract.folder import Extract

BRADFORD = ("--authority", "E08000032")


def test_files_become_a_folder_that_is_opened_again(tmp_path):
    done = wayhome("extract", DATA / "ssda903", "--as", "ssda903", *BRADFORD, "--out", tmp_path / "new")
    assert done.returncode == 0, done.stderr
    assert "children: 2,129" in done.stdout  # 39 of them missing or away, and the others in care
    extract = Extract.opened(tmp_path / "new")
    away = pq.read_table(extract.file("episodes")).column("away").to_pylist()
    assert (away.count(False), away.count(True)) == (19, 24)


def test_rows_that_were_refused_are_named_and_the_rest_is_kept(tmp_path):
    done = wayhome("extract", DATA / "police", "--as", "police", "--out", tmp_path / "new")
    assert done.returncode == 1
    assert "refused: incidents.csv, line 6" in done.stdout
    assert Extract.opened(tmp_path / "new").about.rows["episodes"] == 4


def test_as_at_a_day_only_what_had_happened_by_then(tmp_path):
    words = ("--as", "police", "--as-at", "2026-01-31", "--out", tmp_path / "new")
    wayhome("extract", DATA / "police", *words)
    about = json.loads((tmp_path / "new" / "extract.json").read_text())
    assert about["rows"]["episodes"] == 1
    assert about["as_at"].startswith("2026-02-01T00:00:00")


def test_no_two_extracts_of_a_file_have_a_pseudonym_in_common(tmp_path):
    seen = []
    for name in ("one", "two"):
        wayhome("extract", DATA / "police", "--as", "police", "--out", tmp_path / name)
        seen.append(set(pq.read_table(tmp_path / name / "children.parquet").column("child").to_pylist()))
    assert not seen[0] & seen[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((DATA / "police", "--as", "police"), "already"),
        ((DATA / "police",), "PATH with --as"),
        ((), "PATH with --as"),
        ((DATA / "police", "--as", "extract"), "no such profile"),
        (("/nowhere", "--as", "police"), "nowhere"),
    ],
    ids=["a folder that holds something", "no profile", "nothing", "an extract of an extract", "not there"],
)
def test_what_cannot_be_written_says_why_and_leaves_nothing(tmp_path, words, said):
    into = tmp_path / "into"
    if said == "already":
        into.mkdir()
        (into / "something").write_text("kept")
    done = wayhome("extract", *words, "--out", into)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert [file.name for file in tmp_path.rglob("*")] in ([], ["into", "something"])
