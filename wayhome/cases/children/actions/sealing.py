"""A wrong child, or a place that must not be known: unreadable at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Actor
from wayhome.cases.children import index
from wayhome.cases.children.chronologies import Partnership, read
from wayhome.cases.children.models import Event, Seal
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@transaction.atomic
def seal(row: Event, *, by: Actor, at: datetime) -> Seal:
    """Makes one edition unreadable at once, but for the two leads, and derives the child without it."""
    if Seal.objects.filter(event=row).exists():
        raise Refusal(Sentence("children.sealed_already"))
    entry = enter("seal", by=by, at=at, subject=f"child:{row.child_id}", detail={"event": row.pk})
    sealed = Seal.objects.create(event=row, at=at, entry=entry.pk)
    partnership = Partnership()
    rest = read([row.child_id], partnership).chronologies
    index.derive(rest, partnership, at=at, by_rules=index.book())
    return sealed
