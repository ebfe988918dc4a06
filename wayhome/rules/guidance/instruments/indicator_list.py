"""The list of indicators that Catch22 and regional boards printed: yes, no or possible, each weighed as low, medium or
high.
"""

from __future__ import annotations

from wayhome.rules.finding import Source
from wayhome.rules.guidance.instruments.answers import POSSIBLE, YES, or_possible
from wayhome.rules.guidance.instruments.instrument import Automatic, Band, Domain, Hint, Instrument, Level
from wayhome.rules.guidance.patterns import FROM_SCHOOL_AGAIN, SAME_CONTACT_AGAIN, SELF_HARM_MARKED

_LOW, _MEDIUM, _HIGH = 1, 2, 3

_PRINTED = Source(
    title="Child sexual exploitation screening tool for children aged 10 and over (Catch22 and regional boards)",
    dated="as reprinted in October 2016, and read in November 2026",
    paragraph="yes, no or possible; low counts 1, medium 2, high 3; a total by domain; what is felt is told apart from"
    " what is known. A selection, in our own words, with the levels printed at"
    " docsbay.net/cse-risk-assessment-tool; of the third domain what could be read",
    url="http://ininet.org/child-sexual-exploitation.html?page=3",
    checked=True,
)

_YOUNG = Source(
    title="Teeswide child sexual exploitation risk assessment tool",
    dated="as read in November 2026",
    paragraph="aged 13 or under: any one high factor is a potential indicator, and the child is referred; that this"
    " makes the whole of it high is our reading",
    url="https://docsbay.net/teeswide-child-sexual-exploitation-risk-assessment-tool",
    checked=True,
)

_OURS = Source(
    title="Thresholds of this project's own for that list",
    dated="November 2026",
    paragraph="what a total means, and that a possible weighs as much as a yes, was not found in print",
)

_HEALTH = Domain(
    "health",
    (
        or_possible("injuries", _HIGH),
        or_possible("infections", _HIGH),
        or_possible("pregnancy", _HIGH),
        or_possible("self_harm", _MEDIUM, Hint(SELF_HARM_MARKED, POSSIBLE)),
        or_possible("suicide", _MEDIUM, Hint(SELF_HARM_MARKED, POSSIBLE)),
        or_possible("eating", _MEDIUM),
        or_possible("substances", _MEDIUM),
        or_possible("appearance", _MEDIUM),
        or_possible("learning_disability", _MEDIUM),
    ),
)

_BEHAVIOUR = Domain(
    "behaviour",
    (
        or_possible("harmful_sexual_behaviour", _HIGH),
        or_possible("education", _MEDIUM, Hint(FROM_SCHOOL_AGAIN, YES)),
        or_possible("moods", _MEDIUM),
        or_possible("aggression", _MEDIUM),
        or_possible("withdrawn", _MEDIUM),
        or_possible("secretive", _MEDIUM),
        or_possible("self_esteem", _MEDIUM),
        or_possible("offences", _MEDIUM),
        or_possible("at_odds_with_family", _MEDIUM),
        or_possible("petty_crime", _LOW),
    ),
)

_GROOMING = Domain(
    "grooming",
    (
        or_possible("vehicles", _HIGH, Hint(SAME_CONTACT_AGAIN, POSSIBLE, "vehicle")),
        or_possible("phones", _HIGH, Hint(SAME_CONTACT_AGAIN, POSSIBLE, "phone")),
        or_possible("known_places", _HIGH),
    ),
)

_DOMAINS = (_HEALTH, _BEHAVIOUR, _GROOMING)

INDICATOR_LIST = Instrument(
    code="indicator_list",
    version=1,
    domains=_DOMAINS,
    bands=(
        Band("none_seen", 0, Level.NONE),
        Band("low", 1, Level.EMERGING),
        Band("medium", 6, Level.MODERATE),
        Band("high", 12, Level.SIGNIFICANT),
    ),
    automatic=(
        Automatic(
            code="young",
            answers=frozenset(
                answer for domain in _DOMAINS for answer, weight in domain.weights.items() if weight == _HIGH
            ),
            band="high",
            until_age=13,
            source=_YOUNG,
        ),
    ),
    source=_PRINTED,
    thresholds=_OURS,
)
