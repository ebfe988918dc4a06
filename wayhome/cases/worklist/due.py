"""What is due, as a line of a list shows it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, TypedDict

from django.db.models import QuerySet

from wayhome.cases.children.models import Finding
from wayhome.cases.children.models.index import FindingQuerySet
from wayhome.cases.worklist import overdue
from wayhome.cases.worklist.desks import Known
from wayhome.rules.finding import State, asks
from wayhome.rules.moment import Moment
from wayhome.ui.names import Given, given
from wayhome.ui.wording import say, say_again, to_the_minute


class Pressing(NamedTuple):
    """A finding that needs someone, in the columns that lists show: see `children.models.Finding`."""

    pk: int
    child: int
    episode: str
    rule: str
    rung: str
    state: str
    since: datetime
    due_begins: datetime | None
    due_ends: datetime | None
    owner: int | None
    inherited: bool
    reason_given: bool

    @property
    def due(self) -> Moment | None:
        return Moment(self.due_begins, self.due_ends) if self.due_begins and self.due_ends else None


class Due(TypedDict):
    """One finding, worded. `owner` is blank where nobody has stated it, and `by` None where no limit is set.

    `told` says to whom it has gone up, blank: to nobody yet, and `waits` that a reason waits for agreement, blank: none
    does. `more` are lines: how late it is or how much time is left and whose it is, then the same two.
    """

    words: str
    state: str
    is_overdue: bool
    by: Moment | None
    late_by: timedelta | None
    owner: str
    told: str
    waits: str
    more: tuple[str, ...]


def due(one: Pressing, agencies: Known, at: datetime, language: str) -> Due:
    by, owner = one.due, agencies[one.owner] if one.owner else None
    gone_up = None if one.inherited else overdue.told(one, owner.kind if owner else "", at)
    told = say(gone_up, language) if gone_up else ""
    name, late_by = owner.name if owner else "", at - by.ends if by else None
    is_overdue = one.state == State.OVERDUE and not one.inherited
    whose = _timed(late_by if is_overdue else None, by.begins - at if by else None, name, language)
    waits = say_again("board.reason_given", language) if one.reason_given else ""
    return Due(
        words=_asked(one.rule, one.rung, language, given()),
        state=one.state,
        is_overdue=is_overdue,
        by=by,
        late_by=late_by,
        owner=name,
        told=told,
        waits=waits,
        more=tuple(filter(None, (whose, told, waits))),
    )


@lru_cache(maxsize=1024)
def _asked(rule: str, rung: str, language: str, _names: Given) -> str:
    return say(asks(rule, rung), language)


def _timed(late_by: timedelta | None, left: timedelta | None, owner: str, language: str) -> str:
    whose = owner or say_again("board.nobody_owns_it", language)
    if late_by is not None:
        return say_again("board.late", language, time=to_the_minute(late_by), owner=whose)
    if left is not None and left > timedelta():
        return say_again("board.left", language, time=to_the_minute(left), owner=whose)
    return whose


def columns(findings: FindingQuerySet) -> QuerySet[Finding, Any]:
    """The same, as the values of which a `Pressing` is made."""
    return findings.values_list(*Pressing._fields)
