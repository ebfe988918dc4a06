"""What a source said that cannot all be true, or that nobody could read: kept as told, for a person to settle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wayhome.rules.ages import ADULT, birthday, is_age_disputed, stated_birth
from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import Episode
from wayhome.rules.event import Event
from wayhome.rules.facts import CareStatus, CareStatusStated, IdentityStated
from wayhome.rules.finding import Finding, Source, State
from wayhome.rules.identity import as_recorded, decided_identity, decision
from wayhome.rules.moment import day_of

#: A doubt rests on one event or on several that disagree, and may concern one episode.
Grounds = tuple[tuple[Event, ...], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """`looks` yields the grounds of each doubt: events that disagree, and the episode's key or blank."""

    rule: str
    looks: Callable[[Chronology, tuple[Episode, ...]], Iterator[Grounds]]
    source: Source

    def findings(self, chronology: Chronology, episodes: tuple[Episode, ...]) -> Iterator[Finding]:
        """`unknown` findings, owned by the agency whose statement it is."""
        for events, episode in self.looks(chronology, episodes):
            yield Finding(
                child=chronology.child,
                rule=self.rule,
                state=State.UNKNOWN,
                since=events[0].happened_at.begins,
                owner=events[-1].of,
                evidence=tuple(event.key for event in events),
                source=self.source,
                episode=episode,
            )


def times_out_of_order(chronology: Chronology, episodes: tuple[Episode, ...]) -> Iterator[Grounds]:
    """Found, recovered or returned before the child went missing; or returned before found."""
    for episode in episodes:
        for kind in ("Found", "Recovered", "Returned", "FoundDead"):
            for event in episode.by_kind.get(kind, ()):
                if event.happened_at.before(episode.opened_by.happened_at):
                    yield (episode.opened_by, event), episode.key
        found, returned = episode.first("Found"), episode.last("Returned")
        if found and returned and returned.happened_at.before(found.happened_at):
            yield (found, returned), episode.key


def episodes_overlap(chronology: Chronology, episodes: tuple[Episode, ...]) -> Iterator[Grounds]:
    """Reported missing again before the child is said to have been found."""
    for earlier, later in pairwise(episodes):
        end, began = earlier.ended, later.opened_by
        if end is None or began.happened_at.before(end.happened_at):
            yield (earlier.opened_by, began), later.key


def aged_18_or_over(
    chronology: Chronology,
    episodes: tuple[Episode, ...],
    *,
    care_leavers_until: Callable[[date], int | None] = lambda _: None,
) -> Iterator[Grounds]:
    """By the day of birth taken as the child's, no longer a child when last seen. A mistyped day of birth is likelier
    than an adult among children, so the episode counts everywhere until somebody has looked. Nor is a stated care
    leaver one to doubt before the birthday until which the protocol of that day gives them the same response."""
    stated, is_leaver = stated_birth(chronology), is_care_leaver(chronology)
    if stated is None or is_age_disputed(chronology):
        return
    for episode in episodes:
        began = episode.opened_by.happened_at.begins
        years = (care_leavers_until(day_of(began)) if is_leaver else None) or ADULT
        if began >= birthday(years, stated[1]).begins:
            yield (stated[0], episode.opened_by), episode.key


def is_care_leaver(chronology: Chronology) -> bool:
    """As last stated."""
    stated = chronology.by_kind.get("CareStatusStated")
    fact = stated[-1].fact if stated else None
    return isinstance(fact, CareStatusStated) and fact.status is CareStatus.CARE_LEAVER


def identity_differs(chronology: Chronology, episodes: tuple[Episode, ...]) -> Iterator[Grounds]:
    """One number, two names or days of birth. The first recorded wins until a person decides, and what they weighed
    is settled; what is told after that may differ again."""
    stated = as_recorded(chronology)
    if len(stated) < 2:
        return
    decided = decision(chronology)
    weighed = decided.among if decided else ()
    stands = decided_identity(chronology) or stated[0]
    for event in stated:
        if event.key not in weighed and _differ(stands.fact, event.fact):
            yield (stands, event), ""


def value_not_known(chronology: Chronology, episodes: tuple[Episode, ...]) -> Iterator[Grounds]:
    """A word the source used that its agreed list does not have; it was kept as 'other'."""
    for event in chronology.events:
        if event.flags and any(flag.startswith("unknown_value:") for flag in event.flags):
            yield (event,), event.key if event.kind == "Missing" else next(iter(event.fact.episodes), "")


def _differ(one: object, other: object) -> bool:
    assert isinstance(one, IdentityStated)
    assert isinstance(other, IdentityStated)
    if one.born and other.born and one.born != other.born:
        return True
    if _plain(one.forename + one.surname) == _plain(other.forename + other.surname):
        return False
    # A name left blank differs from nothing.
    pairs = ((one.forename, other.forename), (one.surname, other.surname))
    return any(_plain(a) != _plain(b) for a, b in pairs if a and b)


def _plain(name: str) -> str:
    return "".join(name.casefold().split())
