"""Environments that are not ours, under `.bootstrap/`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
UV = HOUSE / ".bootstrap" / "bin" / "uv"


def environment(name: str, python: str, package: str) -> Path:
    """The Python of one that holds this package, installed the first time."""
    folder = HOUSE / ".bootstrap" / name
    installed = folder / "bin" / "python"
    if not installed.exists():
        for words in (
            ["venv", "--quiet", "--python", python, str(folder)],
            ["pip", "install", "--quiet", "--python", str(installed), package],
        ):
            done = subprocess.run([UV, *words], capture_output=True, text=True, check=False)
            if done.returncode:
                typed = " ".join(["uv", *words])
                pytest.fail(f"{package} could not be installed. Type:  {typed}\n{done.stderr}")
    return installed
