"""A `wayhome` command as it is typed: in a process of its own, with a folder, an environment and an end of its own.

It is a copy of a process that has loaded the libraries and the rules, which is half of what a short command takes, and
the tests type hundreds. What else a command needs it loads itself, so that a room that it has forgotten is missed.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

HOUSE = Path(__file__).parents[3]

LOADED = (
    *("django.core.serializers.json", "django.db.models", "django.forms", "django.http"),
    *("cryptography.fernet", "huey.api", "psycopg", "requests"),
    *("duckdb", "odfdo", "openpyxl", "pyarrow.parquet", "scipy.optimize"),
    *("wayhome.rules.owners", "wayhome.rules.stories"),
)

#: Longer than any takes: one that hangs is ended.
SECONDS = 120

SERVES = "from tests.config.cli.typed import serve; serve()"


def typed(
    *words: object, folder: Path | None = None, environment: Mapping[str, str] = os.environ
) -> subprocess.CompletedProcess[str]:
    with TemporaryDirectory(prefix="wayhome-typed-") as kept:
        out, error = Path(kept, "out"), Path(kept, "error")
        asked = [[*map(str, words)], str(folder or Path.cwd()), dict(environment), str(out), str(error)]
        server = _server()
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return subprocess.CompletedProcess(words, code, out.read_text("utf-8"), error.read_text("utf-8"))


def with_nothing_set() -> dict[str, str]:
    """The environment of whoever has none of our settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("WAYHOME_", "DJANGO_"))}


@cache
def _server() -> subprocess.Popen[str]:
    """One for each process that runs tests, and it ends with it."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVES],
        cwd=HOUSE,
        env=with_nothing_set()
        | {"OPENBLAS_NUM_THREADS": "1"},  # a copy has no thread but the one that copies
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.communicate)
    return server


def serve() -> None:
    for name in LOADED:
        importlib.import_module(name)
    gc.freeze()  # nobody looks through what all have alike, and so none of it is copied
    for line in sys.stdin:
        if not (child := os.fork()):
            _obey(*json.loads(line))
        _, ended = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(ended)}\n")
        sys.stdout.flush()


def _obey(words: list[str], folder: str, environment: dict[str, str], out: str, error: str) -> NoReturn:
    signal.alarm(SECONDS)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for file, stream in ((os.devnull, 0), (out, 1), (error, 2)):
        os.dup2(os.open(file, os.O_RDWR | os.O_CREAT), stream)
    from wayhome.config.cli import main

    sys.exit(main(words))
