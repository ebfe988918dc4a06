"""Agreeing to share, sharing under it, and ending either. What has ended opens nothing from the next click on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from wayhome.cases.audit.actions import enter
from wayhome.cases.children.actions import end_relation, relate
from wayhome.cases.children.actions.asking import require
from wayhome.cases.children.models import Child, Relation
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.sharing.models import Agreement, Share
from wayhome.rules.access import Act, RelationKind
from wayhome.rules.basis import Purpose
from wayhome.rules.moment import LONDON, day_of
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

MOST_DAYS = 90
"""So long a record is shared at most before somebody thinks again; no statute sets it. See docs/decisions/0020."""


@transaction.atomic
def propose(
    other: Agency, *, reference: str, purpose: str, begins: date, ends: date | None, by: User, at: datetime
) -> Agreement:
    """Proposes to another agency what both have signed. Nothing can be shared until its own lead agrees."""
    require(by, Act.AGREE)
    if other.pk == by.agency_id:
        raise Refusal(Sentence("sharing.with_itself"), field="other")
    if ends is not None and ends < begins:
        raise Refusal(Sentence("sharing.ends_before"), field="ends")
    agreement = Agreement.objects.create(
        one=by.agency,
        other=other,
        reference=reference,
        purpose=purpose,
        begins=begins,
        ends=ends,
        proposed_by=by,
        proposed_at=at,
    )
    enter("propose_agreement", by=by, at=at, subject=f"agreement:{agreement.pk}", detail={"with": other.code})
    return agreement


@transaction.atomic
def agree(agreement: Agreement, *, by: User, at: datetime) -> None:
    """The other side agrees: never the one that proposed it, and once."""
    require(by, Act.AGREE)
    waiting = Agreement.objects.filter(pk=agreement.pk, other=by.agency_id, agreed_at=None, ended_at=None)
    if not waiting.update(agreed_by=by, agreed_at=at):
        raise Refusal(Sentence("sharing.not_yours_to_agree"))
    enter("agree_to_share", by=by, at=at, subject=f"agreement:{agreement.pk}")


@transaction.atomic
def end_agreement(agreement: Agreement, *, by: User, at: datetime) -> int:
    """Either side ends it, and with it all that was shared under it; how many records that closes."""
    require(by, Act.AGREE)
    standing = Agreement.objects.visible_to(by).filter(pk=agreement.pk, ended_at=None)
    if not standing.update(ended_by=by, ended_at=at):
        raise Refusal(Sentence("sharing.ended_already"))
    shared = Relation.objects.filter(Q(until=None) | Q(until__gt=at), share__agreement=agreement)
    closed = shared.update(until=at)
    enter("end_agreement", by=by, at=at, subject=f"agreement:{agreement.pk}", detail={"closed": closed})
    return closed


@transaction.atomic
def share(child: Child, agreement: Agreement, why: str, *, until: date, by: User, at: datetime) -> Share:
    """Opens a child's record to the other side of an agreement in force, to the end of a day."""
    require(by, Act.SHARE, child)
    today = day_of(at)
    held = Agreement.objects.visible_to(by).in_force(today).select_for_update(of=("self",))
    agreed = held.select_related("one", "other").filter(pk=agreement.pk).first()
    if agreed is None:
        raise Refusal(Sentence("sharing.no_agreement"), field="agreement")
    _require_end(agreed, until, today)
    receiver = agreed.with_whom(by.agency)
    if Relation.objects.in_force().filter(child=child, agency=receiver).exists():
        raise Refusal(Sentence("sharing.sees_already"), field="agreement")
    relation = relate(
        child,
        receiver,
        RelationKind.SHARED,
        because="share",
        by=by,
        at=at,
        purpose=Purpose.AGREEMENT,
        until=datetime.combine(until + timedelta(days=1), time(), LONDON),
    )
    shared = Share.objects.create(relation=relation, agreement=agreed, of=by.agency, by=by, why=why.strip())
    subject = f"child:{child.pk}"
    enter("share", by=by, at=at, subject=subject, detail={"with": receiver.code, "agreement": agreed.pk})
    return shared


@transaction.atomic
def end_share(shared: Share, *, by: User, at: datetime) -> None:
    """Whoever shared a record takes it back."""
    require(by, Act.SHARE, shared.relation.child)
    standing = Share.objects.filter(Q(relation__until=None) | Q(relation__until__gt=at), of=by.agency_id)
    if not standing.filter(pk=shared.pk).exists():
        raise Refusal(Sentence("sharing.not_yours_to_end"))
    end_relation(shared.relation, by=by, at=at)


def _require_end(agreed: Agreement, until: date, today: date) -> None:
    if not today <= until <= today + timedelta(days=MOST_DAYS):
        raise Refusal(Sentence("sharing.too_long", most=MOST_DAYS), field="until")
    if agreed.ends is not None and until > agreed.ends:
        raise Refusal(Sentence("sharing.beyond_agreement", ends=agreed.ends), field="until")
