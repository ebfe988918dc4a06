"""What goes with an erasure, and what is then derived anew."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from wayhome.cases.children import index
from wayhome.cases.children.chronologies import Partnership, read
from wayhome.cases.children.index import shares
from wayhome.cases.children.models import (
    Child,
    Episode,
    Event,
    KeptWords,
    Relation,
    Seal,
    SealReview,
    Telling,
)
from wayhome.cases.keeping.certified import let_go
from wayhome.cases.keeping.models import Certificate
from wayhome.cases.missing.models import CHILDREN, Draft
from wayhome.cases.partners.models import Agency
from wayhome.cases.worklist.models import Notice


def counted(child: Child, of: Agency) -> dict[str, int]:
    """How many rows of each kind the agency said, which is what a certificate proves the going of."""
    events = Event.objects.filter(child=child, of=of)
    return {
        "events": events.count(),
        "tellings": Telling.objects.filter(event__in=events).count(),
        "seals": Seal.objects.filter(event__in=events).count(),
    }


def erase_certified(child: Child, certificate: Certificate, *, at: datetime) -> None:
    """Deletes what the certificate names with all that was made of it, and derives what is left; in a transaction."""
    partnership = Partnership()
    shared = shares.things(shares.shared(read([child.pk], partnership).chronologies))
    _delete_around(child, certificate)
    let_go(certificate.pk)
    if certificate.whole:
        child.delete()
        shares.make_due(shares.near(shared, partnership), gone=shared, fresh=set())
    else:
        index.derive(read([child.pk], partnership).chronologies, partnership, at=at, by_rules=index.book())


def _delete_around(child: Child, certificate: Certificate) -> None:
    """What refers to the events that go, and what was there for the agency's own people."""
    gone = Event.objects.filter(child=child, of=certificate.of)
    own = Q(agency=certificate.of) | Q(team__agency=certificate.of) | Q(user__agency=certificate.of)
    whose = Q(child=child) | Q(report__child=child)
    Notice.objects.filter(
        whose if certificate.whole else Q(report__in=gone) | whose & Q(to__agency=certificate.of)
    ).delete()
    _leave_out_of_drafts(child, certificate)
    SealReview.objects.filter(event__in=gone).delete()
    Episode.objects.filter(opened_by__in=gone).delete()
    Relation.objects.filter(own, child=child).delete()
    KeptWords.objects.filter(child=child, of=certificate.of).delete()


def _leave_out_of_drafts(child: Child, certificate: Certificate) -> None:
    """A report that was made keeps the numbers of the episodes it opened, and one half written those it is to name."""
    opening = Event.objects.filter(child=child, of=certificate.of, kind="Missing")
    gone = set(opening.values_list("pk", flat=True))
    for draft in Draft.objects.filter(finished_at__in=opening.values("recorded_at")):
        draft.opened = [episode for episode in draft.opened if episode not in gone]
        draft.save(update_fields=["opened"])
    for draft in Draft.objects.unfinished() if certificate.whole else ():
        named = draft.answers.get(CHILDREN, {})
        if child.pk in named.get("known", ()):
            named["known"].remove(child.pk)
            draft.save(update_fields=["answers"])
