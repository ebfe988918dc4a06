"""Putting right what was said: the next edition, or sealing what must not be read at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from wayhome.cases.audit.actions import enter
from wayhome.cases.children.actions import record, seal
from wayhome.cases.children.actions.asking import require
from wayhome.cases.children.chronologies import Partnership, read
from wayhome.cases.children.models import Event
from wayhome.cases.children.models.relation import relations_between
from wayhome.cases.children.reading.opening import with_words, words_for
from wayhome.cases.children.reading.parts import withheld
from wayhome.cases.missing.actions.asking import held, require_past
from wayhome.cases.partners.models import User
from wayhome.rules import event
from wayhome.rules.access import Act
from wayhome.rules.facts import Fact, Withdrawn, opened
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@transaction.atomic
def correct(
    row: Event, fact: Fact, *, happened_at: Moment, by: User, at: datetime, expects: int
) -> event.Event:
    """The next edition of what was said. `expects` is the edition the person saw: refused if it has moved on.

    Who may not read all of it cannot correct it: what they do not see would be written over.
    """
    require(by, Act.CORRECT, row.child)
    require_past(happened_at, at, field="happened_at")
    before = held(row)
    read_as = opened(before.fact, words_for(by, row.child))
    if (part := withheld(read_as, by.role, tuple(relations_between(by, row.child)))) is not None:
        raise Refusal(part)
    if before.edition != expects:
        raise Refusal(Sentence("missing.corrected_meanwhile"))
    new = replace(
        before,
        fact=fact,
        happened_at=happened_at,
        happened_assumed=False,
        told=(event.Telling(by.agency.as_fact(), Moment.at(at)),),
    )
    record([new], by=by, at=at, verb="correct")
    return new


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
    whole = with_words(read([row.child_id], Partnership()).whole[row.child_id], words_for(by, row.child))
    return next(e for e in whole.editions if (e.key, e.edition) == (row.key, row.edition))
