"""The partnership's protocol from its file: in force for the record, for a screening, and shown."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from wayhome.cases.children import index
from wayhome.config.cli.protocol import changes, shown
from wayhome.config.protocol import protocol
from wayhome.rules.guidance.agreed import LONGEST_VERSION, SETTINGS
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.rulebook import rulebook
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


@pytest.fixture
def file(tmp_path: Path) -> Path:
    agreed = tmp_path / "protocol.toml"
    agreed.write_text('version = "Northshire 2026"\nduty_desk_acknowledges_within = "20 minutes"\n')
    return agreed


def test_without_a_file_it_is_the_default() -> None:
    assert protocol(None) is DEFAULT


def test_every_fault_of_a_file_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('meetings_at = "daily"\nboard = 3\n')
    with pytest.raises(ImproperlyConfigured) as fault:
        protocol(str(wrong))
    assert [line.strip().partition(":")[0] for line in str(fault.value).splitlines()[1:]] == [
        "version",
        "meetings_at",
        "board",
    ]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"no-such\.toml"):
        protocol(str(tmp_path / "no-such.toml"))


def test_the_record_is_derived_with_it(file: Path, settings: object) -> None:
    before = index.version(index.book())
    settings.WAYHOME_PROTOCOL = protocol(str(file))  # type: ignore[attr-defined]
    desk = next(one for one in index.book().clocks if one.rule == "local.report_acknowledged_by_duty_desk")
    assert desk.within == timedelta(minutes=20)  # type: ignore[union-attr]
    assert index.version(index.book()) != before
    assert "Northshire 2026" in index.version(index.book())


def test_a_value_changed_under_an_old_name_is_another_protocol(file: Path) -> None:
    before = protocol(str(file))
    file.write_text(file.read_text().replace("20 minutes", "25 minutes"))
    after = protocol(str(file))
    assert before.version == after.version
    assert rulebook(before).version != rulebook(after).version
    assert len(index.version(rulebook(replace(after, version="x" * LONGEST_VERSION)))) <= 80


def test_what_is_switched_on_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "on.toml").write_text('version = "N"\nlong_term_reviews_at = ["4 weeks"]\n')
    assert "local.long_term_review" not in {one.rule for one in rulebook().clocks}
    on = rulebook(protocol(str(tmp_path / "on.toml")))
    assert "local.long_term_review" in {one.rule for one in on.clocks}


def test_every_setting_is_explained() -> None:
    assert [name for name in SETTINGS if not say(Sentence(f"protocol.setting.{name}"))] == []


def test_what_is_shown_is_a_file_to_begin_from(tmp_path: Path) -> None:
    (tmp_path / "shown.toml").write_text("\n".join(shown(DEFAULT)))
    assert protocol(str(tmp_path / "shown.toml")) == DEFAULT


def test_a_check_says_what_it_changes(file: Path) -> None:
    said = list(changes(protocol(str(file))))
    assert said == [
        "Version Northshire 2026. What it sets otherwise than the default:",
        '  duty_desk_acknowledges_within: "20 minutes" in place of "30 minutes"',
    ]


def test_the_command_refuses_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text("board = 3\n")
    said = [sys.executable, "-c", "import sys; from wayhome.config.cli import main; sys.exit(main())"]
    done = subprocess.run(
        [*said, "protocol", "check", str(tmp_path / "wrong.toml")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "WAYHOME_DATABASE_URL": f"sqlite:///{tmp_path}/record.sqlite3"},
    )
    assert done.returncode == 2
    assert "There is no such setting" in done.stderr
