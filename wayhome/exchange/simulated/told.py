"""What a child tells at a return interview, in the codes of the form, and what they came back with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from random import Random
from typing import Final, TypedDict

from wayhome.exchange.simulated.child import Incident, Truth
from wayhome.exchange.simulated.drawing import weighted
from wayhome.exchange.simulated.story import Story
from wayhome.rules.event import Telling
from wayhome.rules.facts import CameBackWith, Danger, Item, Pull, Push
from wayhome.rules.moment import Moment

#: How often each is what a child names first. Nothing that was read counts them.
PUSHED: Final = {
    Push.CONFLICT: 0.3,
    Push.NOT_HEARD: 0.2,
    Push.LONELINESS: 0.12,
    Push.SCHOOL: 0.1,
    Push.BULLYING: 0.08,
    Push.DRINK_OR_DRUGS_AROUND: 0.06,
    Push.DOMESTIC_ABUSE: 0.04,
    Push.HARM: 0.03,
    Push.FORCED_TO_LEAVE: 0.02,
    Push.OTHER: 0.05,
}
PULLED: Final = {
    Pull.FRIENDS: 0.4,
    Pull.FAMILY: 0.25,
    Pull.PARTIES: 0.1,
    Pull.WHAT_OTHERS_DO: 0.1,
    Pull.PARTNER: 0.08,
    Pull.OTHER: 0.07,
}

#: What children who are exploited may tell of it, and come back with.
SEXUALLY: Final = (Danger.GROOMING, Danger.SEXUAL_EXPLOITATION)
CRIMINALLY: Final = (Danger.CRIMINAL_EXPLOITATION, Danger.VIOLENCE)
GIVEN: Final = (Item.PHONE, Item.CLOTHES)
CARRIED: Final = (Item.MONEY, Item.TICKETS, Item.PHONE, Item.DRUGS)

#: So often a child who is exploited tells of it, or comes back with something; so often it is then explained.
TELLS, BRINGS, EXPLAINED = 0.35, 0.25, 0.3
EXPLANATION: Final = "A present from an aunt, who says so too."


class Told(TypedDict):
    """As an interview holds it."""

    push: tuple[Push, ...]
    pull: tuple[Pull, ...]
    dangers: tuple[Danger, ...]


def told_of(story: Story, incident: Incident) -> Told:
    """What the child told of this time; many name one reason, and some none."""
    chance = story.drawing("told", incident.number)
    return Told(
        push=_one(chance, PUSHED), pull=_one(chance, PULLED), dangers=_dangers(story.child.truth, chance)
    )


def tell_came_back(story: Story, incident: Incident, found: datetime) -> None:
    """What whoever found the child saw on them; nothing most times."""
    chance, truth = story.drawing("came back", incident.number), story.child.truth
    could = (*(GIVEN if truth.sexually_exploited else ()), *(CARRIED if truth.criminally_exploited else ()))
    if not could or chance.random() >= BRINGS:
        return
    explained = True if chance.random() < EXPLAINED else None
    fact = CameBackWith(
        episode=story.episode(incident.number),
        items=(chance.choice(could),),
        explained=explained,
        explanation=EXPLANATION if explained else "",
    )
    at = found.replace(second=0, microsecond=0)
    told = [Telling(agency, Moment.at(at)) for agency in (story.child.force, story.child.authority)]
    story.tell(f"{incident.number}/came-back", fact, at, story.child.force, told)


def _one[Code: StrEnum](chance: Random, of: Mapping[Code, float]) -> tuple[Code, ...]:
    return (weighted(chance, of),) if chance.random() < 0.75 else ()


def _dangers(truth: Truth, chance: Random) -> tuple[Danger, ...]:
    could = (
        *(SEXUALLY if truth.sexually_exploited else ()),
        *(CRIMINALLY if truth.criminally_exploited else ()),
    )
    return (chance.choice(could),) if could and chance.random() < TELLS else ()
