"""What starts a clock or meets it: something happened, somebody was told, an age was reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wayhome.rules.ages import eighteenth_birthday
from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import Episode
from wayhome.rules.event import Event, Telling
from wayhome.rules.factors import Factor, agency_for
from wayhome.rules.facts import Agency, AgencyKind, Fact
from wayhome.rules.moment import Moment


@dataclass(frozen=True, slots=True)
class Happened:
    """It happened: an event of this kind, of which `where` holds when it is given."""

    kind: type[Fact]
    where: Callable[[Fact], bool] | None = None

    @property
    def topic(self) -> str:
        return self.kind.__name__

    def found_in(self, episode: Episode, chronology: Chronology) -> list[tuple[Moment, Event]]:
        """When it happened, the first time first."""
        events = episode.by_kind.get(self.kind.__name__, ())
        return [
            (event.happened_at, event) for event in events if self.where is None or self.where(event.fact)
        ]


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody was told that it happened. `accepted`: only with the agency's own reference, or as its own words."""

    kind: type[Fact]
    to: AgencyKind | Factor
    accepted: bool = False

    @property
    def topic(self) -> str:
        to = AgencyKind.AUTHORITY if self.to is Factor.RESPONSIBLE_AUTHORITY else self.to
        return f"{self.kind.__name__} told {to}"

    def found_in(self, episode: Episode, chronology: Chronology) -> list[tuple[Moment, Event]]:
        """When somebody was told, the first time first."""
        events = episode.by_kind.get(self.kind.__name__, ())
        told = [
            (telling.at, event)
            for event in events
            for telling in event.told
            if self._counts(telling, event) and self._is(telling.to, chronology, episode)
        ]
        told.sort(key=lambda pair: pair[0])
        return told

    def _counts(self, telling: Telling, event: Event) -> bool:
        return not self.accepted or telling.reference != "" or telling.to.code == event.of.code

    def _is(self, agency: Agency, chronology: Chronology, episode: Episode) -> bool:
        if isinstance(self.to, AgencyKind):
            return agency.kind is self.to
        owed = agency_for(self.to, chronology, episode)
        # Where nobody has stated which authority is responsible, telling an authority is what could be done.
        return agency.code == owed.code if owed is not None else agency.kind is AgencyKind.AUTHORITY


@dataclass(frozen=True, slots=True)
class SearchEnded:
    """The child was found, recovered, returned or found dead, and has not gone missing again in this episode."""

    topic: str = "Found"

    def found_in(self, episode: Episode, chronology: Chronology) -> list[tuple[Moment, Event]]:
        return [(episode.ended.happened_at, episode.ended)] if episode.ended is not None else []


@dataclass(frozen=True, slots=True)
class Turned18:
    """The child's eighteenth birthday came while the search went on."""

    topic: str = "IdentityStated"

    def found_in(self, episode: Episode, chronology: Chronology) -> list[tuple[Moment, Event]]:
        birthday = eighteenth_birthday(chronology)
        if birthday is None or not episode.opened_by.happened_at.before(birthday):
            return []
        over = episode.ended is not None and episode.ended.happened_at.before(birthday)
        return [] if over else [(birthday, episode.opened_by)]


Trigger = Happened | Told | SearchEnded | Turned18


@dataclass(frozen=True, slots=True)
class Setting:
    """A limit that the partnership's own protocol sets, by its name there."""

    name: str


@dataclass(frozen=True, slots=True)
class SetBy:
    """A limit that the starting event itself sets; None where it set none. `topic` is what a system says it under."""

    read: Callable[[Fact], Moment | None]
    topic: str


def can_be_said(triggers: tuple[Trigger, ...], episode: Episode) -> bool:
    """Could any system that speaks of this episode have said that the duty was met?"""
    return any(system.can_say(trigger.topic) for system in episode.systems for trigger in triggers)
