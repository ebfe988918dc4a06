"""The last four weeks as the agencies wrote them here, by child or as they came in: what no police file can hold."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain
from typing import Final

from wayhome.exchange.simulated.arrival import tell_arrival
from wayhome.exchange.simulated.child import Child, Incident
from wayhome.exchange.simulated.course import Course, course
from wayhome.exchange.simulated.drawing import drawing
from wayhome.exchange.simulated.exploitation import tell_exploitation
from wayhome.exchange.simulated.life import tell_life
from wayhome.exchange.simulated.partnership import Partnership
from wayhome.exchange.simulated.population import population
from wayhome.exchange.simulated.search import tell_search
from wayhome.exchange.simulated.story import Story
from wayhome.exchange.simulated.tonight import tonight
from wayhome.rules.event import Event
from wayhome.rules.facts import IdentifierStated

#: The demonstration's: of the first few seeds, the one whose 1,500 children lie nearest to what was published.
SEED: Final = 2
CHILDREN: Final = 1500


def everyone(
    partnership: Partnership, seed: int, children: int = CHILDREN
) -> Iterator[tuple[Child, Course | None]]:
    """Every child, and for those of `tonight` the course of the last incident. So many altogether."""
    scenes = list(tonight(partnership, seed))
    rest = population(partnership, seed, max(children - len(scenes), 0))
    return chain(scenes, ((child, None) for child in rest))


def events(
    partnership: Partnership, seed: int, children: int = CHILDREN
) -> Iterator[tuple[str, list[Event]]]:
    """Each child with an episode in the last four weeks, by `person_id`, and what was said, oldest first.

    The events say by which number the force knows the child, in the words of the profile of police files, so
    that the earlier incidents of `write_files` are found to be the same child's. No incident is in both.
    """
    for child, last in everyone(partnership, seed, children):
        recent = [one for one in child.incidents if not in_files(one, partnership)]
        if recent:
            yield child.person_id, _told(child, recent, last, partnership, seed)


def in_files(incident: Incident, partnership: Partnership) -> bool:
    """Was it over, its interview with it, before the agencies began to write here? Files that came then say no more."""
    said = incident.interview
    ended = (incident.returned, *((said.offered, said.held) if said else ()))
    return all(at < partnership.writes_since for at in ended if at is not None)


def news(
    told: Mapping[str, Sequence[Event]], partnership: Partnership
) -> Iterator[tuple[datetime, dict[str, list[Event]]]]:
    """Each time that it was handed in, with what somebody was told since the time before, child by child. Beside it
    always stands the child's number, by which one who is held already is found.
    """
    times, since = partnership.handed_in, defaultdict[datetime, dict[str, list[Event]]](dict)
    for child, said in told.items():
        heard = [{bisect_left(times, telling.at.begins) for telling in event.told} for event in said]
        for n in set().union(*heard):
            since[times[n]][child] = [
                _until(times[n], event)
                for event, on in zip(said, heard, strict=True)
                if n in on or isinstance(event.fact, IdentifierStated)
            ]
    return ((at, since[at]) for at in times)


def _until(instant: datetime, event: Event) -> Event:
    """The event as it had been passed on by then."""
    return replace(event, told=tuple(one for one in event.told if one.at.begins <= instant))


def _told(
    child: Child, recent: list[Incident], last: Course | None, partnership: Partnership, seed: int
) -> list[Event]:
    story = Story(child, partnership, seed)
    tell_life(story, min(partnership.writes_since, recent[0].span.last_seen - timedelta(days=1)))
    for incident in recent:
        is_last = incident is child.incidents[-1]
        chance = drawing(seed, "course", child.number, incident.number)
        taken = last if last and is_last else course(child, incident, partnership, chance)
        tell_search(story, incident, taken)
        tell_arrival(story, incident, taken)
    tell_exploitation(story, recent, seed)
    return sorted(story.events, key=lambda event: (event.happened_at, event.key))
