"""`wayhome COMMAND`: found by its module, answered with an exit code, refused in one line."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.db import OperationalError

from wayhome.config import cli
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui import wording


def answering(monkeypatch: pytest.MonkeyPatch, answer: int | Exception) -> None:
    """Make `wayhome migrate` answer with an exit code, or a fault."""

    def run(options: object) -> int:
        if isinstance(answer, Exception):
            raise answer
        return answer

    asked = SimpleNamespace(configure=lambda parser: None, run=run)
    monkeypatch.setattr(cli, "command", lambda name, *, of_record: asked)


@pytest.mark.parametrize("code", [cli.RAN, cli.SOME_REFUSED])
def test_a_commands_answer_is_the_exit_code(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    answering(monkeypatch, code)
    assert cli.main(["migrate"]) == code


@pytest.mark.parametrize("fault", [ImproperlyConfigured("set it to this"), CommandError("set it to this")])
def test_what_a_person_can_put_right_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fault: Exception
) -> None:
    answering(monkeypatch, fault)
    assert cli.main(["migrate"]) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err == "wayhome: set it to this\n"


def test_a_refusal_is_worded(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answering(monkeypatch, Refusal(Sentence("no_such_authority")))
    monkeypatch.setattr(wording, "say", lambda sentence: f"worded: {sentence.key}")
    assert cli.main(["migrate"]) == cli.COULD_NOT_RUN
    assert capsys.readouterr().err == "wayhome: worded: no_such_authority\n"


def test_a_fault_is_said_by_kind_and_place_without_its_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, ValueError("Aisha is not a number"))
    assert cli.main(["migrate"]) == cli.COULD_NOT_RUN
    said = capsys.readouterr().err
    assert "builtins.ValueError" in said
    assert "Aisha" not in said


def test_a_record_that_cannot_be_read_asks_whether_it_was_migrated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, OperationalError("no such table: child\nLINE 1: SELECT 'Aisha'"))
    assert cli.main(["migrate"]) == cli.COULD_NOT_RUN
    said = capsys.readouterr().err
    assert "(no such table: child)" in said
    assert "has `wayhome migrate` been run?" in said
    assert "Aisha" not in said


def test_every_command_has_a_line_of_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])
    assert left.value.code == 0
    helped = capsys.readouterr().out
    assert {"serve", "worker", "migrate"} <= set(cli.names())
    assert all(cli.summary(name) and name in helped for name in cli.names())


def test_an_unknown_command_could_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["find"])
    assert left.value.code == cli.COULD_NOT_RUN


def test_help_asks_for_no_settings(tmp_path: Path) -> None:
    given = {"WAYHOME_SECRET_KEY": "given", "PATH": "/usr/bin:/bin"}
    unreadable = {"WAYHOME_DATABASE_URL": "mysql://nobody", **given}
    ask = [
        sys.executable,
        "-c",
        "import sys; from wayhome.config.cli import main; sys.exit(main(sys.argv[1:]))",
    ]
    helped = subprocess.run(
        [*ask, "--help"], env=unreadable, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    refused = subprocess.run(
        [*ask, "migrate"], env=unreadable, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert helped.returncode == 0
    assert refused.returncode == cli.COULD_NOT_RUN
    assert refused.stderr.startswith("wayhome: WAYHOME_DATABASE_URL cannot be read")
    assert refused.stderr.count("\n") == 1


@pytest.mark.parametrize("asked_for", [["protocol", "show"], ["mapping", "example", "police_export"]])
def test_an_answer_of_which_no_more_is_wanted_is_no_fault(asked_for: list[str]) -> None:
    read, written = os.pipe()
    os.close(read)
    asked = [sys.executable, "-c", "from wayhome.config.cli import main; raise SystemExit(main())"]
    ended = subprocess.run([*asked, *asked_for], stdout=written, stderr=subprocess.PIPE, check=False)
    os.close(written)
    assert (ended.returncode, ended.stderr) == (0, b"")
