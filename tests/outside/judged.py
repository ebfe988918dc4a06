"""Returns, as the sector's own checker judges them in an environment of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.outside.environment import environment
from wayhome.exchange.profiles.ssda903.tables import opened_return, read_return
from wayhome.exchange.returns.checks import checked
from wayhome.exchange.returns.year import Year

CHECKER = "csc-validator-be-903==0.1.17"

#: Python by which the checker's own pins can be installed; under later pandas it finds other rows (see README.md).
PYTHON = "3.11"

Findings = dict[str, dict[str, list[int]]]


class Sent(NamedTuple):
    """The folder of a return for a year, and that of the year before if it is to be looked at too."""

    folder: Path
    year: Year
    last: Path | None = None

    def asked(self, *, whole: bool) -> str:
        last = None if self.last is None else str(self.last)
        began = self.year.begins.year
        return json.dumps({"folder": str(self.folder), "began": began, "last": last, "whole": whole})


def judged(returns: Sequence[Sent], *, whole: bool = False) -> list[Findings]:
    """What the checker finds in each, half of them in a process of its own. It is installed the first time.

    By the twenty rules alone, or by the whole of the checker.
    """
    python = environment("judge", PYTHON, CHECKER)

    def half(some: Sequence[Sent]) -> str:
        asked = "\n".join(one.asked(whole=whole) for one in some)
        command = [python, Path(__file__).parent / "judge.py"]
        return subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout

    middle = len(returns) // 2
    with ThreadPoolExecutor(2) as both:
        answers = both.map(half, (returns[:middle], returns[middle:]))
    return [json.loads(line) for answer in answers for line in answer.splitlines()]


def ours(sent: Sent) -> Findings:
    read = read_return(opened_return(sent.folder))
    return checked(read.after(read_return(opened_return(sent.last))) if sent.last else read, sent.year)
