"""Where something is kept encrypted, as each app says it of its own tables."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from wayhome.cases.keys.ring import RECORD, Ring

#: Puts what a row holds encrypted under the newest key, and stores nothing. Answers with the names of the columns
#: that have changed, none where all was so already. Raises UnreadableError; the row is then as it is stored.
type Renewal = Callable[[Any], Collection[str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """One table in which something is encrypted. An app lists its own as `KEPT`, in a module named `encrypted`.

    `name` is said as `keys.kept.<name>`. `rows` are all that may hold something encrypted, asked for anew each time;
    their primary key is a number.
    """

    name: str
    rows: Callable[[], QuerySet[Any]]
    renew: Renewal


def columns(*names: str, ring: Ring = RECORD, **indexes: str) -> Renewal:
    """The renewal of a table whose columns of these names hold encrypted text, or nothing.

    `indexes`: which column holds the blind index of which, as in `columns("number", number_index="number")`.
    """

    def renew(row: Model) -> Collection[str]:
        held = {name: text for name in names if (text := getattr(row, name))}
        new = {name: ring.renewed(text) for name, text in held.items()}
        new |= {
            index: ring.blind_index(ring.decrypt(held[name]))
            for index, name in indexes.items()
            if name in held
        }
        changed = {name: text for name, text in new.items() if text != getattr(row, name)}
        for name, text in changed.items():
            setattr(row, name, text)
        return changed.keys()

    return renew
