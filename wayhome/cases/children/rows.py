"""Storing many rows at once, in a fraction of the time that models of them take.

`bulk_create` makes a model of each row, asks every field how it is saved, and builds one statement of thousands of
values. Most of our values are kept as they are, and the same instant stands in many rows. Nothing comes back from an
insert: who needs the keys of new rows reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import cache, lru_cache, partial
from operator import itemgetter
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models.options import Options
from django.db.utils import DEFAULT_DB_ALIAS

from wayhome.cases.children.queries import Query

#: One row's values, by the name of the model's attribute: `child_id`, not `child`. `vars(row)` gives a model's.
type Columns = Mapping[str, Any]

type Column = models.Field[Any, Any]
type Adapt = Callable[[Any], Any]


def insert(model: type[models.Model], rows: Iterable[Columns], *, overwriting: Collection[str] = ()) -> None:
    """Inserts rows of one model, with every value that has no default in the database but an automatic key.

    `overwriting` names fields: where a row of that primary key stands, it takes their new values.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    meta = model._meta  # noqa: SLF001 - Django's documented door to a model's fields
    fields = list(meta.concrete_fields) if overwriting else _said(model)
    values = list(map(itemgetter(*(field.attname for field in fields)), rows))
    if not values:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            _statement(meta, fields, overwriting, connection.ops.quote_name),
            _adapted(values, [_adapt(field, connection) for field in fields]),
        )


def rewrite(
    model: type[models.Model], children: Collection[int], rows: Iterable[Columns]
) -> tuple[list[Columns], list[Columns]]:
    """Makes these the only rows of these children: deletes what is no longer so, inserts what is new; gives both.

    A row that says what it said before is left alone, with its key. Of what went, nested values are as text.
    """
    fields = _said(model)
    columns = [field.attname for field in fields]
    nested = [at for at, field in enumerate(fields) if isinstance(field, models.JSONField)]
    held: dict[Any, list[Any]] = {}
    for key, *values in _held(model)(children=children):
        held.setdefault(_comparable(values, nested), []).append(key)
    values_of = itemgetter(*columns)
    fresh = [
        row for row in rows if not (same := held.get(_comparable(values_of(row), nested))) or not same.pop()
    ]
    gone = {said: keys for said, keys in held.items() if keys}
    if gone:
        keys = [key for each in gone.values() for key in each]
        model._default_manager.filter(pk__in=keys).delete()  # noqa: SLF001
    insert(model, fresh)
    return [dict(zip(columns, said, strict=True)) for said in gone], fresh


def _said(model: type[models.Model]) -> list[Column]:
    """What a row says: all but a key that the database gives it."""
    return [f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]  # noqa: SLF001


@cache
def _held(model: type[models.Model]) -> Query:
    """The rows of some children: their key, and what they say."""
    columns = [model._meta.pk.attname, *(field.attname for field in _said(model))]  # noqa: SLF001
    every = model._default_manager  # noqa: SLF001 - the documented door
    return Query(lambda children: every.filter(child__in=children).values_list(*columns))


def _comparable(values: Iterable[Any], nested: Iterable[int]) -> tuple[Any, ...]:
    """For looking up among others; lists cannot be looked up."""
    if not nested:
        return tuple(values)
    plain = list(values)
    for at in nested:
        plain[at] = repr(plain[at])
    return tuple(plain)


def _adapted(rows: list[tuple[Any, ...]], adapts: Iterable[Adapt | None]) -> list[tuple[Any, ...]]:
    """The same rows, each column as the database takes it."""
    by_column = zip(*rows, strict=True)
    taken = (
        column if adapt is None else map(adapt, column)
        for column, adapt in zip(by_column, adapts, strict=True)
    )
    return list(zip(*taken, strict=True))


def _statement(
    meta: Options[models.Model],
    fields: list[Column],
    overwriting: Collection[str],
    quote: Callable[[str], str],
) -> str:
    quoted = {field.name: quote(str(field.column)) for field in fields}
    marks = ", ".join(["%s"] * len(fields))
    into = f"INSERT INTO {quote(meta.db_table)} ({', '.join(quoted.values())}) VALUES ({marks})"  # noqa: S608 # nosec B608
    if not overwriting:
        return into
    anew = ", ".join(f"{quoted[name]} = EXCLUDED.{quoted[name]}" for name in overwriting)
    return f"{into} ON CONFLICT ({quoted[meta.pk.name]}) DO UPDATE SET {anew}"  # nosec B608


def _adapt(field: Column, connection: BaseDatabaseWrapper) -> Adapt | None:
    """How a value of this field is handed to the database; None: as it is."""
    match field:
        case models.DateTimeField():
            return partial(_instant, connection.ops)
        case models.DateField():
            return connection.ops.adapt_datefield_value
        case models.JSONField():
            return _nested(partial(connection.ops.adapt_json_value, encoder=field.encoder))
    return None


@lru_cache(maxsize=4096)
def _instant(ops: BaseDatabaseOperations, instant: datetime | None) -> Any:
    """The same instant stands in many rows: when they were recorded, when police were told."""
    return ops.adapt_datetimefield_value(instant)


def _nested(adapt: Adapt) -> Adapt:
    """Most lists are empty; and None is no value, where JSON would make a null of it."""
    empty = adapt([])

    def nested(value: Any) -> Any:
        if value is None:
            return None
        return empty if value in ([], ()) else adapt(value)

    return nested
