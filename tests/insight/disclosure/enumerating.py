"""An attacker who knows no solver: tries every table there can be, and keeps those that would look the same.

Of a table only what cannot be added up is chosen; all else is added up, and shown as the publisher would show it.
So this knows nothing of spans, of rows or of what may move.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from wayhome.rules.disclosure import Cell, Publication, Shown

type Table = dict[Cell, int]


def looks_like(table: Table, shown: Shown, publication: Publication) -> bool:
    """Would these numbers stand there, where numbers do? Whatever is withheld says nothing of itself."""
    return all(
        publication.small.shown(n, publication.to_nearest.get(cell)) == shown[cell]
        for cell, n in table.items()
        if shown[cell] is not None
    )


def alike(
    tables: Iterable[Table], shown: Shown, publication: Publication, also: Callable[[Table], bool] = bool
) -> Iterator[Table]:
    return (table for table in tables if looks_like(table, shown, publication) and also(table))


def left_open(tables: Iterable[Table]) -> dict[Cell, set[int]]:
    """By cell every number it may be."""
    open_to: dict[Cell, set[int]] = {}
    for table in tables:
        for cell, n in table.items():
            open_to.setdefault(cell, set()).add(n)
    return open_to
