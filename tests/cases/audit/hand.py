"""A hand with the database's password: it takes the guard off, changes what it likes, and puts the guard back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from tests.cases.audit.emptying import guarded_tables
from wayhome.cases.audit.actions import INSTALLATION, enter
from wayhome.cases.audit.append_only import guards, lifts
from wayhome.cases.audit.models import Entry

AT = datetime(2026, 3, 1, 21, 40, tzinfo=UTC)


def entries(n: int, verb: str = "see") -> list[Entry]:
    return [
        enter(verb, by=INSTALLATION, at=AT + timedelta(minutes=k), subject=f"child:{k}", detail={"events": k})
        for k in range(1, n + 1)
    ]


@contextmanager
def unguarded() -> Iterator[None]:
    tables = [table for table in guarded_tables(connection) if table.startswith("audit_")]
    run(*(statement for table in tables for statement in lifts(table, connection.vendor)))
    yield
    run(*(statement for table in tables for statement in guards(table, connection.vendor)))


def by_hand(*statements: str) -> None:
    with unguarded():
        run(*statements)


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, None)


def value(table: str, key: str, column: str) -> Any:
    """As the database keeps it: of an expression Python's sqlite3 does not know what is in it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce({column}, NULL) FROM {table} WHERE {key}", None)
        return cursor.fetchone()[0]
