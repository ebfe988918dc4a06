"""`wayhome extract --record`, as a person types it: what the record holds, and nothing else."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.config.cli.record import Record
from tests.config.cli.test_replay_record import loaded
from wayhome.insight.extract.folder import Extract
from wayhome.insight.extract.rows import TABLES
from wayhome.insight.extract.stamps import STAMPS
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


def rows_of_each(extract: Extract) -> dict[str, list[str]]:
    return {table: sorted(map(str, pq.read_table(extract.file(table)).to_pylist())) for table in TABLES}


@pytest.fixture(scope="module")
def first(loaded):
    """An extract of the record with everything worked out, as a worker does."""
    code, _, error = loaded.run("index", "rebuild")
    assert code == 0, error
    return extract(loaded, "first", "--record")


def test_after_an_earlier_one_it_is_the_same_and_says_who_was_made_anew(loaded, first):
    words = ("extract", "--record", *NOW, "--after", "first", "--out", "second")
    code, out, error = loaded.run(*words)
    assert code == 0, error
    assert "Children taken over from the earlier extract as they stood: 3. Made anew: 0." in out
    second = Extract.opened(loaded.folder / "second")
    assert rows_of_each(second) == rows_of_each(first)
    assert second.about == first.about


def test_whose_rows_are_taken_over_is_named_in_the_audit_as_well(loaded, first):
    last = "SELECT detail FROM audit_entry WHERE verb = 'extract' ORDER BY id DESC LIMIT 1"
    extract(loaded, "named", "--record", "--after", "first")
    [[detail]] = loaded.ask(last)
    children = loaded.ask("SELECT id FROM children_child ORDER BY id")
    assert json.loads(detail)["numbers"] == [child for (child,) in children]


def test_of_a_record_under_another_key_everybody_is_made_anew(loaded, first):
    words = ("extract", "--record", *NOW, "--after", "first", "--out", "other-key")
    process = loaded.start(*words, WAYHOME_SECRET_KEY="a key that is another, and long enough to be given")
    out, error = process.communicate(timeout=120)
    assert process.returncode == 0, error
    assert "as they stood: 0. Made anew: 3." in out
    other = Extract.opened(loaded.folder / "other-key")
    assert {table: rows(other, table) for table in TABLES} == {table: rows(first, table) for table in TABLES}


def test_from_what_the_next_one_needs_nobody_reads_anything(loaded, first):
    stamps = (first.folder / STAMPS).read_bytes()
    assert len(stamps) > 100
    for child in pq.read_table(first.file("children")).column("child").to_pylist():
        assert child.encode() not in stamps
    with pytest.raises(pa.ArrowInvalid):
        pq.read_table(first.folder / STAMPS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--record", "--as-at", "2026-01-20", "--after", "first"), "later than the moment asked for"),
        (("--record", "--after", "sent-before"), "made of files"),
        (("--record", "--after", "files"), "no extract in that folder"),
        (("files", "--as", "police", "--after", "first"), "give it with --record"),
    ],
    ids=["as at a later moment", "of files", "no extract", "files after an extract"],
)
def test_what_cannot_be_taken_over_from_says_why_and_leaves_nothing(loaded, first, words, said):
    if not (loaded.folder / "sent-before").exists():
        extract(loaded, "sent-before", "files", "--as", "police")
    code, _, error = loaded.run("extract", *words, "--out", "never")
    assert code == 2
    assert said in error
    assert not (loaded.folder / "never").exists()
