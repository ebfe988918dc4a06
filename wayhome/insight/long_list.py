"""A list as JSON: kept on disk as it comes, then written as part of one object."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from typing import IO, Any

_PIECE = 1 << 16


class LongList:
    """A list that need not fit in memory, of which each member is JSON already.

    The object that it is part of is written only when every member is in: never half of one.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._disk = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - close() closes it
        self._between = ""

    def close(self) -> None:
        self._disk.close()

    def add(self, members: Iterable[str]) -> None:
        for member in members:
            self._disk.write(self._between + member)
            self._between = ",\n"

    def write(self, out: IO[str], around: Mapping[str, Any]) -> None:
        """One object: the members of `around`, and this list under its name."""
        out.write(f'{json.dumps(around)[:-1]}, "{self.name}": [')
        self._disk.seek(0)
        while piece := self._disk.read(_PIECE):
            out.write(piece)
        out.write("]}\n")
