"""`wayhome extract --record`, as a person types it: what the record holds, and nothing else."""

from __future__ import annotations

import pyarrow.parquet as pq

from tests.config.cli.record import Record
from tests.config.cli.test_replay_record import loaded
from wayhome.insight.extract.folder import Extract
from wayhome.insight.extract.rows import TABLES
from wayhome.rules.guidance.patterns import DECISION

__all__ = ["loaded"]

NOW = ("--as-at", "2026-02-05")


def extract(record: Record, name: str, *words: str) -> Extract:
    code, _, error = record.run("extract", *words, *NOW, "--out", name)
    assert code == 0, error
    return Extract.opened(record.folder / name)


def rows(extract: Extract, table: str) -> list[str]:
    """Without pseudonyms, which are others, and in an order of their own."""
    read = pq.read_table(extract.file(table)).drop_columns("child").to_pylist()
    return sorted(map(str, read))


def test_the_record_says_what_the_files_said_and_counts_what_it_holds(loaded):
    kept = extract(loaded, "kept", "--record")
    sent = extract(loaded, "sent", "files", "--as", "police", "--authority", "E08000032")
    for table in ("children", "episodes", "interviews", "concerns", "placements"):
        assert rows(kept, table) == rows(sent, table), table
    [[episodes]] = loaded.ask("SELECT count(*) FROM children_episode")
    [[children]] = loaded.ask("SELECT count(*) FROM children_child")
    assert (kept.about.rows["episodes"], kept.about.rows["children"]) == (episodes, children) == (6, 3)


def test_each_decision_is_a_finding_as_well_and_stands_as_that_does(loaded):
    kept = extract(loaded, "decided", "--record")
    decisions, findings = (pq.read_table(kept.file(table)).to_pylist() for table in ("decisions", "findings"))
    found = [one for one in findings if one["rule"] == DECISION.rule]
    assert decisions
    assert sorted(
        (one["child"], one["asked_on"], one["state"], one["due_at"]) for one in decisions
    ) == sorted((one["child"], one["since_on"], one["state"], one["due_at"]) for one in found)


def test_two_of_one_record_are_equal_and_can_be_joined_by_child(loaded):
    one, two = extract(loaded, "one", "--record"), extract(loaded, "two", "--record")
    for table in TABLES:
        assert pq.read_table(one.file(table)).equals(pq.read_table(two.file(table)))


def test_taking_children_out_is_written_down(loaded):
    before = loaded.ask("SELECT count(*) FROM audit_entry WHERE verb = 'extract'")
    extract(loaded, "written-down", "--record")
    assert loaded.ask("SELECT count(*) FROM audit_entry WHERE verb = 'extract'") > before
