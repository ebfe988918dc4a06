"""What the scorecard says is so: each row has one answer, and each test that it names is there to be run."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

import pytest

from tests.promises.codebase import HOUSE
from tests.security import report
from tests.security.judges import Judgement, answer_of_npm, bandit
from tests.security.scorecard import read, scorecard

#: How many the standard has at levels 1 and 2, by chapter.
ASKED = {
    f"V{chapter}": rows
    for chapter, rows in enumerate((27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7), start=1)
}


def not_there(tests: set[str]) -> list[str]:
    """Those that pytest does not find."""
    collect = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--database", "sqlite", *sorted(tests)]
    said = subprocess.run(collect, cwd=HOUSE, capture_output=True, text=True, check=False).stdout
    found = {line.partition("[")[0] for line in said.splitlines() if line.startswith("tests/")}
    return sorted(tests - found)


def test_every_row_of_the_standard_is_answered() -> None:
    rows = scorecard()
    assert Counter(row.chapter for row in rows) == ASKED
    assert len({row.key for row in rows}) == sum(ASKED.values()) == 253


def test_every_test_that_is_named_is_there() -> None:
    named = {test for row in scorecard() for test in row.shown_by}
    assert named
    assert not_there(named) == []


def test_one_that_is_not_there_is_noticed() -> None:
    gone = "tests/promises/test_scorecard.py::test_nothing"
    assert not_there({gone}) == [gone]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        'pass = ["a test"]\nnot_applicable = "and a reason"',
        'open = "software"',
        'open = "nobody"\nmissing = "something"',
        "pass = []",
    ],
)
def test_a_row_without_its_one_answer_is_noticed(answer: str) -> None:
    with pytest.raises(AssertionError, match=r"V1\.1\.1"):
        read(f'[V1.1.1]\nasks = "something"\n{answer}')


def test_a_judge_who_could_not_look_is_not_said_to_have_found_nothing() -> None:
    assert "NOT RUN" in str(Judgement("a judge", None, "no way there"))
    assert "NOT RUN" not in str(Judgement("a judge", True))
    assert answer_of_npm('{"message": "405 Method Not Allowed"}')[0] is None
    assert answer_of_npm("")[0] is None
    assert answer_of_npm('{"metadata": {"vulnerabilities": {"total": 0}}}')[0] is True
    assert answer_of_npm('{"metadata": {"vulnerabilities": {"total": 2}}}')[0] is False


def test_the_last_line_says_how_much_is_open(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "judged", lambda: [Judgement("a judge", clean=False)])
    assert report.main() == 1
    said = capsys.readouterr().out
    assert re.fullmatch(r"open: \d+ software, \d+ organisation", said.splitlines()[-1])
    assert all(row.key in said for row in scorecard() if row.open == "software")


def test_what_bandit_lets_pass_is_nothing_new() -> None:
    assert bandit().clean, bandit().said
