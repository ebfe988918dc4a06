"""Whatever bytes a fuzzer thinks of, guided by what they reach, each reader reads or refuses in words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.outside.environment import HOUSE, environment
from tests.promises.readers import READERS

FUZZER = "atheris==3.1.0"

#: At most so many inputs for each reader, and no longer; WAYHOME_FUZZING_SECONDS asks for as long as it says.
LONGER = os.environ.get("WAYHOME_FUZZING_SECONDS")
RUNS, SECONDS = (2_000, 8.0) if LONGER is None else (-1, float(LONGER))

#: Where the fuzzer's chance begins.
SEED = 2026

#: Fewer would say that it no longer runs.
LEAST = 20


@pytest.fixture(scope="session")
def fuzzer() -> Path:
    """The fuzzer's Python, installed the first time; it is ours, and our own packages are lent to it."""
    return environment("fuzzer", sys.executable, FUZZER)


@pytest.mark.parametrize("reader", READERS)
def test_no_input_ends_a_reader(
    fuzzer: Path, reader: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lent = os.pathsep.join((str(HOUSE), sysconfig.get_path("purelib")))
    options = [reader, str(RUNS), str(SECONDS), str(SEED), str(tmp_path)]
    done = subprocess.run(
        [fuzzer, Path(__file__).parent / "fuzzing.py", *options],
        cwd=HOUSE,
        env=os.environ | {"PYTHONPATH": lent},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS + 120,
    )
    assert done.stdout, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    with capsys.disabled():
        print(f"\n{reader}: {said['asked']:,} inputs", end="")
    assert "fault" not in said, f"{said['fault']} from {said['sent'].encode('latin-1')!r}"
    assert said["asked"] > LEAST
