"""`wayhome quality`, as a person types it."""

from __future__ import annotations

import json

import pytest

from tests.config.cli.from_files import DATA, wayhome

POLICE = (DATA / "police", "--as", "police", "--authority", "E08000032")


def test_a_file_with_faults_in_it():
    done = wayhome("quality", *POLICE, "--json")
    assert done.returncode == 1  # rows of it were refused
    said = json.loads(done.stdout)
    found = {one["name"]: (one["found"], one["of"]) for one in said["checks"]}
    assert (found["no_ethnicity"], found["not_a_child"]) == ((2, 4), (1, 4))
    assert len(said["refused"]) == 4


def test_what_moved_since_an_earlier_extract(tmp_path):
    wayhome("extract", *POLICE, "--as-at", "2026-01-31", "--out", tmp_path / "then")
    done = wayhome("quality", *POLICE, "--before", tmp_path / "then", "--year", "2025/26")
    assert "police, incidents: 1 then, 4 now" in done.stdout


@pytest.mark.parametrize("words", [("--year", "2025/26"), ("--before", "somewhere")])
def test_an_earlier_extract_and_a_year_are_given_together(words):
    done = wayhome("quality", *POLICE, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "together" in done.stderr
