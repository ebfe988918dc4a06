"""The distributed engine: the same queries, said in Spark's dialect, for whoever has their data there already.

Spark and sqlglot are an extra of this package (`national`): nobody else pays for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from wayhome.insight.cluster import session
from wayhome.insight.extract.folder import Extract
from wayhome.insight.extract.rows import TABLES
from wayhome.insight.tables.areas import TOLD_OF
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.declared import Table
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.query import in_days_of, query

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class Spark:
    """A session over one extract, which it only reads."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session

    @property
    def last(self) -> date | None:
        """The last day on which an episode began; None: there is none."""
        [row] = self._session.sql("SELECT max(began_on) FROM episodes").collect()
        last: date | None = row[0]
        return last

    def authorities(self, period: Period) -> list[str]:
        """Codes of those of which the extract tells in the period."""
        rows = self._session.sql(in_its_dialect(in_days_of(period, TOLD_OF))).collect()
        return sorted(code for (code,) in rows)

    def counts(self, table: Table, period: Period) -> Counts:
        """What the table counts in the period."""
        rows = self._session.sql(in_its_dialect(query(table, period))).collect()
        return Counts.of(table, period, map(tuple, rows))


def in_its_dialect(sql: str) -> str:
    import sqlglot  # noqa: PLC0415 - of the extra

    [said] = sqlglot.transpile(sql, read="duckdb", write="spark")
    return said


@contextmanager
def opened(
    extract: Extract, master: str, settings: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Spark]:
    """`master` is the cluster. `settings` are told to it, too."""
    with session(master, settings) as spark:
        for table in TABLES:
            spark.read.parquet(str(extract.file(table).absolute())).createOrReplaceTempView(table)
        yield Spark(spark)
