"""The partnership's protocol from its file: in force for the record, for a screening, and shown."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.config.cli.typed import typed
from wayhome.cases.children import index
from wayhome.config.cli.protocol import checked, shown
from wayhome.config.owners import STANDING_FOR_ANY, Asked
from wayhome.config.protocol import protocols
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.guidance.values import LONGEST_VERSION
from wayhome.rules.guidance.writing import SETTINGS
from wayhome.rules.rulebook import rulebook
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


@pytest.fixture
def file(tmp_path: Path) -> Path:
    agreed = tmp_path / "protocol.toml"
    agreed.write_text('version = "Northshire 2026"\nduty_desk_acknowledges_within = "20 minutes"\n')
    return agreed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    agreed = tmp_path / "agreed"
    agreed.mkdir()
    for year, minutes in ((2026, 20), (2027, 25)):
        (agreed / f"{year}.toml").write_text(
            f'version = "Northshire {year}"\nduty_desk_acknowledges_within = "{minutes} minutes"\n'
            f"in_force_from = {year}-04-01\nin_force_until = {year + 1}-02-28\n"
        )
    return agreed


TODAY = date(2026, 11, 26)
ANY = Asked(STANDING_FOR_ANY, of_record=False)


def test_without_a_file_it_is_the_default() -> None:
    assert protocols(None) == ()
    assert rulebook(protocols(None)) == rulebook((DEFAULT,))


def test_every_fault_of_a_file_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('meetings_at = "daily"\nboard = 3\n')
    with pytest.raises(ImproperlyConfigured) as fault:
        protocols(str(wrong))
    assert [line.strip().partition(":")[0] for line in str(fault.value).splitlines()[1:]] == [
        "version",
        "meetings_at",
        "board",
    ]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"no-such\.toml"):
        protocols(str(tmp_path / "no-such.toml"))


def test_the_record_is_derived_with_it(file: Path, settings: object) -> None:
    before = index.version(index.book())
    settings.WAYHOME_PROTOCOL = protocols(str(file))  # type: ignore[attr-defined]
    desk = next(one for one in index.book().clocks if one.rule == "local.report_acknowledged_by_duty_desk")
    assert desk.within == timedelta(minutes=20)  # type: ignore[union-attr]
    assert index.version(index.book()) != before
    assert "Northshire 2026" in index.version(index.book())


def test_a_value_changed_under_an_old_name_is_another_protocol(file: Path) -> None:
    before = protocols(str(file))
    file.write_text(file.read_text().replace("20 minutes", "25 minutes"))
    after = protocols(str(file))
    assert before[0].version == after[0].version
    assert rulebook(before).version != rulebook(after).version
    assert len(index.version(rulebook((replace(after[0], version="x" * LONGEST_VERSION),)))) <= 80


def test_the_record_is_derived_anew_when_any_of_several_changes(folder: Path) -> None:
    before = rulebook(protocols(str(folder)))
    first = folder / "2026.toml"
    first.write_text(first.read_text().replace("20 minutes", "21 minutes"))
    assert index.version(rulebook(protocols(str(folder)))) != index.version(before)


def test_a_clock_that_takes_from_the_protocol_is_there_once_for_each_and_any_other_once(folder: Path) -> None:
    clocks = rulebook(protocols(str(folder))).clocks
    desk = [one for one in clocks if one.rule == "local.report_acknowledged_by_duty_desk"]
    assert [(one.within // timedelta(minutes=1), one.in_force_from) for one in desk] == [  # type: ignore[union-attr, operator]
        (30, None),
        (20, date(2026, 4, 1)),
        (30, date(2027, 3, 1)),
        (25, date(2027, 4, 1)),
        (30, date(2028, 2, 29)),
    ]
    assert len([one for one in clocks if one.rule == "england.return_interview"]) == 1


def test_every_fault_of_every_file_is_named_at_once(folder: Path) -> None:
    (folder / "2028.toml").write_text('version = "N 2028"\nin_force_from = 2026-05-01\n')
    (folder / "2029.toml").write_text('version = "N 2029"\nboard = 3\n')
    with pytest.raises(ImproperlyConfigured) as fault:
        protocols(str(folder))
    assert [line.strip().partition(":")[0] for line in str(fault.value).splitlines()[1:]] == [
        "2029.toml, board",
        "2028.toml, in_force_from",
    ]


def test_a_folder_without_a_protocol_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"\.toml"):
        protocols(str(tmp_path))


def test_what_is_switched_on_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "on.toml").write_text('version = "N"\nlong_term_reviews_at = ["4 weeks"]\n')
    assert "local.long_term_review" not in {one.rule for one in rulebook().clocks}
    on = rulebook(protocols(str(tmp_path / "on.toml")))
    assert "local.long_term_review" in {one.rule for one in on.clocks}


def test_every_setting_is_explained() -> None:
    assert [name for name in SETTINGS if not say(Sentence(f"protocol.setting.{name}"))] == []


def test_what_is_shown_is_a_file_to_begin_from(tmp_path: Path) -> None:
    (tmp_path / "shown.toml").write_text("\n".join(shown((), TODAY)))
    assert protocols(str(tmp_path / "shown.toml")) == (DEFAULT,)


def test_of_several_the_one_in_force_today_is_shown_among_what_comes_before_and_after(
    folder: Path, tmp_path: Path
) -> None:
    agreed = protocols(str(folder))
    lines = list(shown(agreed, TODAY))
    assert [line for line in lines if " in force " in line] == [
        "# The default (nothing else is agreed then) is in force until 31 Mar 2026.",
        "# Protocol Northshire 2026 is in force from 1 Apr 2026 until 28 Feb 2027, so today.",
        "# The default (nothing else is agreed then) is in force from 1 Mar 2027 until 31 Mar 2027.",
        "# Protocol Northshire 2027 is in force from 1 Apr 2027 until 28 Feb 2028.",
        "# The default (nothing else is agreed then) is in force from 29 Feb 2028.",
    ]
    (tmp_path / "shown.toml").write_text("\n".join(lines))
    assert protocols(str(tmp_path / "shown.toml")) == agreed[:1]


def test_a_check_says_what_it_changes(file: Path) -> None:
    assert list(checked(protocols(str(file)), TODAY, ANY))[:3] == [
        "Protocol Northshire 2026 is in force on every day, so today.",
        '  duty_desk_acknowledges_within: "20 minutes" in place of "30 minutes"',
        "",
    ]


def test_a_check_of_several_says_what_changes_when_and_where_there_is_a_gap(folder: Path) -> None:
    said = list(checked(protocols(str(folder)), TODAY, ANY))
    assert said[1:5] == [
        "Protocol Northshire 2026 is in force from 1 Apr 2026 until 28 Feb 2027, so today.",
        '  duty_desk_acknowledges_within: "20 minutes" in place of "30 minutes"',
        "The default (nothing else is agreed then) is in force from 1 Mar 2027 until 31 Mar 2027.",
        '  duty_desk_acknowledges_within: "30 minutes" in place of "20 minutes"',
    ]


def test_a_check_is_one_json_object_when_asked(folder: Path, tmp_path: Path) -> None:
    done = command(tmp_path, "protocol", "check", str(folder), "--json")
    said = json.loads(done.stdout)
    assert done.returncode == 0
    assert said.keys() == {"protocols", "agencies_of_record", "gaps"}
    assert [one["version"] for one in said["protocols"] if not one["is_default"]] == [
        "Northshire 2026",
        "Northshire 2027",
    ]
    assert said["protocols"][1]["changes"] == {
        "duty_desk_acknowledges_within": ['"30 minutes"', '"20 minutes"']
    }
    assert {"why": "nobody", "what": "local.missing_meeting", "when": {"responsible": "not_stated"}} in said[
        "gaps"
    ]
    assert not (tmp_path / "record.sqlite3").exists()


def test_a_name_is_shown_checked_and_said(tmp_path: Path) -> None:
    agreed = tmp_path / "named.toml"
    agreed.write_text('version = "N"\nnames.missing_meeting = "CMET"\n')
    lines = command(tmp_path, "protocol", "show", str(agreed)).stdout.splitlines()
    assert 'names.missing_meeting = "CMET"' in lines
    assert "# names.placement_panel = …" in lines
    checked = command(tmp_path, "protocol", "check", str(agreed)).stdout
    assert '  names.missing_meeting: "CMET" in place of not set' in checked
    assert "  CMET at each of its times (local.missing_meeting)" in checked


def test_a_check_says_which_patterns_of_ones_own_are_added_and_taken_away(tmp_path: Path) -> None:
    said = {"title": "T", "why": "W", "agreed_by": "P"}
    lines = "\n".join(f'{name} = "{words}"' for name, words in said.items())
    for year, days, key in (
        (2026, "in_force_until = 2026-12-31", "old"),
        (2027, "in_force_from = 2027-01-01", "new"),
    ):
        (tmp_path / f"{year}.toml").write_text(
            f'version = "N {year}"\n{days}\n[local_patterns.{key}]\n{lines}\nagreed_on = {year}-01-01\n'
            'looks_for.items = ["tickets"]\n'
        )
    checked = command(tmp_path, "protocol", "check", str(tmp_path)).stdout.splitlines()
    new, old = (
        line
        for line in checked[checked.index("Protocol N 2027 is in force from 1 Jan 2027.") :]
        if "local_patterns" in line
    )
    assert new.startswith(
        '  local_patterns.new: { title = "T", why = "W", agreed_by = "P", agreed_on = 2027-01-01,'
    )
    assert new.endswith("in place of not set")
    assert old.startswith("  local_patterns.old: not set in place of { ")


def test_the_command_refuses_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text("board = 3\n")
    done = command(tmp_path, "protocol", "check", str(tmp_path / "wrong.toml"))
    assert done.returncode == 2
    assert "There is no such setting" in done.stderr


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Typed where no record is kept."""
    nowhere = {"WAYHOME_DATABASE_URL": f"sqlite:///{folder}/record.sqlite3"}
    return typed(*words, environment=os.environ | nowhere)
