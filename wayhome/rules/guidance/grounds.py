"""Why something may be withheld from the person it is about, who asks for their own record: for a reviewer to judge."""

from __future__ import annotations

from dataclasses import dataclass, fields

from wayhome.rules.facts import Fact, Part
from wayhome.rules.finding import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """It marks the words of these parts; whether it holds of them nobody but a person can say."""

    ground: str
    parts: frozenset[Part]
    source: Source


_ACT = "Data Protection Act 2018"

GROUNDS = (
    Ground(
        ground="third_party",
        parts=frozenset({Part.CONTACTS, Part.PERSON_REPORTING}),
        source=Source(
            title=_ACT,
            dated="2018",
            paragraph="schedule 2 part 3, the rights of others; as in Gloucestershire's list of exemptions",
            url="https://www.legislation.gov.uk/ukpga/2018/12/schedule/2",
        ),
    ),
    Ground(
        ground="health",
        parts=frozenset({Part.HEALTH}),
        source=Source(
            title=_ACT,
            dated="2018, as enacted",
            paragraph="schedule 3 paragraph 2(2), the serious harm test for data concerning health",
            url="https://www.legislation.gov.uk/ukpga/2018/12/schedule/3",
            checked=True,
        ),
    ),
    Ground(
        ground="harm",
        parts=frozenset({Part.LOCATION, Part.INTERVIEW}),
        source=Source(
            title=_ACT,
            dated="2018, as in force in December 2019",
            paragraph="schedule 3 paragraph 7(2), the serious harm test for social work data",
            url="https://www.legislation.gov.uk/ukpga/2018/12/schedule/3",
            checked=True,
        ),
    ),
)

_OF_PARTS = {part: ground for ground in GROUNDS for part in ground.parts}


def grounds_of(fact: Fact) -> dict[str, Ground]:
    """By field, of each that is marked."""
    parts = {field.name: field.metadata.get("part") for field in fields(fact)}
    return {name: _OF_PARTS[part] for name, part in parts.items() if part in _OF_PARTS}
