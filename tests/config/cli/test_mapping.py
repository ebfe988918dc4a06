"""`wayhome mapping`, as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.cli.from_files import wayhome
from wayhome.config import cli

MAPPED = Path(__file__).parents[2] / "data" / "mapped"


def mapping(*words: object) -> tuple[int, str, str]:
    done = wayhome("mapping", *words)
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
