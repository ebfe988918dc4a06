"""Everything that is kept encrypted, found by asking every app, and put under the newest key in turns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any, Final, Self

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils.module_loading import module_has_submodule

from wayhome.cases.audit.actions import INSTALLATION, enter
from wayhome.cases.keys import Kept, UnreadableError

#: Rows in one transaction: whoever signs in meanwhile waits for it.
AT_ONCE: Final = 100

#: In which module an app says what it keeps encrypted.
MODULE: Final = "encrypted"


@dataclass(frozen=True, slots=True)
class Found:
    """How many rows there are, in how many a key of before has written something, and how many no key reads."""

    rows: int = 0
    before: int = 0
    unreadable: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.rows + other.rows, self.before + other.before, self.unreadable + other.unreadable
        )

    @property
    def is_settled(self) -> bool:
        """The newest key reads all of it."""
        return not self.before and not self.unreadable


def everything() -> list[Kept]:
    of_apps = [app for app in apps.get_app_configs() if module_has_submodule(app.module, MODULE)]
    return [table for app in of_apps for table in import_module(f"{app.name}.{MODULE}").KEPT]


def verify(table: Kept) -> Iterator[Found]:
    """What is under which key, a turn at a time. Reads only."""
    for turn in _turns(table):
        yield _found(_renewed(table, table.rows().filter(pk__in=turn)))


def rotate(table: Kept, *, at: datetime) -> Iterator[Found]:
    """Puts everything under the newest key, a turn at a time: each is whole or not at all, so that it may be stopped
    anywhere and done again. `before` are those that were rewritten; what no key reads is left as it is.
    """
    for turn in _turns(table):
        with transaction.atomic():
            looked_at = _renewed(table, table.rows().select_for_update().filter(pk__in=turn).order_by("pk"))
            for row, changed in looked_at:
                if changed:
                    row.save(update_fields=changed)
            found = _found(looked_at)
            if found.before:
                how = {"rewritten": found.before, "unreadable": found.unreadable}
                enter("rotate_keys", by=INSTALLATION, at=at, subject=f"encrypted:{table.name}", detail=how)
        yield found


def unread() -> list[Kept]:
    """Tables of whose latest rows no key that is given reads one: it was changed, and the one of before left out."""
    tables = everything()
    return [one for one in tables if _found(_renewed(one, one.rows().order_by("-pk")[:AT_ONCE])).unreadable]


def _turns(table: Kept) -> Iterator[list[int]]:
    """Primary keys, in their order; those of rows that come to it meanwhile too."""
    last = 0
    keys = table.rows().order_by("pk").values_list("pk", flat=True)
    while turn := list(keys.filter(pk__gt=last)[:AT_ONCE]):
        yield turn
        last = turn[-1]


def _renewed(table: Kept, rows: QuerySet[Any]) -> list[tuple[Any, Collection[str] | None]]:
    """Each row as it would be stored, with the columns that changed; None: no key reads it."""
    return [(row, _changed(table, row)) for row in rows]


def _changed(table: Kept, row: Any) -> Collection[str] | None:
    try:
        return table.renew(row)
    except UnreadableError:
        return None


def _found(looked_at: Iterable[tuple[Any, Collection[str] | None]]) -> Found:
    changes = [changed for _, changed in looked_at]
    return Found(len(changes), sum(map(bool, changes)), changes.count(None))
