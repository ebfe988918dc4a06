"""Published tables are the same to the last cell on a cluster and on one machine."""

from __future__ import annotations

import json
from pathlib import Path

from tests.outside.environment import HOUSE, asked_of_a_cluster
from wayhome.insight.tables.listed import TABLES


def test_every_cell_of_every_table_is_the_same_on_a_cluster(tmp_path: Path) -> None:
    printed = asked_of_a_cluster(Path(__file__).parent / "counting.py", tmp_path, cwd=HOUSE)
    said = json.loads(printed.splitlines()[-1])
    assert said["differ"] == []
    assert set(said["cells"]) == {table.name for table in TABLES}
    assert min(said["cells"].values()) > 0
