"""Tables that only grow: the model refuses to change a row, and so does the database.

The model's refusal is there to be read by a programmer; the database's holds against everything else that
has the connection: `_raw_delete`, a data migration, a hand at the SQL prompt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython


class AppendOnlyError(TypeError):
    """A programming error: something tried to change what may only be added to."""


def _refuse(*_args: object, **_kwargs: object) -> NoReturn:
    raise AppendOnlyError("rows of this table are added, never changed or deleted")


class AppendOnlyQuerySet[M: models.Model](models.QuerySet[M]):
    update = bulk_update = delete = _refuse
    aupdate = abulk_update = adelete = _refuse


class AppendOnly(models.Model):
    """A row that is inserted once. `save()` on a stored row and `delete()` raise AppendOnlyError."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    delete = _refuse


def guard(table: str) -> RunPython:
    """The migration operation that makes the database refuse UPDATE, DELETE and TRUNCATE on `table`."""
    return RunPython(_run(guards, table), _run(lifts, table))


def lift(table: str) -> RunPython:
    """The migration operation that takes the guard off, for as long as a migration changes the table."""
    return RunPython(_run(lifts, table), _run(guards, table))


def let_go(table: str, unless: str) -> RunPython:
    """The migration operation that from then on lets DELETE through where `unless` holds of the row OLD, in SQL."""
    return RunPython(
        _run(lambda table, vendor: [*lifts(table, vendor), *guards(table, vendor, unless)], table),
        _run(lambda table, vendor: [*lifts(table, vendor), *guards(table, vendor)], table),
    )


def guards(table: str, vendor: str, unless: str = "FALSE") -> list[str]:
    """The SQL that puts the guard on; `vendor` is Django's name of the database (KeyError if unknown)."""
    return [statement.format(table=table, unless=unless) for statement in _GUARDS[vendor]]


def lifts(table: str, vendor: str) -> list[str]:
    """The SQL that takes the guard off again."""
    return [statement.format(table=table) for statement in _LIFTS[vendor]]


def _run(
    statements: Callable[[str, str], list[str]], table: str
) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    def run(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in statements(table, schema_editor.connection.vendor):
            schema_editor.execute(statement, None)

    return run


_GUARDS = {
    "sqlite": [
        """CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table}
           BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
        """CREATE TRIGGER {table}_refuses_delete BEFORE DELETE ON {table} WHEN NOT ({unless})
           BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
    ],
    "postgresql": [
        """CREATE FUNCTION {table}_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN
             IF TG_OP = 'DELETE' THEN
               IF {unless} THEN RETURN OLD; END IF;
             END IF;
             RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation';
           END $$""",
        """CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE ON {table}
           FOR EACH ROW EXECUTE FUNCTION {table}_refuses()""",
        """CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table}
           FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuses()""",
    ],
}

_LIFTS = {
    "sqlite": ["DROP TRIGGER {table}_refuses_update", "DROP TRIGGER {table}_refuses_delete"],
    "postgresql": [
        "DROP TRIGGER {table}_refuses_change ON {table}",
        "DROP TRIGGER {table}_refuses_truncate ON {table}",
        "DROP FUNCTION {table}_refuses()",
    ],
}
