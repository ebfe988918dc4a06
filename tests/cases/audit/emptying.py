"""Lets a transactional test empty the tables that otherwise only grow, and puts the guard back at once.

Such a test (one with a live server, say) ends by emptying every table. Nothing but that is let through, so
every test still runs under the guard that an installation has.
"""

from collections.abc import Iterator

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations

from wayhome.cases.audit.append_only import guards, lifts
from wayhome.cases.keeping.certified import UNLESS

GUARDED = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || '_refuses_delete'",
    "postgresql": "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE tgname = relname || '_refuses_change'",
}
"""Asks a database, by Django's name for it, which of its tables are guarded."""


@pytest.fixture(scope="session", autouse=True)
def tables_that_only_grow_are_emptied_between_tests() -> Iterator[None]:
    empty = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        vendor, tables = operations.connection.vendor, guarded_tables(operations.connection)
        lifted = [statement for table in tables for statement in lifts(table, vendor)]
        guarded = [statement for table in tables for statement in _guards(table, vendor)]
        empty(operations, [*lifted, *statements, *guarded])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", execute_sql_flush)
        yield


def _guards(table: str, vendor: str) -> list[str]:
    return guards(table, vendor, UNLESS[table]) if table in UNLESS else guards(table, vendor)


def guarded_tables(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(GUARDED[connection.vendor])
        return [table for (table,) in cursor.fetchall()]
