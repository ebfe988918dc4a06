"""What is due, as a line of a list shows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypedDict

from django.db.models import QuerySet

from wayhome.cases.children.models import Finding
from wayhome.cases.children.models.index import FindingQuerySet
from wayhome.rules.finding import State, asks
from wayhome.rules.moment import Moment
from wayhome.ui.forms import language
from wayhome.ui.wording import say

#: Names of agencies by their row key.
Names = Mapping[int, str]


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


class Due(TypedDict):
    """One finding, worded. `owner` is blank where nobody has stated it, and `by` None where no limit is set."""

    words: str
    state: str
    is_overdue: bool
    by: Moment | None
    late_by: timedelta | None
    due_in: timedelta | None
    owner: str


def due(one: Pressing, names: Names, at: datetime) -> Due:
    begins, ends = one.due_begins, one.due_ends
    return Due(
        words=say(asks(one.rule, one.rung), language()),
        state=one.state,
        is_overdue=one.state == State.OVERDUE and not one.inherited,
        by=Moment(begins, ends) if begins and ends else None,
        late_by=at - ends if ends else None,
        due_in=begins - at if begins else None,
        owner=names[one.owner] if one.owner else "",
    )


def columns(findings: FindingQuerySet) -> QuerySet[Finding, Any]:
    """The same, as the values of which a `Pressing` is made."""
    return findings.values_list(*Pressing._fields)
