"""Rows sorted on disk, so that a year of a large force's files needs no more memory than a small one's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

#: How much of what is being sorted SQLite may keep in memory, in KiB, before it uses the disk.
CACHE = 16 * 1024

Unsorted = tuple[str, str | None, int, str]
Group = tuple[str, list[tuple[int, str]]]


class Sorting:
    """Tables of rows in a temporary file that nobody else can open and that is gone when this is closed.

    A row is `(key, own, line, text)`: whose it is, what other rows call it (None: nothing), where it stood, and what
    it said. Rows come back as `(line, text)`, grouped by key, in the order of their lines.
    """

    def __init__(self) -> None:
        self._disk = sqlite3.connect("", isolation_level=None)
        self._disk.execute("PRAGMA journal_mode = OFF")
        self._disk.execute("PRAGMA synchronous = OFF")
        self._disk.execute("PRAGMA temp_store = FILE")
        self._disk.execute(f"PRAGMA cache_size = -{CACHE}")

    def close(self) -> None:
        self._disk.close()

    def hold(self, table: str, rows: Iterable[Unsorted]) -> None:
        """Takes every row."""
        self._disk.execute(f"CREATE TABLE {table} (key, own, line, text)")
        self._disk.execute("BEGIN")
        self._disk.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", rows)  # noqa: S608 # nosec B608 - names are ours
        self._disk.execute("COMMIT")

    def by_key(self, table: str) -> Iterator[Group]:
        """Each key with its rows."""
        rows = self._disk.execute(f"SELECT key, line, text FROM {table} ORDER BY key, line")  # noqa: S608 # nosec B608
        return _grouped(rows)

    def by_key_of(self, table: str, other: str) -> Iterator[Group]:
        """The same, where the rows of `table` are keyed by what rows of `other` call themselves.

        Each comes under the key of that other row; under each of them, where several keys share a name.
        """
        self._index(other)
        return _grouped(
            self._disk.execute(
                f"SELECT theirs.key, mine.line, mine.text FROM {table} AS mine"  # noqa: S608 # nosec B608
                f" JOIN (SELECT DISTINCT own, key FROM {other}) AS theirs ON theirs.own = mine.key"
                " ORDER BY theirs.key, mine.line"
            )
        )

    def named_in(self, table: str, other: str) -> Iterator[Group]:
        """As `by_key`, of the rows of `table` alone that a row of `other` is keyed by."""
        return _grouped(
            self._disk.execute(
                f"SELECT key, line, text FROM {table} WHERE own IN (SELECT key FROM {other})"  # noqa: S608 # nosec B608
                " ORDER BY key, line"
            )
        )

    def astray(self, table: str, other: str) -> Iterator[int]:
        """Lines of the rows of `table` whose key no row of `other` calls itself."""
        self._index(other)
        lines = self._disk.execute(
            f"SELECT line FROM {table} AS mine WHERE NOT EXISTS"  # noqa: S608 # nosec B608
            f" (SELECT 1 FROM {other} AS theirs WHERE theirs.own = mine.key) ORDER BY line"
        )
        return (line for (line,) in lines)

    def _index(self, table: str) -> None:
        self._disk.execute(f"CREATE INDEX IF NOT EXISTS {table}_own ON {table} (own, key)")


class Following[Row]:
    """Groups handed out beside another walk over the same keys, in the same order."""

    def __init__(self, groups: Iterator[tuple[str, list[Row]]]) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def of(self, key: str) -> list[Row]:
        """The rows of `key`; none where these groups have none."""
        if self._next is None or self._next[0] != key:
            return []
        rows = self._next[1]
        self._next = next(self._groups, None)
        return rows


def _grouped(rows: Iterable[tuple[str, int, str]]) -> Iterator[Group]:
    for key, group in groupby(rows, itemgetter(0)):
        yield key, [(line, text) for _, line, text in group]
