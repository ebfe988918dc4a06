"""What starts a clock or meets it: something happened, somebody was told, an age was reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wayhome.rules.ages import eighteenth_birthday
from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event, System, Telling
from wayhome.rules.factors import Factor, Stretch, agency_for
from wayhome.rules.facts import Agency, AgencyKind, Fact, Notice, NoticeGiven
from wayhome.rules.moment import Moment


@dataclass(frozen=True, slots=True)
class Happened:
    """It happened: an event of this kind, of which `where` holds when it is given."""

    kind: type[Fact]
    where: Callable[[Fact], bool] | None = None

    @property
    def topic(self) -> str:
        return self.kind.__name__

    def found_in(self, stretch: Stretch, chronology: Chronology) -> list[tuple[Moment, Event]]:
        """When it happened, the first time first."""
        events = stretch.by_kind.get(self.kind.__name__, ())
        return [
            (event.happened_at, event) for event in events if self.where is None or self.where(event.fact)
        ]


@dataclass(frozen=True, slots=True)
class Noticed:
    """Somebody outside was told of it, or did what is written down as such a notice."""

    notice: Notice
    topic: str = "NoticeGiven"

    def found_in(self, stretch: Stretch, chronology: Chronology) -> list[tuple[Moment, Event]]:
        events = stretch.by_kind.get("NoticeGiven", ())
        return [
            (event.happened_at, event)
            for event in events
            if isinstance(event.fact, NoticeGiven) and event.fact.notice is self.notice
        ]


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody was told that it happened. `accepted`: only with the agency's own reference, or as its own words.
    `where`: only if it holds of what they were told.
    """

    kind: type[Fact]
    to: AgencyKind | Factor
    accepted: bool = False
    where: Callable[[Fact], bool] | None = None

    @property
    def topic(self) -> str:
        to = AgencyKind.AUTHORITY if self.to is Factor.RESPONSIBLE_AUTHORITY else self.to
        return f"{self.kind.__name__} told {to}"

    def found_in(self, stretch: Stretch, chronology: Chronology) -> list[tuple[Moment, Event]]:
        """When somebody was told, the first time first."""
        events = stretch.by_kind.get(self.kind.__name__)
        if not events:
            return []
        told = [
            (telling.at, event)
            for event in events
            if self.where is None or self.where(event.fact)
            for telling in event.told
            if self._counts(telling, event) and self._is(telling.to, chronology, stretch)
        ]
        return _in_order(told)

    def _counts(self, telling: Telling, event: Event) -> bool:
        return not self.accepted or telling.reference != "" or telling.to.code == event.of.code

    def _is(self, agency: Agency, chronology: Chronology, stretch: Stretch) -> bool:
        if isinstance(self.to, AgencyKind):
            return agency.kind is self.to
        owed = agency_for(self.to, chronology, stretch)
        # Where nobody has stated which authority is responsible, telling an authority is what could be done.
        return agency.code == owed.code if owed is not None else agency.kind is AgencyKind.AUTHORITY


@dataclass(frozen=True, slots=True)
class SearchEnded:
    """The child was found, recovered, returned or found dead, and has not gone missing again in this episode."""

    topic: str = "Found"

    def found_in(self, stretch: Stretch, chronology: Chronology) -> list[tuple[Moment, Event]]:
        return [(stretch.ended.happened_at, stretch.ended)] if stretch.ended is not None else []


@dataclass(frozen=True, slots=True)
class Turned18:
    """The child's eighteenth birthday came while the search went on."""

    topic: str = "IdentityStated"

    def found_in(self, stretch: Stretch, chronology: Chronology) -> list[tuple[Moment, Event]]:
        birthday = eighteenth_birthday(chronology)
        if birthday is None or not stretch.opened_by.happened_at.before(birthday):
            return []
        over = stretch.ended is not None and stretch.ended.happened_at.before(birthday)
        return [] if over else [(birthday, stretch.opened_by)]


@dataclass(frozen=True, slots=True)
class PlacedOutOfArea:
    """A placement began in the area of another authority than the responsible one, as both are stated."""

    where: Callable[[Fact], bool] | None = None
    topic: str = "Placed"

    def found_in(self, stretch: Stretch, chronology: Chronology) -> list[tuple[Moment, Event]]:
        host = agency_for(Factor.HOST_AUTHORITY, chronology, stretch)
        responsible = agency_for(Factor.RESPONSIBLE_AUTHORITY, chronology, stretch)
        if host is None or responsible is None or host.code == responsible.code:
            return []
        placed = stretch.opened_by
        return [(placed.happened_at, placed)] if self.where is None or self.where(placed.fact) else []


@dataclass(frozen=True, slots=True)
class EitherOf:
    """Whichever of these comes first."""

    one: Happened | Noticed | Told
    other: Happened | Noticed | Told

    @property
    def topic(self) -> str:
        return self.one.topic

    def found_in(self, stretch: Stretch, chronology: Chronology) -> list[tuple[Moment, Event]]:
        found = [*self.one.found_in(stretch, chronology), *self.other.found_in(stretch, chronology)]
        return _in_order(found)


Trigger = Happened | Noticed | Told | SearchEnded | Turned18 | PlacedOutOfArea | EitherOf


def _in_order(found: list[tuple[Moment, Event]]) -> list[tuple[Moment, Event]]:
    return sorted(found, key=lambda pair: pair[0]) if len(found) > 1 else found


def notices(triggers: tuple[Trigger, ...]) -> tuple[Notice, ...]:
    """The notices that are among these."""
    return tuple(trigger.notice for trigger in triggers if isinstance(trigger, Noticed))


def is_telling(trigger: Trigger) -> bool:
    """Is it that somebody was told, or may it be?"""
    if isinstance(trigger, EitherOf):
        return is_telling(trigger.one) or is_telling(trigger.other)
    return isinstance(trigger, Told)


def may_be_found(trigger: Trigger, system: System) -> bool:
    """Does the system say anything of the kind that it looks for?"""
    match trigger:
        case Happened(kind=kind) | Told(kind=kind):
            return system.can_say(kind.__name__)
        case EitherOf(one=one, other=other):
            return may_be_found(one, system) or may_be_found(other, system)
        case Noticed() | PlacedOutOfArea():
            return system.can_say(trigger.topic)
        case _:  # a search may end in several ways, and everybody has a birthday
            return True


def can_be_said(triggers: tuple[Trigger, ...], stretch: Stretch) -> bool:
    """Could any system that speaks of this stretch have said that the duty was met?"""
    return any(system.can_say(trigger.topic) for trigger in triggers for system in stretch.systems)
