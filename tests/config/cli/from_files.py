"""A `wayhome` command that needs no record, as a person types it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.config.cli.typed import typed, with_nothing_set

DATA = Path(__file__).parents[2] / "data"


def wayhome(*words: object) -> subprocess.CompletedProcess[str]:
    """With nothing of ours set: it needs no settings and no database."""
    return typed(*words, environment=with_nothing_set())
