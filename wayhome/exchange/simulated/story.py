"""A child's story as it is told: each thing said by an agency, to others, and nothing that lies ahead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from wayhome.exchange.simulated.child import Child
from wayhome.exchange.simulated.drawing import drawing
from wayhome.exchange.simulated.partnership import Partnership
from wayhome.exchange.simulated.words import MEDICATION
from wayhome.rules.event import Event, System, Telling
from wayhome.rules.facts import Agency, Fact
from wayhome.rules.moment import Moment

#: It speaks of everything, like people; its name says in every event that nobody did.
SIMULATED = System("simulated")


class Story:
    """`events` grows as things are said, in no particular order."""

    def __init__(self, child: Child, partnership: Partnership, seed: int) -> None:
        self.child = child
        self.partnership = partnership
        self._seed = seed
        self.chance: Random = drawing(seed, "story", child.number)
        self.medication = drawing(seed, "takes", child.number).choice(MEDICATION)
        self.events: list[Event] = []

    @property
    def key(self) -> str:
        return self.child.person_id

    def drawing(self, *purpose: object) -> Random:
        """Chance of its own for something of this child's, so that the rest stays as it was."""
        return drawing(self._seed, self.child.number, *purpose)

    def key_of(self, what: str) -> str:
        """The key of what is said so of the child."""
        return f"{SIMULATED.name}/{self.key}/{what}"

    def episode(self, number: int) -> str:
        """The key of the event that opens the child's episode of that number."""
        return self.key_of(f"{number}/missing")

    def say(
        self,
        what: str,
        fact: Fact,
        at: datetime | None,
        of: Agency,
        *others: Agency,
        later: Iterable[tuple[Agency, datetime | None]] = (),
    ) -> None:
        """Says it at once to the agency itself and within the half hour to the others; nothing with `at` None.

        `later` are told at a time of their own, None: never.
        """
        if at is not None:
            at = at.replace(second=0, microsecond=0)  # as people write down times
            soon = at + timedelta(minutes=self.chance.randrange(4, 30))
            told = {of.code: (of, at), **{other.code: (other, soon) for other in others if other != of}}
            for other, when in later:
                if when is not None:
                    told[other.code] = other, when.replace(second=0, microsecond=0)
            self.tell(what, fact, at, of, [Telling(to, Moment.at(when)) for to, when in told.values()])

    def tell(self, what: str, fact: Fact, at: datetime, of: Agency, told: Iterable[Telling]) -> None:
        """`what` ends the event's key. What has not happened, or nobody has been told, is not there yet."""
        now = self.partnership.now
        so_far = tuple(telling for telling in told if telling.at.begins <= now)
        if at <= now and so_far:
            self.events.append(
                Event(
                    child=self.key,
                    key=self.key_of(what),
                    fact=fact,
                    happened_at=Moment.at(at),
                    of=of,
                    told=so_far,
                    system=SIMULATED,
                )
            )
