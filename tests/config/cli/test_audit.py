"""`wayhome audit seal` and `wayhome audit verify`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.config.cli.record import Record
from tests.config.cli.record import record as in_a_process

__all__ = ["in_a_process"]

ENTER = (
    "INSERT INTO audit_entry (verb, at, agency_code, subject_kind, subject_id, detail)"
    " VALUES ('see', '2026-03-01 21:40:00', '', 'child', '1', '{}')"
)

UNGUARD = ("DROP TRIGGER audit_entry_refuses_delete", "DROP TRIGGER audit_seal_refuses_delete")

#: Killed as hard as can be once the seal is made, and before it is anchored.
KILLED_BETWEEN = """
import os, signal, sys
import django
django.setup()
from wayhome.config.cli import audit, main
audit.anchor = lambda file: os.kill(os.getpid(), signal.SIGKILL)
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def sealed(in_a_process: Record) -> Record:
    in_a_process.begin()
    in_a_process.run_sql(ENTER, ENTER)
    code, out, _ = in_a_process.run("audit", "seal", "--anchor", "anchor")
    assert (code, out) == (
        0,
        "2 entries were sealed under 1 seal.\nEvery entry is sealed.\nSeal 1 was anchored.\n",
    )
    return in_a_process


def test_it_says_how_much_is_as_it_was_sealed_and_what_is_not_sealed_yet(sealed: Record) -> None:
    sealed.run_sql(ENTER)
    code, out, _ = sealed.run("audit", "verify", "--anchor", "anchor")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "2 entries under 1 seal are as they were sealed."
    assert lines[1].startswith("Open window: 1 entry is not sealed yet, since ")
    assert lines[2:] == ["1 line of the anchor agrees with the record."]


def test_it_names_the_first_fault_and_ends_with_code_1(sealed: Record) -> None:
    sealed.run_sql(UNGUARD[0], "DELETE FROM audit_entry WHERE id = 2")
    code, out, _ = sealed.run("audit", "verify")
    assert code == 1
    assert "FAULT: entry 2 was removed after it was sealed under seal 1." in out
    code, out, _ = sealed.run("audit", "verify", "--json")
    said = json.loads(out)
    assert code == 1
    assert said["fault"] == {"what": "removed", "seal": 1, "entry": 2, "held": None}


def test_a_record_cut_short_with_its_seals_is_found_by_the_anchor(sealed: Record) -> None:
    sealed.run_sql(*UNGUARD, "DELETE FROM audit_entry", "DELETE FROM audit_seal")
    code, out, _ = sealed.run("audit", "verify")
    assert code == 0
    assert "No anchor was given" in out
    code, out, _ = sealed.run("audit", "verify", "--anchor", "anchor")
    assert code == 1
    assert "FAULT: seal 1, which is line 1 of the anchor, is gone from the record" in out


def test_killed_between_the_seal_and_its_anchor_the_next_one_anchors_it(sealed: Record) -> None:
    sealed.run_sql(ENTER)
    killed = sealed.start("audit", "seal", "--anchor", "anchor", program=KILLED_BETWEEN)
    killed.communicate(timeout=60)
    assert killed.returncode == -9
    assert sealed.ask("SELECT count(*) FROM audit_seal") == [(2,)]
    code, out, _ = sealed.run("audit", "seal", "--anchor", "anchor")
    assert (code, out.splitlines()[-1]) == (0, "Seal 2 was anchored.")
    code, out, _ = sealed.run("audit", "verify", "--anchor", "anchor", "--json")
    anchored = json.loads(out)["anchor"]
    assert (code, anchored) == (0, {"lines": 2, "seal": 2, "is_torn": False, "fault": None})


def test_an_anchor_that_is_not_there_is_said(sealed: Record, tmp_path: Path) -> None:
    code, _, error = sealed.run("audit", "verify", "--anchor", "nowhere")
    assert code == 2
    assert "The anchor nowhere cannot be read: No such file or directory." in error
