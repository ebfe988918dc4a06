"""`wayhome index rebuild`."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from tests.config.cli.record import Record
from tests.config.cli.record import record as in_a_process
from tests.exchange.files import year
from tests.saying import after, missing
from wayhome.cases.children import index
from wayhome.cases.children.actions import add_child, record
from wayhome.cases.children.models import Finding
from wayhome.cases.partners.models import User
from wayhome.config.cli import index as command

__all__ = ["in_a_process"]

INDEX = (
    "SELECT child_id, rule, state, episode, rung, due_ends, inherited FROM children_finding ORDER BY 1, 2, 4, 5, 6",
    "SELECT key, standing, number, found_at, returned_at FROM children_episode ORDER BY key",
    "SELECT id, forename, surname, born FROM children_child ORDER BY id",
    "SELECT child_id, scheme, value FROM children_identifier ORDER BY 1, 3",
    "SELECT child_id, thing, event, is_first FROM children_share ORDER BY 1, 2, 3",
)


def test_the_index_can_be_lost_and_is_made_again_from_what_was_said(
    in_a_process: Record, tmp_path: Path
) -> None:
    files = year(tmp_path / "files", children=20, each=3)
    in_a_process.run("load", str(files), "--as", "police", "--authority", "E08000032")
    kept = [in_a_process.ask(question) for question in INDEX]
    in_a_process.run_sql(
        "DELETE FROM children_finding", "DELETE FROM children_share", "DELETE FROM children_identifier"
    )
    in_a_process.run_sql(
        "UPDATE children_child SET forename = ''", "UPDATE children_episode SET standing = 'missing'"
    )
    code, out, _ = in_a_process.run("index", "rebuild", "--json")
    assert (code, json.loads(out)) == (0, {"children": 20})
    assert [in_a_process.ask(question) for question in INDEX] == kept


def test_without_a_record_it_says_what_to_type(in_a_process: Record) -> None:
    (in_a_process.folder / "var").mkdir()
    code, out, error = in_a_process.run("index", "rebuild")
    assert (code, out) == (2, "")
    assert "wayhome migrate" in error


@pytest.mark.django_db(transaction=True)
def test_every_core_takes_a_part_and_each_child_is_derived_once(
    partnership: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = [add_child(by=partnership, at=after()).pk for _ in range(40)]
    record([missing(0, key=f"m{child}", child=str(child)) for child in children], by=partnership, at=after(1))
    kept = sorted(Finding.objects.values_list("child", "rule", "state"))
    Finding.objects.all().delete()
    monkeypatch.setattr(command, "AT_ONCE", 2)
    work = partial(index.derive_anew, at=after(1))
    assert command.on_every_core(work, index.every_child(), "load.derived") == 40
    assert sorted(Finding.objects.values_list("child", "rule", "state")) == kept
