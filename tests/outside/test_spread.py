"""A screening and a replay are the same to the last letter on a cluster and on one machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.files import write
from tests.outside.environment import asked_of_a_cluster

#: Two workers, each a process of its own with a core.
MASTER = "local-cluster[2,1,1024]"

COMMAND = "import sys; from wayhome.config.cli import main; sys.exit(main(sys.argv[1:]))"


def said(command: str, files: Path, *engine: str) -> dict[str, Any]:
    words = (command, str(files), "--as", "police", "--as-at", "2025-12-31", "--json", *engine)
    answer: dict[str, Any] = json.loads(asked_of_a_cluster("-c", COMMAND, *words, cwd=files))
    return answer


@pytest.mark.parametrize("command", ["screen", "replay"])
def test_every_child_is_answered_the_same_on_a_cluster(command: str, tmp_path: Path) -> None:
    write(tmp_path, 1_500)
    here, there = said(command, tmp_path), said(command, tmp_path, "--engine", "spark", "--master", MASTER)
    assert here == there
    assert here["children"] > 300
    assert len(here["findings" if command == "screen" else "per_child"]) > 100
