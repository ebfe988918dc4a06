"""Putting right what was said, as its next edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from wayhome.cases.children.actions import record
from wayhome.cases.children.actions.asking import require
from wayhome.cases.children.models import Event
from wayhome.cases.children.models.relation import relations_between
from wayhome.cases.children.reading.kept_apart import words_for
from wayhome.cases.children.reading.parts import withheld
from wayhome.cases.missing.actions.asking import held, require_past
from wayhome.cases.partners.models import User
from wayhome.rules import event
from wayhome.rules.access import Act
from wayhome.rules.facts import Fact, put_back
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
    read_as = put_back(before.fact, words_for(by, row.child))
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
