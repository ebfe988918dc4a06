"""`wayhome replay --record`, as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.config.cli.record import Record, record
from tests.config.cli.test_replay import INCIDENTS
from wayhome.rules.guidance.patterns import PATTERNS

__all__ = ["record"]

FORCE, COUNCIL = "E23000010", "E08000032"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Three children of a force's files, none of whom is named. No test says more of them."""
    record = Record(tmp_path_factory.mktemp("clone"))
    files = record.folder / "files"
    files.mkdir()
    (files / "incidents.csv").write_text(INCIDENTS)
    code, _, error = record.run("load", str(files), "--as", "police", "--authority", COUNCIL)
    assert code == 0, error
    return record


def answer(record: Record, *words: str) -> dict:
    code, out, error = record.run("replay", "--record", "--json", *words)
    assert code == 0, error
    return json.loads(out)


def number(record: Record, of: str) -> str:
    ((child,),) = record.ask(f"SELECT child_id FROM children_identifier WHERE value = '{of}'")
    return str(child)


def test_the_record_says_what_the_files_said_and_more(loaded: Record) -> None:
    said = answer(loaded)
    code, out, _ = loaded.run("replay", "files", "--as", "police", "--json")
    assert code == 0
    from_files = json.loads(out)
    more = {"known_by", "answered", "decided", "agencies", "left_out"}
    assert set(said) == set(from_files) - {"refused"} | more
    shared = (
        "children",
        "incidents",
        "decisions",
        "decisions_per_week",
        "alerts_per_week",
        "rules",
        "coverage",
    )
    assert {key: said[key] for key in shared} == {key: from_files[key] for key in shared}
    assert set(said["rules"]) == {pattern.rule for pattern in PATTERNS}
    assert (said["known_by"], said["answered"]) == (None, 0)
    assert said["decided"] == {"children": 0, "before": 0, "days_earlier": None}


def test_each_child_under_the_records_own_number_as_each_agency_knew(loaded: Record) -> None:
    (of,) = [one for one in answer(loaded)["per_child"] if one["child"] == number(loaded, "P1")]
    assert (of["first_alert_episode"], of["rule"]) == (3, "alert.repeat_missing")
    assert of["known_by"][FORCE]["first_alert_at"] == of["first_alert_at"] == "2026-01-19T21:30:00+00:00"
    assert (of["decided_at"], of["days_earlier"]) == (None, None)
    (asked,) = of["decisions"]
    assert (asked["asked_at"], asked["answered_at"]) == ("2026-01-19T21:30:00+00:00", [])


def test_as_one_agency_knew_it_and_as_at_a_moment(loaded: Record) -> None:
    assert answer(loaded, "--known-by", FORCE)["decisions"] == 2
    assert answer(loaded, "--known-by", FORCE, "--as-at", "2026-01-18")["decisions"] == 0
    assert answer(loaded, "--as-at", "2026-01-18")["incidents"] == 4


def test_a_page_and_lines_that_name_nobody(loaded: Record, tmp_path: Path) -> None:
    code, out, _ = loaded.run("replay", "--record", "--html", str(tmp_path / "page.html"))
    assert code == 0
    page = (tmp_path / "page.html").read_text()
    for text in (out, page):
        assert "What people decided is taken as they decided it." in text
        assert not any(number(loaded, child) in text or child in text for child in ("P1", "P2", "P3"))
    assert "Beside what really happened" in page
    assert "$" not in page


def test_one_child_in_words(loaded: Record) -> None:
    code, out, _ = loaded.run("replay", "--record", "--child", number(loaded, "P1"))
    assert code == 0
    lines = out.splitlines()
    assert "By all that is known today" in lines
    assert "  Missing again and again: Mon 19 Jan 2026, 21:30, at episode 3, and nobody has decided" in lines
    asked = "  A decision asked for Mon 19 Jan 2026, 21:30, due Sat 24 Jan 2026, 21:30, with no answer"
    assert lines.count(asked) == 2


def test_the_audit_says_whose_record_was_gone_through(loaded: Record) -> None:
    answer(loaded)
    child = number(loaded, "P1")
    loaded.run("replay", "--record", "--child", child)
    entries = loaded.ask(
        "SELECT subject_kind, subject_id FROM audit_entry WHERE verb = 'extract' ORDER BY id"
    )
    assert entries[-2:] == [("children", "3"), ("child", child)]


def test_a_protocol_that_is_not_in_force_yet(loaded: Record, tmp_path: Path) -> None:
    _, shown, _ = loaded.run("protocol", "show")
    (tmp_path / "ours.toml").write_text(
        "\n".join(
            'patterns_that_open = ["alert.missing_again_soon"]' if "patterns_that_open" in line else line
            for line in shown.splitlines()
        )
    )
    said = answer(loaded, "--protocol", str(tmp_path / "ours.toml"))
    assert {one["rule"] for one in said["per_child"]} == {"alert.missing_again_soon", None}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--record", "files", "--as", "police"), "--record"),
        (("--record", "--authority", COUNCIL), "--record"),
        (("files",), "--as"),
        (("files", "--as", "police", "--known-by", FORCE), "--known-by"),
        (("files", "--as", "police", "--child", "1"), "--child"),
        (("--record", "--known-by", "nobody"), "No agency"),
        (("--record", "--child", "1"), "No child of that number"),
        (("--record", "--child", "1", "--json"), "No child of that number"),
        (("--record", "--child", "1", "--html", "page.html"), "names no child"),
        (("--rec",), "--rec"),
    ],
)
def test_what_cannot_be_run_is_code_2_and_says_why(record: Record, words: tuple[str, ...], said: str) -> None:
    record.begin()
    code, out, error = record.run("replay", *words)
    assert (code, out) == (2, "")
    assert said in error.splitlines()[-1]


def test_a_record_that_was_never_made_is_code_2(record: Record) -> None:
    code, out, error = record.run("replay", "--record")
    assert (code, out) == (2, "")
    assert "wayhome migrate" in error
