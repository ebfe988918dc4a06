"""What each entry leaves in its seal: its number, and a digest of everything else that it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from json import JSONEncoder
from struct import Struct
from typing import Any, NamedTuple

from django.db.models import DateTimeField

from wayhome.cases.audit.models import Entry
from wayhome.cases.audit.seals.reading import Written, each

#: What of an entry was sealed, and in which order. A new column is a new form; a seal says in which it was made, so
#: these are never changed.
FORMS: Mapping[int, tuple[str, ...]] = {
    1: ("at", "recorded_at", "actor_id", "agency_code", "subject_kind", "subject_id", "verb", "detail"),
}

#: Entries fetched at once.
AT_ONCE = 10_000

_SHAPE = Struct(">q32s")

#: Of one imprint, in bytes.
SIZE = _SHAPE.size


class Imprint(NamedTuple):
    """`pressed` is the number and the digest as a seal keeps them."""

    entry: int
    pressed: bytes


def newest_form() -> int:
    return max(FORMS)


def imprints(form: int, *, after: int | None, upto: int | None = None) -> Iterator[Imprint]:
    """Of the entries as they stand now, in order: those whose number is higher than `after`, up to `upto`."""
    rows = Entry.objects.values_list("pk", *map(_column, FORMS[form]))
    if after is not None:
        rows = rows.filter(pk__gt=after)
    if upto is not None:
        rows = rows.filter(pk__lte=upto)
    return each(rows, _imprint, _of_nothing, at_once=AT_ONCE)


def digests(pressed: bytes) -> dict[int, bytes]:
    """By the number of the entry, out of the imprints of one seal."""
    return dict(_SHAPE.iter_unpack(pressed))


def _column(name: str) -> Any:
    is_moment = isinstance(Entry._meta.get_field(name), DateTimeField)  # noqa: SLF001 - the documented door
    return Written(name) if is_moment else name


#: Both databases give the same text: PostgreSQL keeps an object's names in an order of its own.
_written = JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def _imprint(row: tuple[Any, ...]) -> Imprint:
    entry, *said = row
    return Imprint(entry, _SHAPE.pack(entry, sha256(_written(said).encode()).digest()))


def _of_nothing(entry: int) -> Imprint:
    """No entry that can be read leaves this."""
    return Imprint(entry, _SHAPE.pack(entry, bytes(32)))
