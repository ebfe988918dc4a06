"""What the scorecard says is so: each row has one answer, and each test that it names is there to be run."""

from __future__ import annotations

import ast
import re
from collections import Counter
from fnmatch import fnmatch
from functools import cache

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
    """Those that stand in no file that pytest reads: to ask pytest itself takes as long as to begin a run of all."""
    return sorted(one for one in tests if one.partition("::")[2] not in written_in(one.partition("::")[0]))


@cache
def written_in(file: str) -> set[str]:
    if not fnmatch(file, "tests/**/test_*.py") or not (HOUSE / file).is_file():
        return set()
    body = ast.parse((HOUSE / file).read_text(encoding="utf-8")).body
    return {one.name for one in body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")}


def test_every_row_of_the_standard_is_answered() -> None:
    rows = scorecard()
    assert Counter(row.chapter for row in rows) == ASKED
    assert len({row.key for row in rows}) == sum(ASKED.values()) == 253


def test_every_test_that_is_named_is_there() -> None:
    named = {test for row in scorecard() for test in row.shown_by}
    assert named
    assert not_there(named) == []


@pytest.mark.parametrize(
    "gone", ["test_scorecard.py::test_nothing", "test_scorecard.py::not_there", "test_gone.py::test_it"]
)
def test_one_that_is_not_there_is_noticed(gone: str) -> None:
    assert not_there({f"tests/promises/{gone}"}) == [f"tests/promises/{gone}"]


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
