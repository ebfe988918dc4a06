"""After the Sexual Exploitation Risk Assessment Framework (SERAF), used throughout Wales and by boards in England: what
was lately so weighs five times what was so before.
"""

from __future__ import annotations

from wayhome.rules.finding import Source
from wayhome.rules.guidance.instruments.answers import NO, YES, yes_or_no
from wayhome.rules.guidance.instruments.instrument import (
    Answer,
    Band,
    Domain,
    Hint,
    Instrument,
    Level,
    Question,
)
from wayhome.rules.guidance.patterns import (
    FROM_SCHOOL_AGAIN,
    OVERNIGHT_YOUNG,
    SAME_CONTACT_AGAIN,
    SELF_HARM_MARKED,
    SHORT_ABSENCES,
)

RECENT, EARLIER, BOTH = "recent", "earlier", "both"

_SCORED = Source(
    title="Sexual Exploitation Risk Assessment Framework (Barnardo's Cymru): scoring guidance, Hampshire",
    dated="as read in November 2026",
    paragraph="a vulnerability or moderate indicator counts 1; a significant one 5 in the last six months, 1 in the six"
    " before, 6 in both. In our own words; the significant indicators as in the lists that boards made after it, since"
    " those of the framework itself could not be read whole",
    url="https://paperzz.com/doc/7076051/",
    checked=True,
)

_CATEGORIES = Source(
    title="Sexual Exploitation Risk Assessment Framework: the four categories, South Gloucestershire",
    dated="as read in November 2026",
    paragraph="0 to 5, 6 to 10, 11 to 15, 16 and more",
    url="https://edocs.southglos.gov.uk/cse/pages/interventions/",
    checked=True,
)


def _when(code: str, *hints: Hint) -> Question:
    return Question(code, (Answer(NO, 0), Answer(EARLIER, 1), Answer(RECENT, 5), Answer(BOTH, 6)), hints)


SERAF = Instrument(
    code="seraf",
    version=1,
    domains=(
        Domain(
            "vulnerabilities",
            tuple(
                yes_or_no(code, 1)
                for code in (
                    "emotional_neglect",
                    "physical_abuse",
                    "sexual_abuse",
                    "family_breakdown",
                    "domestic_abuse",
                    "substances_in_family",
                    "mental_health_in_family",
                    "self_esteem",
                    "accommodation",
                    "isolated",
                    "no_trusted_adult",
                )
            ),
        ),
        Domain(
            "moderate",
            (
                yes_or_no("out_late", 1, Hint(SHORT_ABSENCES, YES)),
                yes_or_no("callers", 1),
                yes_or_no("phones", 1, Hint(SAME_CONTACT_AGAIN, YES, "phone")),
                yes_or_no("despair", 1, Hint(SELF_HARM_MARKED, YES)),
                yes_or_no("education", 1, Hint(FROM_SCHOOL_AGAIN, YES)),
                yes_or_no("retracted", 1),
                yes_or_no("infections", 1),
                yes_or_no("exploited_friends", 1),
                yes_or_no("drugs", 1),
                yes_or_no("alcohol", 1),
                yes_or_no("internet", 1, Hint(SAME_CONTACT_AGAIN, YES, "handle")),
                yes_or_no("out_of_touch", 1),
            ),
        ),
        Domain(
            "significant",
            (
                _when("missing_overnight", Hint(OVERNIGHT_YOUNG, RECENT)),
                _when("controlling_adult"),
                _when("vehicles", Hint(SAME_CONTACT_AGAIN, RECENT, "vehicle")),
                _when("unexplained_things"),
                _when("known_places"),
            ),
        ),
    ),
    bands=(
        Band("category_1", 0, Level.NONE),
        Band("category_2", 6, Level.EMERGING),
        Band("category_3", 11, Level.MODERATE),
        Band("category_4", 16, Level.SIGNIFICANT),
    ),
    source=_SCORED,
    thresholds=_CATEGORIES,
)
