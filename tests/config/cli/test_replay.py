"""`wayhome replay`, as a person types it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.config.cli.from_files import DATA, wayhome
from wayhome.config.replayed import coverage_lines
from wayhome.exchange.profiles import mapping
from wayhome.insight.replay.coverage import Who
from wayhome.insight.replay.totals import Totals
from wayhome.rules.guidance.patterns import PATTERNS

POLICE = DATA / "police"

#: Three children: three times within a month, once, and twice with a mark on the second.
INCIDENTS = """\
incident_id,person_id,last_seen_at,reported_at,returned_at,flags
I1,P1,2026-01-05 20:00,2026-01-05 21:00,2026-01-06 09:00,
I2,P1,2026-01-12 20:00,2026-01-12 21:00,2026-01-13 09:00,
I3,P1,2026-01-19 20:00,2026-01-19 21:30,2026-01-20 09:00,
I4,P2,2026-01-07 20:00,2026-01-07 21:00,2026-01-08 09:00,
I5,P3,2025-12-08 20:00,2025-12-08 21:00,2025-12-09 09:00,
I6,P3,2026-02-02 20:00,2026-02-02 21:00,2026-02-03 09:00,CSE
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "incidents.csv").write_text(INCIDENTS)
    return tmp_path


def answer(folder: Path, *words: object, named: str = "police", code: int = 0) -> dict:
    done = wayhome("replay", folder, "--as", named, "--json", *words)
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def test_one_object_with_what_was_agreed_to_be_in_it(folder):
    said = answer(folder)
    assert set(said) == {
        "children",
        "incidents",
        "decisions",
        "decisions_per_week",
        "alerts_per_week",
        "rules",
        "per_child",
        "coverage",
        "stand_in",
        "refused",
    }
    assert (said["children"], said["incidents"], said["decisions"]) == (3, 6, 2)
    # Eight weeks from 8 December to 2 February; twice again soon, three in a month, a mark, which is new.
    assert (said["decisions_per_week"], said["alerts_per_week"]) == (2 / 8, 5 / 8)
    assert set(said["rules"]) == {pattern.rule for pattern in PATTERNS}
    assert said["rules"]["alert.repeat_missing"] == {
        "children": 1,
        "first_fired_episode": {"median": 3, "p90": 3},
    }
    assert said["rules"]["alert.trafficked_missing"] == {
        "children": 0,
        "first_fired_episode": {"median": None, "p90": None},
    }
    assert said["refused"] == []


def test_each_child_with_the_first_alert_that_opens_a_decision(folder):
    assert answer(folder)["per_child"] == [
        {
            "child": "P1",
            "first_alert_at": "2026-01-19T21:30:00+00:00",
            "first_alert_episode": 3,
            "rule": "alert.repeat_missing",
        },
        {"child": "P2", "first_alert_at": None, "first_alert_episode": None, "rule": None},
        {
            "child": "P3",
            "first_alert_at": "2026-02-02T21:00:00+00:00",
            "first_alert_episode": 2,
            "rule": "alert.exploitation_marked",
        },
    ]


def test_as_at_an_earlier_moment_nothing_later_is_known(folder):
    said = answer(folder, "--as-at", "2026-01-18")
    assert (said["incidents"], said["decisions"]) == (4, 0)
    assert answer(folder, "--as-at", "2026-01-19")["decisions"] == 1


def test_a_protocol_of_the_partnerships_own(folder, tmp_path):
    agreed = tmp_path / "ours.toml"
    shown = wayhome("protocol", "show")
    lines = [
        'patterns_that_open = ["alert.missing_again_soon"]' if line.startswith("patterns_that_open") else line
        for line in shown.stdout.splitlines()
    ]
    agreed.write_text("\n".join(lines))
    first = answer(folder, "--protocol", agreed)["per_child"][0]
    assert (first["first_alert_episode"], first["rule"]) == (2, "alert.missing_again_soon")


