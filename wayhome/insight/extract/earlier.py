"""An extract that was made before, from which the rows of those are taken over of whom nothing has changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from cryptography.fernet import InvalidToken

from wayhome.insight.extract.batches import Batch
from wayhome.insight.extract.folder import Extract
from wayhome.insight.extract.rows import TABLES
from wayhome.insight.extract.stamps import SCHEMA, STAMPS, Around
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


class Earlier:
    """Asked of each child whether it `holds` what is said of them still; it then gives their rows, a piece at a time.

    Of each child a stamp is in memory, and never their rows.
    """

    def __init__(
        self, extract: Extract, *, around: Around, as_at: datetime, decrypt: Callable[[bytes], bytes]
    ) -> None:
        """Refuses one that has no stamps, and one as at a later moment than `as_at`.

        One that was made under another key holds nobody: no pseudonym of it stands for a child here.
        """
        if extract.about.moment > as_at:
            raise Refusal(Sentence("extract.after_later", as_at=extract.about.as_at), field="after")
        if not (extract.folder / STAMPS).is_file():
            raise Refusal(Sentence("extract.no_stamps"), field="after")
        self._extract, self._decrypt = extract, decrypt
        self._held: set[bytes] = set()
        with suppress(InvalidToken):
            for stamps in self._stamps():
                if Around.read(stamps.schema) <= around:
                    self._held.update(_lasting(stamps, as_at))
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
        if not self._taken:
            return
        taken = pa.array(self._taken, SCHEMA.field("stamp").type)
        of_whom = list[pa.Array]()
        for stamps in _among(taken, self._stamps(), "stamp"):
            of_whom.append(stamps.column("child"))
            yield Batch({}, _summed(stamps.column("not_stated")), stamps)
        children = pa.concat_arrays(of_whom)
        for table in TABLES:
            with pq.ParquetFile(self._extract.file(table)) as file:
                for rows in _among(children, file.iter_batches(), "child"):
                    yield Batch({table: rows}, Counter())

    def _stamps(self) -> Iterator[pa.RecordBatch]:
        with (self._extract.folder / STAMPS).open("rb") as file:
            for piece in file:
                with pq.ParquetFile(pa.BufferReader(self._decrypt(piece.rstrip()))) as stamps:
                    yield from stamps.iter_batches()


def _lasting(stamps: pa.RecordBatch, as_at: datetime) -> list[bytes]:
    """Of those of whom time alone has changed nothing by `as_at`."""
    lasts = pc.fill_null(pc.greater(stamps.column("until"), as_at), fill_value=True)
    held: list[bytes] = stamps.filter(lasts).column("stamp").to_pylist()
    return held


def _among(these: pa.Array, pieces: Iterable[pa.RecordBatch], column: str) -> Iterator[pa.RecordBatch]:
    for rows in pieces:
        yield rows.filter(pc.is_in(rows.column(column), value_set=these))


def _summed(not_stated: pa.MapArray) -> Counter[str]:
    said = pa.table({"rule": not_stated.keys, "n": not_stated.items})
    by_rule = said.group_by("rule").aggregate([("n", "sum")])
    return Counter({one["rule"]: one["n_sum"] for one in by_rule.to_pylist()})
