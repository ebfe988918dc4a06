"""`wayhome mapping`, as a person types it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wayhome.config import cli

MAPPED = Path(__file__).parents[2] / "data" / "mapped"


def mapping(*words: object) -> tuple[int, str, str]:
    """The command in a process of its own: it needs no settings and no database."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("WAYHOME_", "DJANGO_"))}
    said = [sys.executable, "-c", "import sys; from wayhome.config.cli import main; sys.exit(main())"]
    asked = [*said, "mapping", *map(str, words)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, env=own)
    return done.returncode, done.stdout, done.stderr


def test_a_proposal_passes_the_check(tmp_path: Path) -> None:
    code, out, _ = mapping("propose", MAPPED / "council.csv")
    assert code == cli.RAN
    (tmp_path / "ours.toml").write_text(out)
    code, out, _ = mapping("check", tmp_path / "ours.toml")
    assert code == cli.RAN
    assert "Date Missing, Time Missing" in out


def test_an_example_is_shown_to_begin_from(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(mapping("example", "police_export")[1])
    assert mapping("check", tmp_path / "ours.toml")[0] == cli.RAN


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("example", "none"), "council, police_export"),
        (("propose", "nowhere.csv"), "There is no file nowhere.csv"),
        (("check", "nowhere.toml"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_line(words: tuple[str, str], says: str) -> None:
    code, out, err = mapping(*words)
    assert (code, out) == (cli.COULD_NOT_RUN, "")
    assert says in err
