"""Significant incidents, as Surrey's screening tool lists them: one that is known to have happened is referred now."""

from __future__ import annotations

from dataclasses import replace

from wayhome.rules.finding import Source
from wayhome.rules.guidance.instruments.answers import POSSIBLE, YES, or_possible
from wayhome.rules.guidance.instruments.instrument import Automatic, Band, Domain, Hint, Instrument, Level
from wayhome.rules.guidance.patterns import OUT_OF_AREA, SAME_CONTACT_AGAIN

_PRINTED = Source(
    title="Child sexual exploitation screening tool (Surrey Safeguarding Children Board): significant incidents",
    dated="as read in November 2026",
    paragraph="a list of incidents, in our own words; its later sections were not read",
    url="https://studylib.net/doc/6983671/multi-agency-screening-tool",
    checked=True,
)

_REFERRED = replace(
    _PRINTED,
    paragraph="if any is known to have happened, and police or social care may not know, the child is referred",
)

_OURS = Source(
    title="Reading of this project's own of what is only possible in that list",
    dated="November 2026",
    paragraph="the list asks what is known to have happened; what may have happened is to be cleared up",
)

_INCIDENTS = Domain(
    "incidents",
    (
        or_possible("under_13", 1),
        or_possible("vehicles", 1, Hint(SAME_CONTACT_AGAIN, POSSIBLE, "vehicle")),
        or_possible("exchanged", 1),
        or_possible("known_places", 1),
        or_possible("rewarded_for_others", 1),
        or_possible("retracted", 1),
        or_possible("unknown_towns", 1, Hint(OUT_OF_AREA, POSSIBLE)),
        or_possible("clubs_or_hotels", 1),
        or_possible("held", 1),
        or_possible("night_economy", 1),
    ),
)

INCIDENTS = Instrument(
    code="incidents",
    version=1,
    domains=(_INCIDENTS,),
    bands=(
        Band("none_known", 0, Level.NONE),
        Band("clear_up", 1, Level.EMERGING),
        Band("refer_now", None, Level.SIGNIFICANT),
    ),
    automatic=(
        Automatic(
            code="happened",
            answers=frozenset(f"{question.code}.{YES}" for question in _INCIDENTS.questions),
            band="refer_now",
            source=_REFERRED,
        ),
    ),
    source=_PRINTED,
    thresholds=_OURS,
)
