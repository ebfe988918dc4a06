"""Reads rows without trusting them: whoever tampers with a table may leave in it what no reader expects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

type Rows = models.QuerySet[Any, tuple[Any, ...]]


def each[R](
    rows: Rows, make: Callable[[tuple[Any, ...]], R], unreadable: Callable[[int], R], *, at_once: int
) -> Iterator[R]:
    """What is made of every row, in the order of its key, which is its first value.

    Rows are fetched so many at once, so memory is flat. `unreadable` is told the key of a row that cannot be read.
    """
    further = rows = rows.order_by("pk")
    while page := _page(further, make, unreadable, at_once):
        yield from page.values()
        further = rows.filter(pk__gt=next(reversed(page)))


def _page[R](
    rows: Rows, make: Callable[[tuple[Any, ...]], R], unreadable: Callable[[int], R], at_once: int
) -> dict[int, R]:
    try:
        return {row[0]: make(row) for row in rows[:at_once]}
    except Exception:  # noqa: BLE001 - a text that is no text, a day that is no day: the database keeps anything
        keys = list(rows.values_list("pk", flat=True)[:at_once])
        return {key: _alone(rows, key, make, unreadable) for key in keys}


def _alone[R](
    rows: Rows, key: int, make: Callable[[tuple[Any, ...]], R], unreadable: Callable[[int], R]
) -> R:
    try:
        return make(rows.get(pk=key))
    except Exception:  # noqa: BLE001
        return unreadable(key)


class Written(models.Func):
    """A moment as text, in UTC and to the microsecond: the same letters on either database.

    SQLite keeps a text of which Python's reader would overlook a changed separator.
    """

    arity = 1
    output_field = models.TextField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        padded = "%(expressions)s || substr('.000000', length(%(expressions)s) - 18)"
        return self.as_sql(compiler, connection, template=padded, **more)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        in_utc = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        return self.as_sql(compiler, connection, template=in_utc, **more)
