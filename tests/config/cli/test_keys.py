"""`wayhome keys verify` and `wayhome keys rotate`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.config.cli.record import Record

OLD, NEW = ("the old key " * 5, "the new key " * 5)

#: Gives somebody an authenticator app.
EQUIP = """
import django
django.setup()
from allauth.mfa.totp.internal.auth import TOTP
from wayhome.cases.partners.models import User
TOTP.activate(User.objects.get(), "JBSWY3DP")
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record in which one second factor is kept under the old key."""
    record = Record(tmp_path_factory.mktemp("made"))
    keeper = ("administrator", "ada@bradford.example", "--agency", "E08000032", "--agency-name", "Bradford")
    record.begin()
    assert asked(record, *keeper, "--kind", "authority", WAYHOME_SECRET_KEY=OLD)[0] == 0
    record.start(program=EQUIP, WAYHOME_SECRET_KEY=OLD).communicate(timeout=60)
    return record


@pytest.fixture
def kept(made: Record, tmp_path: Path) -> Record:
    """A copy of it."""
    shutil.copytree(made.folder, tmp_path / "clone")
    return Record(tmp_path / "clone")


def asked(record: Record, *words: str, **settings: str) -> tuple[int, list[str]]:
    code, out, error = record.run(*words, **settings)
    return code, (out + error).splitlines()


def test_it_says_what_still_needs_the_key_of_before_and_when_that_may_go(kept: Record) -> None:
    both = {"WAYHOME_SECRET_KEY": NEW, "WAYHOME_SECRET_KEY_PREVIOUS": OLD}
    before = [
        "Second factors: 0 rows are under WAYHOME_SECRET_KEY",
        "Second factors: 1 row is still under WAYHOME_SECRET_KEY_PREVIOUS",
        "WAYHOME_SECRET_KEY_PREVIOUS is still needed. Type `wayhome keys rotate`.",
    ]
    assert asked(kept, "keys", "verify", **both) == (1, before)
    code, lines = asked(kept, "keys", "rotate", **both)
    assert code == 0
    assert lines[:2] == [
        "Second factors: 1 row was rewritten",
        "Second factors: 1 row is under WAYHOME_SECRET_KEY",
    ]
    assert lines[2].startswith(
        "Nothing that is kept encrypted needs WAYHOME_SECRET_KEY_PREVIOUS any more. Take it"
    )
    assert "12 hours after the service was started with it" in lines[2]
    after = [lines[1], "Everything that is kept encrypted is under WAYHOME_SECRET_KEY."]
    assert asked(kept, "keys", "verify", WAYHOME_SECRET_KEY=NEW) == (0, after)


def test_without_the_key_of_before_it_says_so_and_writes_nothing(kept: Record) -> None:
    held = kept.ask("SELECT data FROM mfa_authenticator")
    code, lines = asked(kept, "keys", "rotate", WAYHOME_SECRET_KEY=NEW)
    assert (code, lines[1]) == (1, "Second factors: 1 row cannot be read with any key that is given")
    assert "Give the key under which it was kept as WAYHOME_SECRET_KEY_PREVIOUS" in lines[2]
    assert kept.ask("SELECT data FROM mfa_authenticator") == held


def test_it_says_that_the_anchor_is_signed_with_the_key_of_before(kept: Record) -> None:
    anchor = {"WAYHOME_AUDIT_ANCHOR": "anchor"}
    asked(kept, "audit", "seal", WAYHOME_SECRET_KEY=OLD, **anchor)
    both = {"WAYHOME_SECRET_KEY": NEW, "WAYHOME_SECRET_KEY_PREVIOUS": OLD}
    _, lines = asked(kept, "keys", "rotate", **both, **anchor)
    assert lines[2].startswith("1 line of the anchor is signed with WAYHOME_SECRET_KEY_PREVIOUS")


def test_as_one_object_for_a_program(kept: Record) -> None:
    code, (line,) = asked(kept, "keys", "verify", "--json", WAYHOME_SECRET_KEY=OLD)
    said = json.loads(line)
    assert (code, said["rewritten"], said["anchored_before"]) == (0, {}, 0)
    assert said["found"]["second_factors"] == {"rows": 1, "before": 0, "unreadable": 0}
    assert said["found"]["postcodes"] == {"rows": 0, "before": 0, "unreadable": 0}
