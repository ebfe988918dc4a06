"""Seals the entries that are new, while others go on adding to them."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from django.db import IntegrityError, transaction

from wayhome.cases.audit.models import AuditSeal
from wayhome.cases.audit.seals.imprints import imprints, newest_form
from wayhome.cases.audit.seals.settled import settled
from wayhome.cases.audit.seals.standing import Head, written

#: Entries under one seal, whose imprints are in memory together.
MOST = 10_000


def seal(*, at: datetime) -> list[Head]:
    """Seals every entry there is when it begins; what the new seals say, which are none where nothing is new.

    None is made either while a transaction that adds an entry stays open for longer than is waited for it.
    """
    made: list[Head] = []
    upto = settled()
    while upto is not None and (one := _seal(upto, at)):
        made.append(one)
    return made


def _seal(upto: int, at: datetime) -> Head | None:
    """None also where somebody else makes the same seal meanwhile: a number is given once."""
    before = AuditSeal.objects.order_by("number").defer("imprints").last()
    form = newest_form()
    fresh = list(islice(imprints(form, after=before.last if before else None, upto=upto), MOST))
    if not fresh:
        return None
    pressed = b"".join(one.pressed for one in fresh)
    head = Head(
        number=before.number + 1 if before else 1,
        form=form,
        first=fresh[0].entry,
        last=fresh[-1].entry,
        entries=len(fresh),
        previous=before.digest if before else "",
        sealed_at=written(at),
        digest="",
    )
    head = head._replace(digest=head.digest_over(pressed))
    try:
        with transaction.atomic(durable=True):
            AuditSeal.objects.create(**head._asdict() | {"sealed_at": at, "imprints": pressed})
    except IntegrityError:
        if not AuditSeal.objects.filter(number=head.number).exists():
            raise
        return None
    return head
