"""A `wayhome` command in a process of its own, with a SQLite record of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.config.cli.typed import typed

WAYHOME = "import sys; from wayhome.config.cli import main; sys.exit(main())"


class Record:
    """A folder in which the command is typed; the record is made under its `var`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "var" / "wayhome.sqlite3"

    def begin(self) -> None:
        """Migrates it, as `wayhome migrate` does: by a copy of one that was, for that takes many seconds."""
        shutil.copytree(_migrated().folder, self.folder, dirs_exist_ok=True)

    def start(self, *words: str, program: str = WAYHOME, **settings: str) -> subprocess.Popen[str]:
        """`settings` are environment variables."""
        return subprocess.Popen(
            [sys.executable, "-c", program, *words],
            cwd=self.folder,
            env=_environment() | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, **settings: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        done = typed(*words, folder=self.folder, environment=_environment() | settings)
        return done.returncode, done.stdout, done.stderr

    def ask(self, question: str) -> list[tuple[object, ...]]:
        asked = sqlite3.connect(self.file)
        try:
            return asked.execute(question).fetchall()
        finally:
            asked.close()

    def run_sql(self, *statements: str) -> None:
        hand = sqlite3.connect(self.file)
        try:
            with hand:
                for statement in statements:
                    hand.execute(statement)
        finally:
            hand.close()


def _environment() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name != "WAYHOME_DATABASE_URL"}
    return own | {"DJANGO_SETTINGS_MODULE": "wayhome.config.settings"}


@cache
def _migrated() -> Record:
    """One for each process that runs tests."""
    folder = Path(mkdtemp(prefix="wayhome-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = Record(folder)
    code, _, error = made.run("migrate", "--quiet")
    assert code == 0, error
    return made


@pytest.fixture
def record(tmp_path: Path) -> Record:
    folder = tmp_path / "clone"
    folder.mkdir()
    return Record(folder)
