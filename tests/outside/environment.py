"""Environments that are not ours, under `.bootstrap/`."""

from __future__ import annotations

import subprocess
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
