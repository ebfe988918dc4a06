"""Questions asked for every page: put in SQL once, and answered by the database each time.

Django takes as long to build a question as the database to answer it. What is kept is the question, never an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from inspect import signature
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler
from django.db.utils import DEFAULT_DB_ALIAS

_PLACE = re.compile(r"(?<!%)%s")


class Given(Expression):
    """Where a value will stand in a question, or behind an `__in` any number of them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


@dataclass(frozen=True, slots=True)
class _Built:
    """`text` stands around the places of `values`, some of which are still to be given."""

    text: tuple[str, ...]
    values: tuple[Any, ...]
    compiler: SQLCompiler
    converters: dict[int, Any]


class Question:
    """`ask` makes a query of one `Given` for each of its arguments, or of `names`: `Question(lambda children: …)`.

    Asked with a value for each, `question(children=[1, 2])`, it answers with rows as tuples. None finds nothing, nor
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
            rows = cursor.fetchall()
        if not built.converters:
            return rows
        return list(map(tuple, built.compiler.apply_converters(rows, built.converters)))

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
        return _Built(
            tuple(_PLACE.split(statement)), tuple(values), compiler, compiler.get_converters(columns)
        )


def _values(value: Any, given: dict[str, Any], connection: BaseDatabaseWrapper) -> Iterator[Any]:
    """What stands at one place, as the database takes it."""
    if not isinstance(value, Given):
        yield value
        return
    said = given[value.name]
    for one in said if isinstance(said, Iterable) and not isinstance(said, str) else (said,):
        yield connection.ops.adapt_datetimefield_value(one) if isinstance(one, datetime) else one
