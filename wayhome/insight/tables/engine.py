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
from wayhome.insight.tables.areas import TOLD_OF
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.declared import Table
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import in_days_of, query
from wayhome.insight.tables.whose import rows_of

#: Tables in which children are counted, each in the order in which a year of it stands together.
_COUNTED = {
    "children": "child",
    "episodes": "began_on",
    "interviews": "child",
    "told": "child",
    "concerns": "child",
    "decisions": "child",
    "placements": "child",
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

    def authorities(self, period: Period) -> list[str]:
        """Codes of those of which the extract tells in the period."""
        return sorted(code for (code,) in self.rows(in_days_of(period, TOLD_OF)))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What any query over the extract's tables gives."""
        return self._connection.execute(query).fetchall()

    def counts(self, table: Table, period: Period) -> Counts:
        """What the table counts in the period."""
        return Counts.of(table, period, self.rows(query(table, period)))


@contextmanager
def opened(extract: Extract, agency: str | None = None) -> Iterator[Engine]:
    """All of it, or what is one agency's own, by its code.

    What children are counted in is put on disk once: by day, so that a year is read without the others, and under
    whole numbers, since to tell children apart by their pseudonyms would take most of the time.
    """
    with (
        TemporaryDirectory(prefix="wayhome-tables-") as folder,
        closing(duckdb.connect(Path(folder) / "tables.duckdb")) as connection,
    ):
        children = (
            f"SELECT child AS pseudonym, row_number() OVER () AS who {rows_of(extract, 'children', agency)}"
        )
        connection.execute(f"CREATE TABLE numbered AS {children}")
        for table in TABLES:
            rows = rows_of(extract, table, agency)
            if table in _COUNTED:
                numbered = f"SELECT held.* REPLACE (who AS child) {rows} JOIN numbered ON child = pseudonym"
                connection.execute(f"CREATE TABLE {table} AS {numbered} ORDER BY {_COUNTED[table]}")
            else:
                connection.execute(f"CREATE VIEW {table} AS SELECT held.* {rows}")
        yield Engine(connection)
