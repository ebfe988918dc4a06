"""A screening tool of scales: for each part of the child's life, which of a few sentences comes nearest."""

from __future__ import annotations

from wayhome.rules.finding import Source
from wayhome.rules.guidance.instruments.answers import scale, yes_or_no
from wayhome.rules.guidance.instruments.instrument import Automatic, Band, Domain, Hint, Instrument, Level
from wayhome.rules.guidance.patterns import (
    FROM_SCHOOL_AGAIN,
    MISSING_AGAIN_SOON,
    MORE_AND_MORE,
    REPEAT_MISSING,
    SELF_HARM_MARKED,
    SHORT_ABSENCES,
)

_PRINTED = Source(
    title="Child sexual exploitation screening tool in scales (a local board's, as reprinted)",
    dated="as read in November 2026",
    paragraph="missing 0 to 5, education 0 to 4, substances 0 to 4, emotional health 0 to 4, in our own words; the"
    " last degree of emotional health and the scales after it could not be read",
    url="https://docest.com/doc/665459/cse-screening-tool",
    checked=True,
)

_DISCLOSED = Source(
    title=_PRINTED.title,
    dated=_PRINTED.dated,
    paragraph="a child who says that it happened is graded high, whatever the scales say; police and children's social"
    " care are told",
    url=_PRINTED.url,
    checked=True,
)

_OURS = Source(
    title="Thresholds of this project's own for those scales",
    dated="November 2026",
    paragraph="what a total means was not found in print",
)

SCALES = Instrument(
    code="scales",
    version=1,
    domains=(
        Domain("said", (yes_or_no("disclosed", 0),)),
        Domain(
            "life",
            (
                scale(
                    "missing",
                    5,
                    Hint(MISSING_AGAIN_SOON, "2"),
                    Hint(REPEAT_MISSING, "3"),
                    Hint(SHORT_ABSENCES, "3"),
                    Hint(MORE_AND_MORE, "4", "longer"),
                ),
                scale("education", 4, Hint(FROM_SCHOOL_AGAIN, "1")),
                scale("substances", 4),
                scale("emotional_health", 4, Hint(SELF_HARM_MARKED, "3")),
            ),
        ),
    ),
    bands=(
        Band("none_seen", 0, Level.NONE),
        Band("low", 1, Level.EMERGING),
        Band("medium", 6, Level.MODERATE),
        Band("high", 11, Level.SIGNIFICANT),
    ),
    automatic=(
        Automatic(
            code="disclosed",
            answers=frozenset({"disclosed.yes"}),
            band="high",
            source=_DISCLOSED,
        ),
    ),
    source=_PRINTED,
    thresholds=_OURS,
)
