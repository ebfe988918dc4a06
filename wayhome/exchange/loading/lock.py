"""One at a time loads, or looks into the drop folder: so the worker's other threads stay free to call people.

The lock is the operating system's: it ends with its process, however that ends.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def turn(at: str) -> Iterator[bool]:
    """Is it ours? `at` is what turns are taken at: "loading" or "drops"."""
    home = Path(settings.MEDIA_ROOT) / "turns"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / at).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_ours = True
        except BlockingIOError:
            is_ours = False
        yield is_ours
