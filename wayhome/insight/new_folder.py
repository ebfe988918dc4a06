"""A folder of files that belong together: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@contextmanager
def new_folder(into: Path) -> Iterator[Path]:
    """Where to write; it takes the name `into` only once everything is written, and its owner alone may read it.

    Refuses a folder that holds anything already, and one whose parent is not there.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise Refusal(Sentence("export.not_empty"))
    if not into.absolute().parent.is_dir():
        raise Refusal(Sentence("export.no_parent"))
    with TemporaryDirectory(dir=into.absolute().parent, prefix=".export-") as beside:
        draft = Path(beside) / "whole"
        draft.mkdir(mode=0o700)
        yield draft
        draft.replace(into)
