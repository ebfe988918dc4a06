"""A `wayhome` command that needs no record, as a person types it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"


def wayhome(*words: object) -> subprocess.CompletedProcess[str]:
    """In a process of its own, with nothing of ours set: it needs no settings and no database."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("WAYHOME_", "DJANGO_"))}
    said = [sys.executable, "-c", "import sys; from wayhome.config.cli import main; sys.exit(main())"]
    return subprocess.run([*said, *map(str, words)], capture_output=True, text=True, check=False, env=own)
