"""An act that is done by a process of its own, which kills itself as hard as can be after so many of its writes."""

from __future__ import annotations

import os
import re
import signal
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, connections

#: Statements that change a row; on PostgreSQL the one that lets go what a certificate names is a question by its form.
WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|SELECT keeping_let_go)\b", re.IGNORECASE)

type Record = dict[str, list[str]]
"""Every row of every table, in no order of its own."""


def killed_after(writes: int, act: Callable[[], object]) -> bool:
    """Was it killed? It was not where the act has no so many writes, and then it is done.

    In a thread of its own: where a browser was used before, Django takes the thread of the tests for an asynchronous
    one, and would give the process connections of the tests'.
    """
    connections.close_all()  # a connection belongs to the process that opened it
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_killed_after, writes, act).result()


def _killed_after(writes: int, act: Callable[[], object]) -> bool:
    child = os.fork()
    if child == 0:
        _do(writes, act)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the act failed: its traceback stands above"
    return False


def whole_record() -> Record:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {table: _rows(cursor, table) for table in tables}


def _rows(cursor: Any, table: str) -> list[str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return sorted(map(repr, cursor.fetchall()))


def _do(writes: int, act: Callable[[], object]) -> None:
    """Never comes back: what called is a copy of the test, and must not go on."""
    code = 1
    try:
        with connection.execute_wrapper(_Killing(writes)):
            act()
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, it must not reach the copy
        traceback.print_exc()
    finally:
        os._exit(code)


class _Killing:
    def __init__(self, writes: int) -> None:
        self.left = writes

    def __call__(self, execute: Callable[..., object], sql: str, *more: object) -> object:
        done = execute(sql, *more)
        if WRITE.match(sql):
            self.left -= 1
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)
        return done
