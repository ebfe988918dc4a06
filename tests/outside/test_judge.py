"""The sector's own checker, in its own environment, finds what ours finds: on the fake return and on mutated copies."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.outside.copies import FAKE, copies, write
from tests.outside.environment import environment
from wayhome.exchange.profiles.ssda903.tables import opened_return, read_return
from wayhome.exchange.returns.checks import checked
from wayhome.exchange.returns.year import Year

CHECKER = "csc-validator-be-903==0.1.17"

#: Python by which the checker's own pins can be installed; under later pandas it finds other rows (see README.md).
PYTHON = "3.11"

COPIES = 1_000
YEAR = Year.read("2017/18")


@pytest.fixture(scope="session")
def judge() -> Path:
    """The checker's Python, installed the first time."""
    return environment("judge", PYTHON, CHECKER)


def judged(python: Path, folders: list[Path]) -> list[dict[str, dict[str, list[int]]]]:
    """What the checker finds in each, half of them in a process of its own."""

    def half(some: list[Path]) -> str:
        asked = "\n".join(map(str, some))
        command = [python, Path(__file__).parent / "judge.py"]
        return subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout

    middle = len(folders) // 2
    with ThreadPoolExecutor(2) as both:
        answers = both.map(half, (folders[:middle], folders[middle:]))
    return [json.loads(line) for answer in answers for line in answer.splitlines()]


def ours(folder: Path) -> dict[str, dict[str, list[int]]]:
    return checked(read_return(opened_return(folder)), YEAR)


def test_the_fake_return_is_judged_alike(judge: Path, tmp_path: Path) -> None:
    for name in ("header", "episodes", "missing", "oc3", "uasc"):
        (tmp_path / f"{name}.csv").write_bytes((FAKE / f"{name}.csv").read_bytes())
    assert judged(judge, [tmp_path]) == [ours(tmp_path)]


def test_a_thousand_mutated_copies_are_judged_alike(judge: Path, tmp_path: Path) -> None:
    folders = []
    for number, tables in enumerate(copies(COPIES)):
        folders.append(tmp_path / f"{number:04}")
        folders[-1].mkdir()
        write(tables, folders[-1])
    theirs = judged(judge, folders)
    assert len(theirs) == COPIES
    differ = {
        (folder.name, code): (found[code], mine[code])
        for folder, found in zip(folders, theirs, strict=True)
        for mine in [ours(folder)]
        for code in mine
        if found[code] != mine[code]
    }
    assert differ == {}
    every = {code for found in theirs for code, rows in found.items() if rows}
    assert every >= {"1004", "1005", "1006", "1012", "564", "565", "566", "567", "570", "571", "574", "575"}
    assert every >= {"577", "578", "580", "581", "586", "INT04", "INT13"}
