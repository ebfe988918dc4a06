"""`wayhome index rebuild`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.config.cli.record import Record, record
from tests.exchange.files import year

__all__ = ["record"]

INDEX = (
    "SELECT child_id, rule, state, episode, rung, due_ends, inherited FROM children_finding ORDER BY 1, 2, 4, 5, 6",
    "SELECT key, standing, number, found_at, returned_at FROM children_episode ORDER BY key",
    "SELECT id, forename, surname, born FROM children_child ORDER BY id",
    "SELECT child_id, scheme, value FROM children_identifier ORDER BY 1, 3",
    "SELECT child_id, thing, event, is_first FROM children_share ORDER BY 1, 2, 3",
)


def test_the_index_can_be_lost_and_is_made_again_from_what_was_said(record: Record, tmp_path: Path) -> None:
    files = year(tmp_path / "files", children=20, each=3)
    record.run("load", str(files), "--as", "police", "--authority", "E08000032")
    kept = [record.ask(question) for question in INDEX]
    record.run_sql(
        "DELETE FROM children_finding", "DELETE FROM children_share", "DELETE FROM children_identifier"
    )
    record.run_sql(
        "UPDATE children_child SET forename = ''", "UPDATE children_episode SET standing = 'missing'"
    )
    code, out, _ = record.run("index", "rebuild", "--json")
    assert (code, json.loads(out)) == (0, {"children": 20})
    assert [record.ask(question) for question in INDEX] == kept


def test_without_a_record_it_says_what_to_type(record: Record) -> None:
    (record.folder / "var").mkdir()
    code, out, error = record.run("index", "rebuild")
    assert (code, out) == (2, "")
    assert "wayhome migrate" in error
