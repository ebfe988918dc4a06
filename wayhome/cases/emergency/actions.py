"""Opening a record in an emergency, and saying afterwards whether that was right."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from wayhome.cases.audit.actions import enter
from wayhome.cases.children.actions import relate
from wayhome.cases.children.actions.asking import require
from wayhome.cases.children.models import Child, Relation, Restriction
from wayhome.cases.emergency.concerned import answering
from wayhome.cases.emergency.models import Opening, Verdict
from wayhome.cases.partners.models import User
from wayhome.cases.worklist.actions import notify
from wayhome.cases.worklist.escalation import Reason
from wayhome.rules.access import Act, RelationKind
from wayhome.rules.basis import Purpose
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

MOST_HOURS = 3


@transaction.atomic
def seek(children: QuerySet[Child], *, by: User, at: datetime) -> Child | None:
    """The one child who is meant; None where it is nobody or more than one, and which of these is not said.

    Nobody is found of whose record this person is barred. The audit keeps that somebody sought beyond what they may
    see, and never for whom.
    """
    require(by, Act.BREAK_GLASS)
    found = list(children.exclude(pk__in=_barred(by).values("child"))[:2])
    enter("seek_in_emergency", by=by, at=at, subject=f"user:{by.pk}", detail={"found": len(found) == 1})
    return found[0] if len(found) == 1 else None


@transaction.atomic
def open_record(child: Child, reason: str, *, hours: int, by: User, at: datetime) -> Opening:
    """Opens a record to one person until so many hours from now, and tells those who answer for it."""
    require(by, Act.BREAK_GLASS)
    if not 0 < hours <= MOST_HOURS:
        raise Refusal(Sentence("emergency.too_long", most=MOST_HOURS), field="hours")
    if not reason.strip():
        raise Refusal(Sentence("emergency.no_reason"), field="reason")
    if _barred(by).filter(child=child).exists():
        raise Refusal(Sentence("emergency.nobody_found"))
    if Child.objects.visible_to(by).filter(pk=child.pk).exists():
        raise Refusal(Sentence("emergency.open_already"))
    relation = relate(
        child,
        by,
        RelationKind.BREAK_GLASS,
        because="emergency",
        by=by,
        at=at,
        purpose=Purpose.EMERGENCY,
        until=at + timedelta(hours=hours),
    )
    opening = Opening.objects.create(relation=relation, agency=by.agency, reason=reason.strip())
    enter("open_in_emergency", by=by, at=at, subject=f"child:{child.pk}", detail={"hours": hours})
    notify(answering(child, by), Reason.OPENED, since=at, by=by, at=at)
    return opening


def _barred(by: User) -> QuerySet[Restriction]:
    """What closes a whole record to this person by name."""
    return Restriction.objects.of_record().barring(by)


@transaction.atomic
def review(opening: Opening, verdict: Verdict, said: str, *, by: User, at: datetime) -> None:
    """Says whether it was right to open the record. What was not ends at once, if it has not ended by itself."""
    require(by, Act.REVIEW_OPENING)
    held = Opening.objects.select_for_update(of=("self",)).select_related("relation").get(pk=opening.pk)
    if held.agency_id != by.agency_id or held.relation.user_id == by.pk:
        raise Refusal(Sentence("emergency.not_yours_to_review"))
    if held.reviewed_at is not None:
        raise Refusal(Sentence("emergency.reviewed_already"))
    if verdict is Verdict.NOT_RIGHT and not said.strip():
        raise Refusal(Sentence("emergency.say_why"), field="said")
    Opening.objects.filter(pk=held.pk).update(
        reviewed_by=by, reviewed_at=at, verdict=verdict.value, said=said.strip()
    )
    if verdict is Verdict.NOT_RIGHT:
        Relation.objects.filter(pk=held.relation_id, until__gt=at).update(until=at)
    subject = f"child:{held.relation.child_id}"
    enter(
        "review_opening", by=by, at=at, subject=subject, detail={"opening": held.pk, "verdict": verdict.value}
    )
