"""Is somebody still to be told? Asked when a notice is sent, by their role, their shift and their ties of then."""

from __future__ import annotations

from datetime import datetime

from wayhome.cases.worklist import escalation, overdue
from wayhome.cases.worklist.escalation import Reason
from wayhome.cases.worklist.models import Notice
from wayhome.rules.access import Act, may

#: What whoever is told can do about it, where it is about no child and no desk.
ANSWERED_BY = {Reason.OPENED: Act.REVIEW_OPENING, Reason.DROP_LEFT: Act.WATCH_FILES}


def is_still_told(notice: Notice, at: datetime) -> bool:
    """Would it be made for this person now? `notice.to` must be read anew."""
    if not notice.to.is_active:
        return False
    if notice.child_id is not None:
        return notice.to in overdue.told_of(notice, at)
    if notice.report_id is not None:
        return notice.to in _called(notice, at)
    if notice.reason == Reason.NOBODY_ON_SHIFT:
        desk = notice.desk_id or 0
        return notice.to in escalation.answerable(escalation.people_of([desk])[desk])
    act = ANSWERED_BY.get(Reason(notice.reason))
    return act is None or bool(may(notice.to.role, act))


def _called(notice: Notice, at: datetime) -> list[object]:
    assert notice.report is not None
    about = escalation.reports().filter(rule=notice.rule, episode=notice.report.key, owner=notice.desk_id)
    return [call.to for call in escalation.calls(escalation.waiting(about, at), at)]
