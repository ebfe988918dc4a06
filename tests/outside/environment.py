"""Environments that are not ours, under `.bootstrap/`."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
UV = HOUSE / ".bootstrap" / "bin" / "uv"


def environment(name: str, python: str, *packages: str) -> Path:
    """The Python of one that holds these packages, installed the first time."""
    folder = HOUSE / ".bootstrap" / name
    installed = folder / "bin" / "python"
    if not installed.exists():
        for words in (
            ["venv", "--quiet", "--python", python, str(folder)],
            ["pip", "install", "--quiet", "--python", str(installed), *packages],
        ):
            done = subprocess.run([UV, *words], capture_output=True, text=True, check=False)
            if done.returncode:
                typed = " ".join(["uv", *words])
                pytest.fail(f"{', '.join(packages)} could not be installed. Type:  {typed}\n{done.stderr}")
    return installed


#: What a cluster of this machine's own is made of.
CLUSTER = ("pyspark==4.3.0", "sqlglot==30.30.0")


def asked_of_a_cluster(*words: str | Path, cwd: Path) -> str:
    """What a program of ours prints, run where Spark is installed; our own packages are lent to it."""
    python = environment("cluster", sys.executable, *CLUSTER)
    lent = os.pathsep.join((str(HOUSE), sysconfig.get_path("purelib")))
    done = subprocess.run(
        [python, *words],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": lent, "PYSPARK_PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout
