"""Findings as JSON: kept on disk as they come, then written as part of one object."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import IO, Any

from wayhome.rules.finding import Finding, Source

_PIECE = 1 << 16


def as_json(finding: Finding) -> str:
    """One object. `since` and `due_at` are ISO 8601 in UTC; `due_at` is the last moment in time, null: no limit."""
    said = json.dumps(
        {
            "child": finding.child,
            "rule": finding.rule,
            "state": finding.state.value,
            "since": finding.since.isoformat(),
            "due_at": finding.due.ends.isoformat() if finding.due is not None else None,
            "episode": finding.episode,
            "rung": finding.rung,
            "evidence": finding.evidence,
        }
    )
    return f'{said[:-1]}, "source": {_source(finding.source)}}}'


@lru_cache
def _source(source: Source) -> str:
    return json.dumps(
        {
            "title": source.title,
            "dated": source.dated,
            "paragraph": source.paragraph,
            "url": source.url,
            "checked": source.checked,
        }
    )


class Findings:
    """A list that need not fit in memory. An object is written only when every finding is in: never half of one."""

    def __init__(self) -> None:
        self._disk = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - close() closes it
        self._between = ""

    def close(self) -> None:
        self._disk.close()

    def add(self, findings: Iterable[str]) -> None:
        """Findings that are JSON already."""
        for finding in findings:
            self._disk.write(self._between + finding)
            self._between = ",\n"

    def write(self, out: IO[str], around: Mapping[str, Any]) -> None:
        """One object: the members of `around`, and `findings`."""
        out.write(f'{json.dumps(around)[:-1]}, "findings": [')
        self._disk.seek(0)
        while piece := self._disk.read(_PIECE):
            out.write(piece)
        out.write("]}\n")
