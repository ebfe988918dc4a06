"""Work that every machine of a cluster takes a part of: the same answers as of this one's cores, in the same order.

Spark is an extra of this package (`national`). Its workers must be able to import `wayhome`, of the same release.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import batched, islice
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

#: Days and hours are what they are, wherever the cluster stands; and nothing but an answer is printed.
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}

#: Batches that a core is given at once. What is out on its way is in memory here, and nothing else.
AT_ONCE = 16


@dataclass(frozen=True)
class Cluster:
    """The counterpart of `cores.spread`, on a cluster that is there for as long as it is open."""

    context: SparkContext

    def spread[Part, Answer](
        self,
        work: Callable[[tuple[Part, ...]], Answer],
        parts: Iterable[Part],
        *,
        size: int,
        prepare: Callable[[], object] = bool,
    ) -> Iterator[Answer]:
        """`work` of every batch of `size` parts, in the order of the parts. `work`, the parts and the answers are
        pickled; `prepare` is called first in every process. What `work` raises is raised here, as Spark's own error.
        """
        batches = batched(parts, size)
        cores = self.context.defaultParallelism
        while together := list(islice(batches, cores * AT_ONCE)):
            asked = self.context.parallelize(together, min(len(together), cores))
            yield from asked.map(_Prepared(work, prepare)).collect()


@contextmanager
def cluster(master: str) -> Iterator[Cluster]:
    """`master` is its address, as Spark writes it: `local[*]` is this machine."""
    with session(master) as spark:
        yield Cluster(spark.sparkContext)


@contextmanager
def session(master: str, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[SparkSession]:
    """`settings` are told to Spark, too."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - of the extra

    builder = SparkSession.builder.master(master).appName("wayhome")
    for name, value in {**SETTINGS, **settings}.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()


@dataclass(frozen=True)
class _Prepared[Part, Answer]:
    work: Callable[[tuple[Part, ...]], Answer]
    prepare: Callable[[], object]

    def __call__(self, batch: tuple[Part, ...]) -> Answer:
        _once(self.prepare)
        return self.work(batch)


@cache
def _once(prepare: Callable[[], object]) -> None:
    """In each process of a worker."""
    prepare()
