"""Up to which number every entry there will ever be is there now."""

from __future__ import annotations

from time import monotonic, sleep

from django.db import connection

from wayhome.cases.audit.models import Entry

#: How long those who were writing when it began are waited for, and between two looks, in seconds. Nobody waits for us.
PATIENCE, PAUSE = 2.0, 0.02


def settled() -> int | None:
    """The number below which no entry can appear any more; None: there is no entry, or somebody is still writing.

    Entries are numbered in the order in which they are begun, and stored in the order in which their transactions
    end. So a lower number than the highest one stored may be on its way. Whoever has taken it holds the table's lock
    for adding rows from before then until the end, and is waited for. Whoever begins later gets a higher one.
    """
    last = Entry.objects.order_by("pk").values_list("pk", flat=True).last()
    writing, until = _writing(), monotonic() + PATIENCE
    while writing:
        if monotonic() > until:
            return None
        sleep(PAUSE)
        writing &= _writing()
    return last


def _writing() -> set[str]:
    """Others' transactions that may add an entry. On SQLite nobody else writes while a seal is made."""
    if connection.vendor != "postgresql":
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_WRITING)
        return {transaction for (transaction,) in cursor.fetchall()}


_WRITING = """
    SELECT virtualtransaction FROM pg_locks
    WHERE relation = 'audit_entry'::regclass AND mode = 'RowExclusiveLock' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND pid IS DISTINCT FROM pg_backend_pid()
"""
