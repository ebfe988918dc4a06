"""The embedded engine: an extract's files as tables, and what a declared table counts in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from wayhome.insight.extract.folder import Extract
from wayhome.insight.extract.rows import TABLES
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.declared import Table
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import query

#: Tables in which children are counted, each in the order in which a year of it stands together.
_COUNTED = {
    "children": "child",
    "episodes": "began_on",
    "interviews": "child",
    "concerns": "child",
    "decisions": "child",
}


class Engine:
    """DuckDB over one extract, which it only reads."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @property
    def last(self) -> date | None:
        """The last day on which an episode began; None: there is none."""
        [(last,)] = self.rows("SELECT max(began_on) FROM episodes")
        return last

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What any query over the extract's tables gives."""
        return self._connection.execute(query).fetchall()

    def counts(self, table: Table, period: Period) -> Counts:
        """What the table counts in the period."""
        return Counts.of(table, period, self.rows(query(table, period)))


@contextmanager
def opened(extract: Extract) -> Iterator[Engine]:
    """What children are counted in is put on disk once: by day, so that a year is read without the others, and under
    whole numbers, since to tell children apart by their pseudonyms would take most of the time.
    """
    with (
        TemporaryDirectory(prefix="wayhome-tables-") as folder,
        closing(duckdb.connect(Path(folder) / "tables.duckdb")) as connection,
    ):
        who = _read(extract, "children")
        children = f"SELECT child AS pseudonym, row_number() OVER () AS who FROM {who}"  # nosec B608 - quoted
        connection.execute(f"CREATE TABLE numbered AS {children}")
        for table in TABLES:
            rows = f"FROM {_read(extract, table)} AS held"
            if table in _COUNTED:
                numbered = f"SELECT held.* REPLACE (who AS child) {rows} JOIN numbered ON child = pseudonym"
                connection.execute(f"CREATE TABLE {table} AS {numbered} ORDER BY {_COUNTED[table]}")
            else:
                connection.execute(f"CREATE VIEW {table} AS SELECT held.* {rows}")
        yield Engine(connection)


def _read(extract: Extract, table: str) -> str:
    return "read_parquet('{}')".format(str(extract.file(table)).replace("'", "''"))