def test_a_pattern_of_the_partnerships_own(folder, tmp_path):
    agreed = tmp_path / "ours.toml"
    agreed.write_text(
        'version = "N"\npatterns_that_open = []\n[local_patterns.marked]\ntitle = "Marked <so>"\nwhy = "w"\n'
        'agreed_by = "Panel"\nagreed_on = 2026-01-01\nopens = true\nlooks_for.marks = ["c s e", "cse"]\n'
    )
    page = tmp_path / "page.html"
    said = answer(folder, "--protocol", agreed, "--html", page)
    assert said["rules"]["alert.local.marked"]["children"] == 1
    assert said["rules"]["alert.repeat_missing"]["children"] == 1
    assert [child["rule"] for child in said["per_child"]] == [None, None, "alert.local.marked"]
    assert "Marked &lt;so&gt;" in page.read_text()
    assert "Panel, 1 January 2026" in page.read_text()


def test_refused_rows_are_named_and_the_rest_is_kept():
    said = answer(POLICE, "--as-at", "2026-03-01", code=1)
    assert said["children"] == 3
    assert {(row["file"], row["line"]) for row in said["refused"]} == {
        ("incidents.csv", 6),
        ("incidents.csv", 7),
        ("contacts.csv", 4),
        ("contacts.csv", 5),
    }


def test_a_return_of_looked_after_children():
    said = answer(DATA / "ssda903", "--as-at", "2018-03-31", named="ssda903")
    assert said["children"] == len(said["per_child"]) > 0
    for child in said["per_child"]:
        if child["first_alert_at"]:
            assert datetime.fromisoformat(child["first_alert_at"]).tzinfo is not None


def test_any_other_file_by_a_mapping():
    council = Path(mapping.__file__).parent / "examples" / "council.toml"
    said = answer(DATA / "mapped" / "council.csv", named=str(council), code=1)
    assert (said["children"], said["incidents"]) == (2, 3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--as", "police", "--as-at", "soon"), "date"),
        (("--as", "police", "--authority", "E08000033x"), "E0800003"),
        (("--as", "polis"), "polis"),
        (("--as", "police", "--protocol", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_what_cannot_be_run_is_code_2_and_one_line(folder, words, said):
    done = wayhome("replay", folder, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.splitlines()[-1]


def test_a_path_where_nothing_is_is_code_2(tmp_path):
    done = wayhome("replay", tmp_path / "nothing", "--as", "police")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("wayhome: ")


def test_a_header_alone_is_an_answer(folder):
    (folder / "incidents.csv").write_text(INCIDENTS.splitlines()[0])
    said = answer(folder)
    assert (said["children"], said["decisions_per_week"], said["per_child"]) == (0, 0, [])


def test_the_plain_answer_sets_decisions_beside_both_thresholds(folder, tmp_path):
    done = wayhome("replay", folder, "--as", "police", "--html", tmp_path / "page.html")
    assert done.returncode == 0
    lines = {line[:40].strip(): line[40:].split() for line in done.stdout.splitlines()}
    assert lines["decisions per hundred incidents"] == ["33.3"]
    assert lines["Decisions a person would be asked for"] == ["0.2", "2", "2.5", "3"]
    assert lines["Count in the last 90 days is 3 or more"] == ["0.1", "1", "3", "3"]
    assert lines["An episode within 28 days of the last"] == ["0.2", "1", "2", "2"]
    assert "taken as answered when it fell due" in done.stdout
    assert "P1" not in (tmp_path / "page.html").read_text()


def test_what_a_file_calls_a_group_does_nothing_to_a_terminal():
    totals = Totals()
    for ethnicity in ("\x1b[31mred", "White British"):
        totals.coverage.children[Who("", "", ethnicity)] = 20
        totals.coverage.alerted[Who("", "", ethnicity)] = 8
    (line,) = [line for line in coverage_lines(totals) if "red" in line]
    assert line.split() == ["Ethnicity:", "�[31mred", "20", "10", "50%"]


def test_the_record_is_gone_through_where_it_is() -> None:
    done = wayhome("replay", "--record", "--engine", "spark")
    assert done.returncode == 2
    assert "Leave --engine out" in done.stderr
