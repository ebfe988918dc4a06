"""Every act by which a child's record is held, and released."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.children.actions.asking import require_answering
from wayhome.cases.children.models import Child, Hold
from wayhome.cases.partners.models import User
from wayhome.rules.access import Act
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@transaction.atomic
def hold(child: Child, reason: str, *, by: User, at: datetime) -> Hold:
    """From now on nothing of this record is erased, until another person of this agency lifts the hold."""
    require_answering(by, Act.HOLD, child)
    # An erasure that is under way is waited for.
    if not Child.objects.select_for_update(no_key=True).filter(pk=child.pk).exists():
        raise Refusal(Sentence("keeping.erased_meanwhile"))
    placed = Hold.objects.create(child=child, agency=by.agency, reason=reason, by=by, at=at)
    enter("hold", by=by, at=at, subject=f"child:{child.pk}", detail={"hold": placed.pk})
    return placed


@transaction.atomic
def lift(held: Hold, reason: str, *, by: User, at: datetime) -> Hold:
    """Ends a hold of one's own agency that somebody else placed."""
    require_answering(by, Act.HOLD, held.child)
    standing = Hold.objects.select_for_update().standing().filter(pk=held.pk, agency=by.agency_id).first()
    if standing is None:
        raise Refusal(Sentence("keeping.not_held_here"))
    if standing.by_id == by.pk:
        raise Refusal(Sentence("keeping.lifted_by_another"))
    standing.lifted_by, standing.lifted_at, standing.lifted_because = by, at, reason
    standing.save(update_fields=["lifted_by", "lifted_at", "lifted_because"])
    enter("lift", by=by, at=at, subject=f"child:{standing.child_id}", detail={"hold": standing.pk})
    return standing
