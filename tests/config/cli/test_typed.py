"""A command as the tests type it says what it says in a process that nothing was loaded in before."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.config.cli.from_files import DATA
from tests.config.cli.record import WAYHOME
from tests.config.cli.typed import typed, with_nothing_set

SCREEN = ("screen", DATA / "police", "--as", "police", "--as-at", "2026-01-01")


@pytest.mark.parametrize("words", [("--help",), ("tables",), SCREEN], ids=lambda words: words[0])
def test_a_copy_says_what_the_command_says_by_itself(words):
    asked = [sys.executable, "-c", WAYHOME, *map(str, words)]
    alone = subprocess.run(asked, env=with_nothing_set(), capture_output=True, text=True, check=False)
    copy = typed(*words, environment=with_nothing_set())
    assert (copy.returncode, copy.stdout, copy.stderr) == (alone.returncode, alone.stdout, alone.stderr)


def test_what_one_is_told_no_other_hears():
    told = with_nothing_set() | {"WAYHOME_PROTOCOL": "/nowhere.toml"}
    assert typed("protocol", "show", environment=told).returncode == 2
    assert typed("protocol", "show", environment=with_nothing_set()).returncode == 0
