"""Decisions that patterns asked of people: whether they were answered in time, and with what."""

from __future__ import annotations

from typing import Final

from wayhome.insight.tables.declared import Breakdown, Measure, Ratio, Table, words
from wayhome.insight.tables.sources import DECISIONS
from wayhome.rules.facts import PatternAnswer
from wayhome.rules.guidance.local_patterns import LOCAL
from wayhome.rules.guidance.patterns import PATTERNS

_ANSWERED: Final = (
    ("in_time", "met", "answered in time"),
    ("late", "met_late", "answered after the limit"),
    ("unknown", "unknown", "answered, and nobody can say whether in time, since an hour is not known"),
)
_NOT_ANSWERED: Final = (
    ("overdue", "overdue", "not answered, and the limit has passed"),
    ("due", "due", "not answered, and the limit has not passed"),
    ("fell_away", "not_applicable", "not answered, and the child was found dead"),
)

#: Each number of decisions that others make up, with those.
_PARTED: Final = {
    "asked": ("answered", *(name for name, _, _ in _NOT_ANSWERED)),
    "answered": tuple(name for name, _, _ in _ANSWERED),
}


def _in_state(name: str, state: str, says: str) -> Measure:
    return Measure(name, says, f"count(*) FILTER (WHERE state = '{state}')")


#: Who opened it where no pattern of ours did.
_OWN, _PUT_OFF = "A pattern of the partnership's own", "Put off to that day"

OPENED_BY: Final = Breakdown(
    "pattern",
    "the pattern that asked for it, as the manual calls it; left out where none of it was asked for",
    f"CASE WHEN opened_by IS NULL THEN '{_PUT_OFF}' WHEN opened_by LIKE '{LOCAL}%'"
    f" THEN '{_OWN.replace("'", "''")}' ELSE opened_by END",
    (*(pattern.rule for pattern in PATTERNS), _OWN, _PUT_OFF),
    as_found=True,
)

ANSWER: Final = words(
    "answer",
    "the first answer, which settled it, of those that were answered",
    "answer",
    (
        (PatternAnswer.MARKER_ADDED, "A marker was added"),
        (PatternAnswer.STRATEGY_DISCUSSION, "Strategy discussion"),
        (PatternAnswer.MISSING_MEETING, "Missing meeting"),
        (PatternAnswer.SUPPORT_OFFERED, "Support was offered"),
        (PatternAnswer.PLAN_CHANGED, "The plan was changed"),
        (PatternAnswer.SAFE_EXIT_PLAN, "A plan for a safe exit"),
        (PatternAnswer.COVERED_BY_PANEL, "Covered by a panel"),
        (PatternAnswer.NOT_NOW, "Not now"),
    ),
)

TABLE: Final = Table(
    name="decisions",
    says="Decisions that patterns asked for, by how they stand at the moment of the extract",
    source=DECISIONS,
    needs=("PatternDecided",),
    over="SELECT * FROM decisions WHERE asked_on BETWEEN :begins AND :ends",
    keeps=("child", "state", "answer", "same_reason"),
    measures=(
        Measure("children", "children of whom a decision was asked for", "count(DISTINCT child)"),
        Measure("asked", "decisions asked for", "count(*)"),
        Measure("answered", "of these, those that were answered", "count(answer)"),
        *(_in_state(*one) for one in (*_ANSWERED, *_NOT_ANSWERED)),
        Measure(
            "same_reason",
            "asked for or still open after 'not now' was said twice running in the same words",
            "count(*) FILTER (WHERE same_reason)",
        ),
    ),
    parted=_PARTED,
    ratios=(Ratio("in_time_share", "of all that were asked for, answered in time", "in_time", "asked"),),
    breakdowns=(
        OPENED_BY.of("children", "asked", "answered", *_PARTED["answered"], *_PARTED["asked"][1:]),
        ANSWER.of("answered"),
    ),
)
