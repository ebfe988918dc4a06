"""Published tables are the same to the last cell on a cluster and on one machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.outside.environment import HOUSE, environment

CLUSTER = ("pyspark==4.3.0", "sqlglot==30.30.0")


def test_every_cell_of_every_table_is_the_same_on_a_cluster(tmp_path: Path) -> None:
    python = environment("cluster", sys.executable, *CLUSTER)
    lent = os.pathsep.join((str(HOUSE), sysconfig.get_path("purelib")))
    done = subprocess.run(
        [python, Path(__file__).parent / "counting.py", str(tmp_path)],
        cwd=HOUSE,
        env=os.environ | {"PYTHONPATH": lent, "PYSPARK_PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["differ"] == []
    assert said["cells"] > 1_000
