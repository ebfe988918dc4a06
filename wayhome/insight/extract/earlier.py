"""An extract that was made before, from which the rows of those are taken over of whom nothing has changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from wayhome.insight.extract.batches import Batch
from wayhome.insight.extract.folder import Extract
from wayhome.insight.extract.rows import TABLES
from wayhome.insight.extract.stamps import SCHEMA, Around, stamps_of
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


class Earlier:
    """Asked of each child whether it `holds` what is said of them still; it then gives their rows, a piece at a time.

    Of each child a stamp is in memory, and never their rows.
    """

    def __init__(self, extract: Extract, *, around: Around, as_at: datetime) -> None:
        """Refuses one that has no stamps, and one as at a later moment than `as_at`."""
        if extract.about.moment > as_at:
            raise Refusal(Sentence("extract.after_later", as_at=extract.about.as_at), field="after")
        self._extract = extract
        with stamps_of(extract.folder) as stamps:
            stands = Around.read(stamps) <= around
            self._held = set(_lasting(stamps, as_at) if stands else ())
        self._taken: list[bytes] = []
        self.anew = 0

    @property
    def taken_over(self) -> int:
        return len(self._taken)

    def holds(self, stamp: bytes) -> bool:
        if stamp not in self._held:
            self.anew += 1
            return False
        self._taken.append(stamp)
        return True

    def batches(self) -> Iterator[Batch]:
        """The rows of those whom it held when it was asked, as they are."""
        taken = pa.array(self._taken, SCHEMA.field("stamp").type)
        of_whom = [pa.array([], SCHEMA.field("child").type)]
        with stamps_of(self._extract.folder) as file:
            for stamps in _among(taken, file, "stamp"):
                of_whom.append(stamps.column("child"))
                yield Batch({}, _summed(stamps.column("not_stated")), stamps)
        children = pa.concat_arrays(of_whom)
        for table in TABLES:
            with pq.ParquetFile(self._extract.file(table)) as file:
                for rows in _among(children, file, "child"):
                    yield Batch({table: rows}, Counter())


def _lasting(stamps: pq.ParquetFile, as_at: datetime) -> Iterator[bytes]:
    """Of those of whom time alone has changed nothing by `as_at`."""
    for some in stamps.iter_batches(columns=["stamp", "until"]):
        until = some.column("until")
        lasts = pc.fill_null(pc.greater(until, as_at), fill_value=True)
        yield from some.filter(lasts).column("stamp").to_pylist()


def _among(these: pa.Array, file: pq.ParquetFile, column: str) -> Iterator[pa.RecordBatch]:
    for rows in file.iter_batches():
        yield rows.filter(pc.is_in(rows.column(column), value_set=these))


def _summed(not_stated: pa.MapArray) -> Counter[str]:
    said = (
        pa.table({"rule": not_stated.keys, "n": not_stated.items}).group_by("rule").aggregate([("n", "sum")])
    )
    return Counter({one["rule"]: one["n_sum"] for one in said.to_pylist()})
