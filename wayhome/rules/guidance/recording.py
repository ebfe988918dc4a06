"""What an agency of each kind is expected to record here. How much of nothing is a gap is the protocol's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wayhome.rules.facts import (
    KINDS,
    AgencyKind,
    CarerAccount,
    InterviewAnswered,
    InterviewHeld,
    InterviewOffered,
    Missing,
    NotDone,
    OfEpisode,
    OfEpisodes,
)
from wayhome.rules.finding import Source

_LOCAL_RECORDING = Source(
    title="Local protocol for children missing from home or care, default: an agency that records nothing",
    dated="agreed locally",
    paragraph="default of this project's own; no published threshold is known",
)

_LOCAL_LATENESS = Source(
    title="Local protocol for children missing from home or care, default: an agency that is late every time",
    dated="agreed locally",
    paragraph="default of this project's own; no published threshold is known. By when each duty is due says its own"
    " source",
)

#: Anything that is said of a missing episode, from the report to its end.
OF_AN_EPISODE = tuple(
    name for name, kind in KINDS.items() if issubclass(kind, Missing | OfEpisode | OfEpisodes)
)

#: That it was offered, how that was answered, that it was held, or why not.
OF_AN_INTERVIEW = tuple(
    kind.__name__ for kind in (InterviewOffered, InterviewAnswered, InterviewHeld, CarerAccount, NotDone)
)

#: With which the rule of every finding about an agency begins.
RECORDING = "recording."

MISSING_CHILDREN, RETURN_INTERVIEWS = "recording.missing_children", "recording.return_interviews"

#: Of a duty that this agency meets late, or not, every time.
LATE = "recording.late"


@dataclass(frozen=True, slots=True)
class Expected:
    """`says` are kinds of fact, any of which is such a record. `handed_to`: agencies of this kind do it for it, so that
    what they record of its children counts as well.
    """

    rule: str
    of: AgencyKind
    says: tuple[str, ...]
    handed_to: AgencyKind | None = None


EXPECTED = (
    Expected(MISSING_CHILDREN, AgencyKind.POLICE, OF_AN_EPISODE),
    Expected(MISSING_CHILDREN, AgencyKind.AUTHORITY, OF_AN_EPISODE),
    Expected(MISSING_CHILDREN, AgencyKind.CHILDRENS_HOME, OF_AN_EPISODE),
    Expected(RETURN_INTERVIEWS, AgencyKind.AUTHORITY, OF_AN_INTERVIEW, AgencyKind.INTERVIEW_PROVIDER),
    Expected(RETURN_INTERVIEWS, AgencyKind.INTERVIEW_PROVIDER, OF_AN_INTERVIEW),
)

SOURCES: Mapping[str, Source] = {
    MISSING_CHILDREN: _LOCAL_RECORDING,
    RETURN_INTERVIEWS: _LOCAL_RECORDING,
    LATE: _LOCAL_LATENESS,
}
