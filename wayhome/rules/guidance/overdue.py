"""Who is told when a duty is late, and how it goes up from there: the local protocol's, since no source sets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wayhome.rules.access import ROLES
from wayhome.rules.facts import AgencyKind
from wayhome.rules.moment import Moment

#: Whoever is on duty at the desk that takes up the agency's reports; of a home or a school, which has none, everybody.
ON_SHIFT = "on_shift"


@dataclass(frozen=True, slots=True)
class Step:
    """A duty that nobody has settled is brought to these roles of its owner, or to ON_SHIFT.

    `after` is counted from when it fell due, and of a pattern from when it was seen; less than nothing is before that.
    """

    after: timedelta
    to: tuple[str, ...]

    def comes(self, due: Moment) -> datetime:
        """Of a limit that is a span: before it begins, and after it ends."""
        return (due.ends if self.after >= timedelta() else due.begins) + self.after

    def of(self, kind: AgencyKind | None) -> tuple[str, ...]:
        """Those that somebody of such an agency may be; all of them where the owner is not stated."""
        return tuple(
            role for role in self.to if role == ON_SHIFT or kind is None or kind in ROLES[role].agency_kinds
        )


#: One after the other, the earliest first.
Steps = tuple[Step, ...]

#: By the rule for which they are agreed.
StepsOfRules = tuple[tuple[str, Steps], ...]


def _step(hours: int, *to: str) -> Step:
    return Step(timedelta(hours=hours), to)


#: Of every duty for which nothing else is agreed.
USUAL: Steps = (
    _step(0, ON_SHIFT),
    _step(4, "coordinator", "registered_manager", "school_safeguarding_lead"),
    _step(24, "team_manager"),
)

#: A return interview has 72 hours, of which 24, 48 and 60 have then passed. Those that are counted in working days
#: are no work of a night's desk; nor is a decision about a pattern, which goes up to those who answer for it, and in
#: the end to the panel. That one was put off twice in the same words is for the panel at once.
USUAL_OF_RULES: StepsOfRules = (
    (
        "england.return_interview",
        (
            _step(-48, "coordinator"),
            _step(-24, "team_manager"),
            _step(-12, "coordinator", "team_manager"),
            _step(0, "coordinator", "team_manager"),
        ),
    ),
    (
        "alert.decision",
        (
            _step(-24, "coordinator", "team_manager"),
            _step(0, "coordinator", "team_manager"),
            _step(72, "safeguarding_lead"),
            _step(168, "panel_chair"),
        ),
    ),
    ("alert.same_reason_again", (_step(0, "panel_chair"),)),
    *(
        (rule, (_step(0, "team_manager"),))
        for rule in (
            "england.host_told_of_placement",
            "england.placement_notices",
            "england.care_review",
            "england.serious_incident_notified",
            "england.rapid_review",
            "wales.placement_plan",
            "local.interview_written_up",
            "local.screened_again",
        )
    ),
)
