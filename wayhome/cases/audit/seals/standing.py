"""Seals as they stand: what each says, and whether that is what was sealed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from json import dumps
from typing import Any, NamedTuple

from django.db.models import QuerySet

from wayhome.cases.audit.models import AuditSeal
from wayhome.cases.audit.seals.imprints import SIZE
from wayhome.cases.audit.seals.reading import Rows, Written, each

#: Seals fetched at once: a full one holds four hundred thousand bytes of imprints.
AT_ONCE, HEADS_AT_ONCE = 50, 2_000


class Head(NamedTuple):
    """Everything that a seal says but its imprints. `sealed_at` is UTC as text, so that it is judged to the letter."""

    number: int
    form: int
    first: int
    last: int
    entries: int
    previous: str
    sealed_at: str
    digest: str

    def digest_over(self, imprints: bytes) -> str:
        """What `digest` must be."""
        return sha256(dumps(self[:-1]).encode() + b"\n" + imprints).hexdigest()


class Stored(NamedTuple):
    """`is_whole`: its digest is that of what it says, and it has an imprint for each of its entries."""

    head: Head
    imprints: bytes
    is_whole: bool


def heads(rows: QuerySet[AuditSeal]) -> Iterator[Head | None]:
    """In order; None: one that cannot be read."""
    return each(_said(rows), _head, lambda _: None, at_once=HEADS_AT_ONCE)


def every_seal() -> Iterator[Stored | None]:
    """In order, of those that are there when it is asked for; None: one that cannot be read."""
    latest = AuditSeal.objects.order_by("number").values_list("number", flat=True).last()
    there = AuditSeal.objects.filter(number__lte=latest or 0)
    return each(_said(there, "imprints"), _stored, lambda _: None, at_once=AT_ONCE)


def written(moment: datetime) -> str:
    """As either database gives it back."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"


def _said(rows: QuerySet[AuditSeal], *more: str) -> Rows:
    moment = Written("sealed_at")
    return rows.values_list("number", "form", "first", "last", "entries", "previous", moment, "digest", *more)


def _head(row: tuple[Any, ...]) -> Head:
    head = Head._make(row)
    dumps(head)  # raises where a column holds what no seal has
    return head


def _stored(row: tuple[Any, ...]) -> Stored:
    head, imprints = _head(row[:-1]), bytes(row[-1])
    is_whole = head.digest == head.digest_over(imprints) and len(imprints) == SIZE * head.entries
    return Stored(head, imprints, is_whole)
