"""Storing many rows at once, in a fraction of the time that models of them take.

`bulk_create` makes a model of each row, asks every field how it is saved, and builds one statement of thousands of
values. Most of our values are kept as they are, and the same instant stands in many rows. Nothing comes back from an
insert: who needs the keys of new rows reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models.options import Options
from django.db.utils import DEFAULT_DB_ALIAS

from wayhome.cases.children.queries import fetch

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
    fields = [f for f in meta.concrete_fields if overwriting or not isinstance(f, models.AutoField)]
    adapted = [(at, adapt) for at, field in enumerate(fields) if (adapt := _adapt(field, connection))]
    with connection.cursor() as cursor:
        cursor.executemany(
            _statement(meta, fields, overwriting, connection.ops.quote_name),
            list(_values(rows, itemgetter(*(field.attname for field in fields)), adapted)),
        )


def rewrite(model: type[models.Model], children: Collection[int], rows: Iterable[Columns]) -> None:
    """Makes these the only rows of these children: deletes what is no longer so, inserts what is new.

    A row that says what it said before is left alone, with its key.
    """
    fields = [f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]  # noqa: SLF001
    columns = [field.attname for field in fields]
    nested = [at for at, field in enumerate(fields) if isinstance(field, models.JSONField)]
    theirs = model._default_manager.filter(child__in=list(children))  # noqa: SLF001 - the documented door
    held: dict[Any, list[Any]] = {}
    for key, *values in fetch(theirs, model._meta.pk.attname, *columns):  # noqa: SLF001
        held.setdefault(_comparable(values, nested), []).append(key)
    values_of = itemgetter(*columns)
    fresh = [
        row for row in rows if not (same := held.get(_comparable(values_of(row), nested))) or not same.pop()
    ]
    if gone := [key for keys in held.values() for key in keys]:
        model._default_manager.filter(pk__in=gone).delete()  # noqa: SLF001
    insert(model, fresh)


def _comparable(values: Iterable[Any], nested: Iterable[int]) -> tuple[Any, ...]:
    """For looking up among others; lists cannot be looked up."""
    if not nested:
        return tuple(values)
    plain = list(values)
    for at in nested:
        plain[at] = repr(plain[at])
    return tuple(plain)


def _values(
    rows: Iterable[Columns], values_of: Callable[[Any], tuple[Any, ...]], adapted: list[tuple[int, Adapt]]
) -> Iterator[list[Any]]:
    for row in rows:
        values = list(values_of(row))
        for at, adapt in adapted:
            if values[at] is not None:
                values[at] = adapt(values[at])
        yield values


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
            return lambda value: connection.ops.adapt_json_value(value, field.encoder)
    return None


@lru_cache(maxsize=4096)
def _instant(ops: BaseDatabaseOperations, instant: datetime) -> Any:
    """The same instant stands in many rows: when they were recorded, when police were told."""
    return ops.adapt_datetimefield_value(instant)
