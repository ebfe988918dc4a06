"""The types under which Parquet keeps each table, read from the classes of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from types import NoneType
from typing import Any, NamedTuple, get_args, get_type_hints

import pyarrow as pa

from wayhome.insight.extract.rows import TABLES

#: Instants are kept in UTC, to the microsecond.
_TYPES: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int32(),
    bool: pa.bool_(),
    float: pa.float64(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


class Column(NamedTuple):
    name: str
    type: type
    may_be_empty: bool
    says: str


def columns(table: str) -> Iterator[Column]:
    for name, hint in get_type_hints(TABLES[table], include_extras=True).items():
        held, says = get_args(hint)
        kinds = [one for one in get_args(held) or (held,) if one is not NoneType]
        yield Column(name, kinds[0], NoneType in get_args(held), says)


@cache
def schema(table: str) -> pa.Schema:
    fields: list[Any] = [
        pa.field(one.name, _TYPES[one.type], nullable=one.may_be_empty) for one in columns(table)
    ]
    return pa.schema(fields)
