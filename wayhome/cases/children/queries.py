"""Asking the database for many rows, or again and again, in a fraction of the time that models of them take.

Django takes as long to build a query as the database to answer it, and asks of every value how it is read. A
`Query` is put in SQL once and answered by the database each time: what is kept is the query, never an answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from inspect import signature
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler
from django.db.utils import DEFAULT_DB_ALIAS

type Read = Callable[[Any], Any]

_PLACE = re.compile(r"(?<!%)%s")


class Given(Expression):
    """Where a value will stand in a query, or behind an `__in` any number of them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


@dataclass(frozen=True, slots=True)
class _Built:
    """`text` stands around the places of `values`, some of which are to be given; `readers` are by column."""

    text: tuple[str, ...]
    values: tuple[Any, ...]
    readers: tuple[tuple[int, Read], ...]


class Query:
    """`ask` makes a query of one `Given` for each of its arguments, or of `names`: `Query(lambda children: …)`.

    Asked with a value for each, `query(children=[1, 2])`, it answers with rows as tuples. None finds nothing, nor
    does an empty list. KeyError names a value that was left out.
    """

    def __init__(self, ask: Callable[..., models.QuerySet[Any, Any]], *names: str) -> None:
        self._ask, self._names = ask, names or tuple(signature(ask).parameters)

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        built = self._built
        if built is None:
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        statement, given = [built.text[0]], []
        for value, text in zip(built.values, built.text[1:], strict=True):
            several = list(_values(value, values, connection))
            statement += (", ".join(["%s"] * len(several)) or "NULL", text)
            given += several
        with connection.cursor() as cursor:
            cursor.execute("".join(statement), given)
            return _read(cursor.fetchall(), built.readers)

    @cached_property
    def _built(self) -> _Built | None:
        """None: whatever is given, the answer is nothing."""
        query = self._ask(**{name: Given(name) for name in self._names}).query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            statement, values = compiler.as_sql()
        except EmptyResultSet:
            return None
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        readers = ((at, _reader(column, compiler.connection)) for at, column in enumerate(columns))
        return _Built(
            tuple(_PLACE.split(statement)),
            tuple(values),
            tuple((at, reader) for at, reader in readers if reader is not None),
        )


def fetch(rows: models.QuerySet[Any], *columns: str) -> list[tuple[Any, ...]]:
    """The values of these columns of every row, by the name of the model's attribute or of an annotation."""
    return Query(lambda: rows.values_list(*columns))()


def _values(value: Any, given: dict[str, Any], connection: BaseDatabaseWrapper) -> Iterator[Any]:
    """What stands at one place, as the database takes it."""
    if not isinstance(value, Given):
        yield value
        return
    said = given[value.name]
    for one in said if isinstance(said, Iterable) and not isinstance(said, str) else (said,):
        yield connection.ops.adapt_datetimefield_value(one) if isinstance(one, datetime) else one


def _read(rows: list[tuple[Any, ...]], readers: tuple[tuple[int, Read], ...]) -> list[tuple[Any, ...]]:
    if not rows or not readers:
        return rows
    by_column: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for at, reader in readers:
        by_column[at] = map(reader, by_column[at])
    return list(zip(*by_column, strict=True))


def _reader(column: Any, connection: BaseDatabaseWrapper) -> Read | None:
    """How a value of this column is read from the database; None: as it is."""
    field = column.output_field
    if isinstance(field, models.JSONField) and field.decoder is None:
        return _read_json
    steps = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]
    if not steps:
        return None

    def read(value: Any) -> Any:
        for step in steps:
            value = step(value, column, connection)
        return value

    # The same instant stands in many rows, and there is no third truth.
    is_often_the_same = isinstance(field, models.DateTimeField | models.BooleanField)
    return lru_cache(maxsize=4096)(read) if is_often_the_same else read


def _read_json(text: str | None) -> Any:
    """Most lists are empty."""
    if text is None or text == "[]":
        return None if text is None else []
    return json.loads(text)
