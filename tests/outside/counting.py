"""Every published table counted on a cluster of this machine's own and on the embedded engine.

Called with an empty folder. Prints as JSON how many cells of each table were counted, and those in which both differ.
"""

import json
import sys
from datetime import date
from pathlib import Path

from benchmarks.nation import made
from wayhome.config.areas import areas
from wayhome.insight.tables import engine, spark
from wayhome.insight.tables.areas import by_area
from wayhome.insight.tables.listed import BY_AREA, TABLES
from wayhome.insight.tables.periods import Period

#: Two workers with a core and a gibibyte each, in processes of their own; and as few parts as so few rows are worth.
CLUSTER = "local-cluster[2,1,1024]"
SMALL = {"spark.sql.shuffle.partitions": "4"}

INCIDENTS = 10_000

PERIODS = (
    Period.year(date(2025, 3, 31), today=date(2025, 12, 31)),
    Period.everything(date(2025, 3, 31), date(2025, 12, 31)),
)


def main(folder: Path) -> None:
    extract = made(folder, INCIDENTS)
    counted: dict[str, int] = {}
    differ = []
    with engine.opened(extract) as embedded, spark.opened(extract, CLUSTER, SMALL) as distributed:
        assert embedded.last == distributed.last
        for period in PERIODS:
            told_of = areas(embedded.authorities(period))
            assert list(told_of) == distributed.authorities(period)
            for table in (*TABLES, *(by_area(one, told_of) for one in BY_AREA)):
                here, there = embedded.counts(table, period).cells, distributed.counts(table, period).cells
                counted[table.name] = counted.get(table.name, 0) + len(here)
                differ += [[table.name, period.name, *cell] for cell in here if here[cell] != there.get(cell)]
                differ += [[table.name, period.name, *cell] for cell in there if cell not in here]
    print(json.dumps({"cells": counted, "differ": differ}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
