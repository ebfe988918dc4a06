"""What other judges say of the program and of what it is made of: bandit, and the advisories of both registries."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).parents[2]
UV = HOUSE / ".bootstrap" / "bin" / "uv"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`clean` None: the judge was not there to be asked, so nobody knows."""

    judge: str
    clean: bool | None
    said: str = ""

    def __str__(self) -> str:
        if self.clean is None:
            *_, last = ("", *self.said.strip().splitlines())
            return f"{self.judge}: NOT RUN. Nobody has looked, which is not clean: {last.strip()}"
        return f"{self.judge}: clean" if self.clean else f"{self.judge}: FAULTS\n{self.said}"


def judged() -> list[Judgement]:
    return [bandit(), python_advisories(), front_end_advisories()]


def bandit() -> Judgement:
    done = _run([sys.executable, "-m", "bandit", "-q", "-c", "pyproject.toml", "-r", "wayhome"])
    return Judgement("bandit", {0: True, 1: False}.get(done.returncode), done.stdout or done.stderr)


def python_advisories() -> Judgement:
    """uv ends with 1 where it found something, and with 2 where it could not ask."""
    done = _run([UV, "audit", "--locked", "--preview-features", "audit-command"])
    clean = {0: True, 1: False}.get(done.returncode)
    return Judgement("advisories for Python", clean, done.stdout if clean is False else done.stderr)


def front_end_advisories() -> Judgement:
    name, npm = "advisories for the front end", shutil.which("npm")
    if npm is None:
        return Judgement(name, None, "npm is not here.")
    done = _run([npm, "audit", "--package-lock-only", "--json"])
    return Judgement(name, *answer_of_npm(done.stdout))


def answer_of_npm(answer: str) -> tuple[bool | None, str]:
    """npm ends alike whether it found something or could not ask: only a count says that it asked."""
    try:
        said = json.loads(answer)
        return said["metadata"]["vulnerabilities"]["total"] == 0, answer
    except (ValueError, KeyError):
        return None, "npm had no answer"


def _run(words: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=HOUSE, capture_output=True, text=True, check=False)
