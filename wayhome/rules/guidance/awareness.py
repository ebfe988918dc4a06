"""What everybody should know of children who go missing, each line with the text that it rests on.

The words are ours, in `ui/sentences/<language>/awareness.toml`. A line that no text can be named for has no place here.
"""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.rules.finding import Source
from wayhome.rules.guidance.definitions import DEFINITIONS, Term
from wayhome.rules.guidance.patterns import MISSING_AGAIN_SOON, SHORT_ABSENCES, TRAFFICKED_MISSING
from wayhome.rules.guidance.sources import (
    DFE_2014_CARERS,
    DFE_2014_INTERVIEWS,
    IICSA_INTERVIEWS_WALES,
    IICSA_PREVENTION,
    LOCAL_REPORTING,
)
from wayhome.rules.sentence import Sentence

_IICSA_MISSING = Source(
    title="Child sexual exploitation by organised networks, investigation report (IICSA): children who go missing",
    dated="February 2022",
    paragraph="G.1 paragraph 1: a cause and a consequence; paragraph 4: 36 times, as The Times reported it",
    url="https://www.iicsa.org.uk/",
    checked=True,
)

_INFORMATION_SHARING = Source(
    title="Information sharing: advice for practitioners providing safeguarding services (Department for Education)",
    dated="updated 19 April 2024; not statutory",
    paragraph="rules 1 to 7",
    url="https://www.gov.uk/",
    checked=True,
)

_REPORTING_WALES = Source(
    title="Toolkit for Wales (Missing People): guidance on reporting a child missing from care",
    dated="as read in November 2026",
    paragraph="carers try to find the child, and report at once where they are concerned for safety",
    url="https://www.missingpeople.org.uk/",
    checked=True,
)

_SIGNS = Source(
    title="Criminal exploitation of children and vulnerable adults: county lines (Home Office)",
    dated="updated 20 October 2023",
    paragraph="signs that are widely listed; the list itself was not read",
)

_EXPLOITATION = next(one.source for one in DEFINITIONS if one.term is Term.CCE)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to know. `key` is of its words, within the page's."""

    key: str
    source: Source

    @property
    def sentence(self) -> Sentence:
        return Sentence(f"awareness.{self.key}")


PRACTITIONERS = (
    Point("practitioners.cause_and_consequence", _IICSA_MISSING),
    Point("practitioners.a_few_hours", SHORT_ABSENCES.source),
    Point("practitioners.however_often", _IICSA_MISSING),
    Point("practitioners.four_weeks", MISSING_AGAIN_SOON.source),
    Point("practitioners.referred", TRAFFICKED_MISSING.source),
    Point("practitioners.shared", _INFORMATION_SHARING),
    Point("practitioners.interview_england", DFE_2014_INTERVIEWS),
    Point("practitioners.interview_wales", IICSA_INTERVIEWS_WALES),
)

CARERS = (
    Point("carers.at_once", LOCAL_REPORTING),
    Point("carers.meanwhile", _REPORTING_WALES),
    Point("carers.nobodys_fault", _EXPLOITATION),
    Point("carers.signs", _SIGNS),
    Point("carers.police", IICSA_PREVENTION),
    Point("carers.interview", DFE_2014_INTERVIEWS),
    Point("carers.asked", DFE_2014_CARERS),
)
