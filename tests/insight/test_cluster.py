"""What goes over a cluster and comes back, with a stand-in for Spark: `tests/outside` asks a real one."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import Any

from wayhome.insight.cluster import AT_ONCE, Cluster, _once

PREPARED: list[str] = []


class StandIn:
    """Pickles what it is given and what it gives back, and counts how much is on its way at once."""

    def __init__(self) -> None:
        self.defaultParallelism = 2
        self.together: list[int] = []
        self.parts: list[int] = []

    def parallelize(self, batches: list[Any], parts: int) -> StandIn:
        self.together.append(len(batches))
        self.parts.append(parts)
        self._batches = [pickle.loads(pickle.dumps(one)) for one in batches]
        return self

    def map(self, work: Callable[[Any], Any]) -> StandIn:
        self._work = pickle.loads(pickle.dumps(work))
        return self

    def collect(self) -> list[Any]:
        return [pickle.loads(pickle.dumps(self._work(one))) for one in self._batches]


def doubled(batch: tuple[int, ...]) -> list[int]:
    return [2 * one for one in batch]


def prepare() -> None:
    PREPARED.append("once")


def spread(spark: StandIn, n: int, size: int = 3) -> list[int]:
    cluster = Cluster(spark)  # type: ignore[arg-type]
    return [one for said in cluster.spread(doubled, range(n), size=size, prepare=prepare) for one in said]


def test_answers_come_in_the_order_of_the_parts() -> None:
    assert spread(StandIn(), 200) == [2 * one for one in range(200)]


def test_of_nothing_nothing_is_asked() -> None:
    spark = StandIn()
    assert spread(spark, 0) == []
    assert spark.together == []


def test_only_so_many_batches_are_on_their_way_at_once() -> None:
    spark = StandIn()
    spread(spark, 3 * (2 * AT_ONCE + 1))
    assert spark.together == [2 * AT_ONCE, 1]
    assert spark.parts == [2, 1]


def test_parts_are_taken_only_as_they_are_asked() -> None:
    taken: list[int] = []

    def parts() -> Iterator[int]:
        for one in range(10_000):
            taken.append(one)
            yield one

    first = next(Cluster(StandIn()).spread(doubled, parts(), size=3))  # type: ignore[arg-type]
    assert first == [0, 2, 4]
    assert len(taken) == 3 * 2 * AT_ONCE


def test_a_process_is_prepared_once() -> None:
    PREPARED.clear()
    _once.cache_clear()
    spread(StandIn(), 200)
    spread(StandIn(), 200)
    assert PREPARED == ["once"]
