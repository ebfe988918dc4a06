"""An extract on disk: a Parquet file for each table, and a page of what it is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from wayhome.insight.extract.about import About
from wayhome.insight.extract.batches import Batch
from wayhome.insight.extract.rows import TABLES, VERSION
from wayhome.insight.extract.schema import schema
from wayhome.insight.extract.stamps import STAMPS, Stamping
from wayhome.rules.event import System
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

ABOUT = "extract.json"

#: Rows that are written at once, so that neither memory nor the file is of many small pieces.
AT_ONCE = 100_000


@dataclass(frozen=True, slots=True)
class Extract:
    """One that was written, and is read only."""

    folder: Path
    about: About

    @classmethod
    def opened(cls, folder: Path) -> Self:
        """Refuses what is none, one of another version, and one of which a table is gone or is not what was written."""
        try:
            said = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
            about = About(**said)
        except (OSError, ValueError, TypeError) as fault:
            raise Refusal(Sentence("extract.none"), field="path") from fault
        if about.version != VERSION:
            raise Refusal(Sentence("extract.version", held=about.version, read=VERSION), field="path")
        extract = cls(folder, about)
        for table in TABLES:
            if about.rows.get(table) != extract.rows_in(table):
                raise Refusal(Sentence("extract.not_whole", table=table), field="path")
        return extract

    def rows_in(self, table: str) -> int | None:
        """As its file has them; None where that cannot be read."""
        try:
            n: int = pq.read_metadata(self.file(table)).num_rows
        except (OSError, pa.ArrowException):
            return None
        return n

    def file(self, table: str) -> Path:
        return self.folder / f"{table}.parquet"


def write(
    batches: Iterable[Batch],
    into: Path,
    *,
    system: System,
    as_at: datetime,
    rules: str,
    stamping: Stamping | None = None,
    lists_in_care: bool = False,
) -> Extract:
    """Writes into a folder that is there and empty. A batch at a time is in memory, and what waits to be written.

    `stamping` None: no batch has stamps.
    """
    not_stated: Counter[str] = Counter()
    with ExitStack() as files:
        tables = {table: _table(files, into / f"{table}.parquet", schema(table)) for table in TABLES}
        stamps = _stamps(files, into / STAMPS, stamping) if stamping else None
        for batch in batches:
            not_stated.update(batch.not_stated)
            for table, rows in batch.tables.items():
                tables[table].add(rows)
            if stamps is not None and batch.stamps is not None:
                stamps.add(batch.stamps)
    about = About(
        as_at=as_at.isoformat(),
        of=system.name,
        says=None if system.says is None else sorted(system.says),
        rules=rules,
        rows={name: table.rows for name, table in tables.items()},
        not_stated=dict(sorted(not_stated.items())),
        lists_in_care=lists_in_care,
    )
    (into / ABOUT).write_text(json.dumps(asdict(about), indent=1) + "\n", encoding="utf-8")
    return Extract(into, about)


def _table(files: ExitStack, file: Path, held: pa.Schema) -> _Pieces:
    writer = files.enter_context(pq.ParquetWriter(file, held, compression="zstd"))
    return files.enter_context(_Pieces(held, writer.write_table))


def _stamps(files: ExitStack, file: Path, stamping: Stamping) -> _Pieces:
    """A line for each piece, encrypted."""
    lines = files.enter_context(file.open("wb"))

    def write_line(stamps: pa.Table) -> None:
        piece = pa.BufferOutputStream()
        pq.write_table(stamps, piece, compression="zstd")
        lines.write(stamping.encrypt(piece.getvalue().to_pybytes()) + b"\n")

    return files.enter_context(_Pieces(stamping.around.schema, write_line))


class _Pieces:
    """Rows on their way to a file, into which many go at once."""

    def __init__(self, held: pa.Schema, write: Callable[[pa.Table], None]) -> None:
        self.rows = 0
        self._schema, self._write = held, write
        self._waiting: list[pa.RecordBatch] = []
        self._wait = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()

    def add(self, batch: pa.RecordBatch) -> None:
        self.rows += batch.num_rows
        self._wait += batch.num_rows
        self._waiting.append(batch)
        if self._wait >= AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._write(pa.Table.from_batches(self._waiting, self._schema).combine_chunks())
        self._waiting, self._wait = [], 0
