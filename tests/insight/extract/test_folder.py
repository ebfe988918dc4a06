"""An extract on disk: typed, whole, counted, and opened again as what it is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.saying import after, missing, said
from wayhome.insight.extract.batches import Extracting
from wayhome.insight.extract.folder import ABOUT, Extract, write
from wayhome.insight.extract.pseudonyms import Pseudonyms
from wayhome.insight.extract.rows import TABLES
from wayhome.insight.extract.schema import columns, schema
from wayhome.rules.chronology import Chronology
from wayhome.rules.event import OWN, System
from wayhome.rules.facts import (
    ConcernStated,
    FormOfHarm,
    Found,
    IdentityStated,
    MarkersStated,
    Placed,
    PlacementKind,
    Returned,
    Whether,
)
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

ASKED = Extracting(Pseudonyms(b"k"), after(1000))


def child(number: str, *, forename: str = "Sam") -> tuple[Chronology, dict]:
    events = [
        said(IdentityStated(forename=forename, sex="F", ethnicity="WBRI"), -1, child=number),
        missing(child=number),
        said(Found(episode="m"), 10, child=number),
        said(Returned(episode="m"), 10, child=number),
    ]
    return Chronology.of(number, events), {}


def feared(number: str) -> tuple[Chronology, dict]:
    """Never missing; placed, so that there would be more to say."""
    concern = ConcernStated(
        form=FormOfHarm.COUNTY_LINES,
        harm_occurred=Whether.NOT_KNOWN,
        at_risk=Whether.YES,
        because="simulated",
        stated_by="simulated",
        review_by=date(2026, 2, 1),
    )
    events = [
        said(IdentityStated(forename="Kit", sex="M"), -1, child=number),
        said(Placed(placement=PlacementKind.FOSTER_HOME), 1, child=number),
        said(concern, 2, child=number),
    ]
    return Chronology.of(number, events), {}


def written(into: Path, *batches: list[tuple[Chronology, dict]], system: System = OWN) -> Extract:
    each = (ASKED.answer(batch) for batch in batches)
    return write(each, into, system=system, as_at=ASKED.as_at, rules="rules-1")


def test_every_table_is_there_with_its_types_and_rows_of_every_batch(tmp_path):
    extract = written(tmp_path, [child("1"), child("2")], [], [child("3")])
    for table in TABLES:
        assert pq.read_schema(extract.file(table)).equals(schema(table))
        assert pq.read_metadata(extract.file(table)).num_rows == extract.about.rows[table]
    assert (extract.about.rows["children"], extract.about.rows["episodes"]) == (3, 3)
    assert extract.about.rows["findings"] > 3


def test_of_a_child_who_was_never_missing_only_the_concerns_stand_there(tmp_path):
    never = Chronology.of("5", [said(IdentityStated(forename="Alex"), -1, child="5")]), {}
    extract = written(tmp_path, [child("1"), feared("4"), never])
    known = written(tmp_path, [child("1")]).about.rows
    assert extract.about.rows == {**known, "children": known["children"] + 1, "concerns": 2}
    assert extract.about.not_stated == {}


def test_a_decision_that_a_pattern_asked_for_has_its_row(tmp_path):
    chronology, company = child("1")
    marked = said(MarkersStated(episode="m", markers=("CSE",)), 1, child="1")
    extract = written(tmp_path, [(Chronology.of("1", [*chronology.editions, marked]), company), child("2")])
    [row] = pq.read_table(extract.file("decisions")).to_pylist()
    assert (row["opened_by"], row["state"]) == ("alert.exploitation_marked", "overdue")


def test_many_rows_are_written_as_they_come(tmp_path, monkeypatch):
    monkeypatch.setattr("wayhome.insight.extract.folder.AT_ONCE", 2)
    extract = written(tmp_path, *([child(str(n))] for n in range(5)))
    read = pq.read_table(extract.file("episodes"))
    assert read.column("number").to_pylist() == [1] * 5
    assert pq.read_metadata(extract.file("episodes")).num_row_groups == 3


def test_no_name_stands_in_it_and_no_number_of_a_child(tmp_path):
    extract = written(tmp_path, [child("4711", forename="Ottilie")])
    for table in TABLES:
        cells = str(pq.read_table(extract.file(table)).to_pylist())
        assert "Ottilie" not in cells
        assert "4711" not in cells


def test_opened_again_it_says_what_it_is(tmp_path):
    spoken = System("police", frozenset({"Missing", "Found"}))
    made = written(tmp_path, [child("1")], system=spoken)
    again = Extract.opened(tmp_path)
    assert again == made
    assert again.about.system == spoken
    assert again.about.day.isoformat() == "2026-02-23"


def test_what_a_source_cannot_say_is_counted_by_rule_and_stands_in_no_row(tmp_path):
    silent = System("police", frozenset({"Missing", "Found", "Returned"}))
    asked = Extracting(Pseudonyms(b"k"), after(1000), system=silent)
    batch = asked.answer([child("1")])
    assert batch.not_stated["england.return_interview"] == 1
    assert "england.return_interview" not in batch.tables["findings"].column("rule").to_pylist()


@pytest.mark.parametrize(
    "held",
    ["", "[]", "{}", '{"version": "extract-2", "children": 1}'],
    ids=["blank", "list", "empty", "other"],
)
def test_a_folder_that_holds_no_extract_is_refused(tmp_path, held):
    (tmp_path / ABOUT).write_text(held)
    with pytest.raises(Refusal) as refused:
        Extract.opened(tmp_path)
    assert refused.value.sentence.key == "extract.none"


def test_one_of_another_form_is_refused_and_says_both(tmp_path):
    written(tmp_path, [])
    about = json.loads((tmp_path / ABOUT).read_text())
    (tmp_path / ABOUT).write_text(json.dumps(about | {"version": "extract-0"}))
    with pytest.raises(Refusal) as refused:
        Extract.opened(tmp_path)
    assert refused.value.sentence.key == "extract.version"


@pytest.mark.parametrize(
    "spoil", [Path.unlink, lambda file: file.write_bytes(b"PAR1"), lambda file: file.write_text("")]
)
def test_one_of_which_a_table_is_gone_or_broken_is_refused(tmp_path, spoil):
    spoil(written(tmp_path, [child("1")]).file("findings"))
    with pytest.raises(Refusal) as refused:
        Extract.opened(tmp_path)
    assert refused.value.sentence == Sentence("extract.not_whole", table="findings")


def test_one_of_whose_rows_some_are_gone_is_refused(tmp_path):
    extract = written(tmp_path, [child("1"), child("2")])
    whole = pq.read_table(extract.file("episodes"))
    pq.write_table(whole.slice(0, 1), extract.file("episodes"))
    with pytest.raises(Refusal):
        Extract.opened(tmp_path)


def test_every_column_says_what_it_holds():
    for table, row in TABLES.items():
        assert row.__doc__
        assert all(column.says for column in columns(table))
