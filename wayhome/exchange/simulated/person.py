"""Who a simulated child is: name and age, where the child lives, and what nobody has written down."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from wayhome.exchange.simulated.child import Care, Child, Pattern, Truth
from wayhome.exchange.simulated.drawing import weighted
from wayhome.exchange.simulated.marking import Marking
from wayhome.exchange.simulated.names import named
from wayhome.exchange.simulated.partnership import Partnership
from wayhome.rules.facts import PlacementKind

#: By whether the child is in care.
PATTERNS = {
    True: {Pattern.ONCE: 0.19, Pattern.OCCASIONAL: 0.58, Pattern.CHRONIC: 0.23},
    False: {Pattern.ONCE: 0.455, Pattern.OCCASIONAL: 0.525, Pattern.CHRONIC: 0.02},
}

ETHNICITIES = {
    "White British": 47,
    "White Other": 5,
    "Black African": 6,
    "Black Caribbean": 3.5,
    "Asian": 3.5,
    "Mixed": 3,
    "Other": 1,
    "": 31,  # not asked or not recorded: in three incidents of ten, as published
}
PLACEMENTS = {
    PlacementKind.CHILDRENS_HOME: 0.48,
    PlacementKind.FOSTER_HOME: 0.3,
    PlacementKind.SUPPORTED_ACCOMMODATION: 0.22,
}
OWN_HOME = 0.3
"""Of children in children's homes, those in one of the partnership's own two."""

AWAY_FROM_OWN_NATION = 0.25
"""Of those, children of the other nation's authority."""

GROUPS = 8
"""Groups of people by whom several of the children are exploited."""


def person(
    partnership: Partnership,
    number: int,
    chance: Random,
    *,
    authority: str,
    care: Care | None,
    age: int,
    at: datetime,
) -> Child:
    """A child of that age at `at`, of whom nothing has happened yet."""
    sex = weighted(chance, {"M": 50.5, "F": 48.5, "U": 1})
    name = named(sex, chance)
    host = care.host.code if care else authority
    force = partnership.force_of(host)
    return Child(
        number=number,
        person_id=f"{force.code[-1]}{100_000 + number}",
        forename=name.forename,
        surname=name.surname,
        born=_birthday(age, at, chance),
        sex=sex,
        ethnicity=weighted(chance, ETHNICITIES),
        postcode=_postcode(partnership.by_code[host].postcodes, chance),
        authority=partnership[authority],
        force=force,
        truth=Truth(pattern=Pattern.ONCE),
        care=care,
    )


def in_care_of(partnership: Partnership, authority: str, chance: Random) -> Care:
    """A placement: most in the authority's own area, some children's homes in the other nation."""
    placement = weighted(chance, PLACEMENTS)
    if placement is PlacementKind.CHILDRENS_HOME and chance.random() < OWN_HOME:
        welsh = (authority == "SIM-W1") is not (chance.random() < AWAY_FROM_OWN_NATION)
        return in_home(partnership, "SIM-HOME-W" if welsh else "SIM-HOME-E")
    return Care(placement=placement, host=partnership[authority])


def in_home(partnership: Partnership, home: str) -> Care:
    return Care(
        placement=PlacementKind.CHILDRENS_HOME, host=partnership.host_of(home), home=partnership[home]
    )


def truth(in_care: bool, sex: str, marking: Marking, chance: Random) -> Truth:
    pattern = weighted(chance, PATTERNS[in_care])
    often = {Pattern.ONCE: 0.4, Pattern.OCCASIONAL: 1, Pattern.CHRONIC: 2}[pattern]
    sexually = chance.random() < often * marking.exploited[sex]
    criminally = chance.random() < often * (0.04 if sex == "F" else 0.1)
    in_group = (sexually or criminally) and chance.random() < 0.5
    return Truth(
        pattern=pattern,
        sexually_exploited=sexually,
        criminally_exploited=criminally,
        marked=marking.marked[sex],
        group=chance.randrange(GROUPS) if in_group else None,
    )


def _birthday(age: int, at: datetime, chance: Random) -> date:
    """Of a child who has been `age` for some days at `at`; never 29 February, which has no eighteenth."""
    born = at.date() - timedelta(days=round(age * 365.25) + chance.randrange(2, 360))
    return born.replace(day=min(born.day, 28))


def _postcode(outward: str, chance: Random) -> str:
    letters = "".join(chance.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
    return f"{outward} {chance.randrange(1, 10)}{letters}"
