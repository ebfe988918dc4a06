"""Sealing what must not be read at all, which acts at once, and its review by somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import record, seal
from wayhome.cases.children.actions.asking import require
from wayhome.cases.children.chronologies import Partnership, read
from wayhome.cases.children.models import Child, Event, SealReview
from wayhome.cases.children.models.seal import withdrawing
from wayhome.cases.children.reading.kept_apart import with_words, words_for
from wayhome.cases.missing.actions.asking import held
from wayhome.cases.partners.models import User
from wayhome.rules import event
from wayhome.rules.access import Act
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import Withdrawn
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@transaction.atomic
def seal_and_withdraw(row: Event, reason: str, *, by: User, at: datetime) -> None:
    """For the wrong child, or a place that must not be known: every edition unreadable at once, but for two leads.

    The chain stays whole: the last edition says that what was said was withdrawn, and why.
    """
    require(by, Act.CORRECT, row.child)
    withdrawn = replace(
        held(row),
        fact=Withdrawn(reason=reason),
        told=(event.Telling(by.agency.as_fact(), Moment.at(at)),),
        flags=(),
    )
    record([withdrawn], by=by, at=at, verb="withdraw")
    for edition in Event.objects.filter(key=row.key, seal=None).exclude(kind="Withdrawn"):
        seal(edition, by=by, at=at)


@transaction.atomic
def read_sealed(row: Event, *, by: User, at: datetime) -> event.Event:
    """What a sealed edition said, for one of the two leads; that they read it is itself kept."""
    require(by, Act.READ_SEALED, row.child)
    enter("read_sealed", by=by, at=at, subject=f"child:{row.child_id}", detail={"event": row.pk})
    whole = with_words(_whole(row), words_for(by, row.child))
    return next(e for e in whole.editions if (e.key, e.edition) == (row.key, row.edition))


@transaction.atomic
def review_seal(row: Event, *, upheld: bool, by: User, at: datetime) -> SealReview:
    """Confirms a seal, or undoes it: what was sealed is said again, as its next edition. Never by whoever sealed.

    `row` is the edition by which it was withdrawn.
    """
    require(by, Act.READ_SEALED, row.child)
    Child.objects.select_for_update().get(pk=row.child_id)
    withdrawn = withdrawing().get(pk=row.pk)
    if sealed_by(withdrawn) == by.pk:
        raise Refusal(Sentence("missing.own_seal"))
    if SealReview.objects.filter(event=withdrawn).exists():
        raise Refusal(Sentence("missing.seal_is_reviewed"))
    detail = {"event": row.pk, "upheld": upheld}
    enter("review_seal", by=by, at=at, subject=f"child:{row.child_id}", detail=detail)
    if not upheld:
        _say_again(withdrawn, by, at)
    return SealReview.objects.create(event=withdrawn, by=by, at=at, upheld=upheld)


def sealed_by(row: Event) -> int | None:
    """The key of whoever sealed it; None: the installation itself."""
    return Entry.objects.values_list("actor_id", flat=True).get(pk=row.entry)


def _say_again(row: Event, by: User, at: datetime) -> None:
    """The versions that were sealed stay so: what they say stands in the next."""
    editions = [one for one in _whole(row).editions if one.key == row.key]
    *_, before, last = editions
    if last.edition != row.edition:
        raise Refusal(Sentence("missing.said_since_sealed"))
    told = (*before.told, event.Telling(by.agency.as_fact(), Moment.at(at)))
    record([replace(before, told=told)], by=by, at=at, verb="undo_seal")


def _whole(row: Event) -> Chronology:
    return read([row.child_id], Partnership()).whole[row.child_id]
