"""What children tell at return interviews, of why they went and in what danger: in the codes of the form.

Nothing is concluded from silence. What nobody told, or wrote down, is not stated, and stays in every whole.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from wayhome.insight.tables.by import SEX
from wayhome.insight.tables.declared import Breakdown, Measure, Ratio, Table, words
from wayhome.insight.tables.sources import REASONS
from wayhome.rules.facts import Danger, Pull, Push
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

#: No file has a place for it, and no profile says that it speaks of it: it comes of the record alone.
WHAT_WAS_TOLD: Final = "InterviewHeld what was told"

_SEVERAL: Final = "as the child told it; who named several things counts in each"


def _told(name: str, says: str, codes: type[StrEnum]) -> Breakdown:
    """By what was told, in the words of the form."""
    each = [(code.value, say(Sentence(f"facts.{codes.__name__}.{code.value}"))) for code in codes]
    return words(name, f"{says}, {_SEVERAL}", name, each).of("children", "interviews")


def _named(what: str) -> str:
    return f"SELECT child, number, code AS {what} FROM told WHERE what = '{what}'"  # nosec B608 - a word of ours


TABLE: Final = Table(
    name="reasons",
    says="What children told at return interviews: why they went, and in what danger",
    source=REASONS,
    needs=("InterviewHeld", WHAT_WAS_TOLD),
    over=f"""
        SELECT held.*, push, pull, danger,
            CAST(held.child AS VARCHAR) || '/' || CAST(held.number AS VARCHAR) AS incident
        FROM (
            SELECT episodes.child, episodes.number, children.sex
            FROM episodes JOIN children USING (child) JOIN interviews USING (child, number)
            WHERE began_on BETWEEN :begins AND :ends AND held_at IS NOT NULL
        ) AS held
        LEFT JOIN ({_named("push")}) AS pushed USING (child, number)
        LEFT JOIN ({_named("pull")}) AS pulled USING (child, number)
        LEFT JOIN ({_named("danger")}) AS feared USING (child, number)
    """,  # nosec B608
    keeps=("child", "incident", "push", "pull", "danger"),
    measures=(
        Measure(
            "children",
            "children with whom an interview was held about an incident that began in the period",
            "count(DISTINCT child)",
        ),
        Measure(
            "interviews",
            "these incidents; an interview that is about several counts for each",
            "count(DISTINCT incident)",
        ),
        Measure(
            "told",
            "of these, those of which anything is written down that the child told",
            "count(DISTINCT incident) FILTER (WHERE coalesce(push, pull, danger) IS NOT NULL)",
        ),
    ),
    ratios=(Ratio("told_share", "of all interviews, those of which anything is", "told", "interviews"),),
    breakdowns=(
        _told("push", "what drove the child away", Push),
        _told("pull", "what or whom the child went to", Pull),
        _told("danger", "what the child was in danger of, or met", Danger),
        SEX.of("children", "interviews", "told"),
    ),
)
