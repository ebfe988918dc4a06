"""The children of the scenes: each with a past, and with the incident that the scene shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from wayhome.exchange.simulated.child import Child, Incident, Interview, Span
from wayhome.exchange.simulated.course import Course, Heard, course
from wayhome.exchange.simulated.drawing import drawing
from wayhome.exchange.simulated.histories import in_the_evening, spans
from wayhome.exchange.simulated.incidents import incident
from wayhome.exchange.simulated.partnership import Partnership
from wayhome.exchange.simulated.person import in_care_of, in_home, person, truth
from wayhome.exchange.simulated.population import with_incidents
from wayhome.exchange.simulated.scenes import SCENES, D, Scene
from wayhome.rules.facts import FoundBy, MissingFrom

#: Their numbers stand apart from the population's.
FIRST_NUMBER: Final = 800_001


def tonight(partnership: Partnership, seed: int) -> Iterator[tuple[Child, Course]]:
    """Each scene's child, with earlier incidents and last of all the scene's, and the course that takes."""
    before: Child | None = None
    for number, scene in enumerate(SCENES, start=FIRST_NUMBER):
        child = _with_past(_child(partnership, scene, number, seed), scene, partnership, seed)
        if scene.sibling and before is not None:
            child = replace(child, surname=before.surname, postcode=before.postcode)
        last = _incident(child, scene, partnership, seed)
        child = replace(child, incidents=(*child.incidents, last))
        report = f"simulated-{number - scene.sibling}" if scene.sibling or _next_is_sibling(number) else ""
        yield child, replace(_course(child, last, scene, partnership, seed), report=report)
        before = child


def _next_is_sibling(number: int) -> bool:
    following = SCENES[number - FIRST_NUMBER + 1 : number - FIRST_NUMBER + 2]
    return any(scene.sibling for scene in following)


def _child(partnership: Partnership, scene: Scene, number: int, seed: int) -> Child:
    chance = drawing(seed, "tonight", number)
    care = None
    if scene.home:
        care = in_home(partnership, scene.home)
    elif scene.in_care:
        care = replace(
            in_care_of(partnership, scene.authority, chance), host=partnership[scene.authority], home=None
        )
    child = person(
        partnership, number, chance, authority=scene.authority, care=care, age=scene.age, at=partnership.now
    )
    return replace(child, truth=truth(care is not None, child.sex, partnership.marking, chance))


def _with_past(child: Child, scene: Scene, partnership: Partnership, seed: int) -> Child:
    """What the forces' files hold of the child, until five weeks ago, and what the scene says of the weeks since."""
    chance, ends = drawing(seed, "past", child.number), partnership.now - timedelta(days=35)
    begins = in_the_evening(ends - timedelta(days=chance.uniform(30, 400)), chance)
    past = [
        span for span in spans(child.truth.pattern, child.born, begins, ends, chance) if span.returned < ends
    ]
    known = past if chance.random() < 0.75 else []
    return with_incidents(child, [*known, *_lately(scene, partnership, chance)], seed)


def _lately(scene: Scene, partnership: Partnership, chance: Random) -> Iterator[Span]:
    for days, hours in scene.lately:
        seen = in_the_evening(partnership.now - timedelta(days=days), chance)
        yield Span(seen, seen + timedelta(hours=hours))


def _incident(child: Child, scene: Scene, partnership: Partnership, seed: int) -> Incident:
    now, returned = partnership.now, scene.steps.get("returned")
    span = Span(_ago(now, scene.seen), _ago(now, -2 * D if returned is None else returned))
    drawn = incident(child, len(child.incidents) + 1, span, (), seed)
    offered = scene.interview
    return replace(
        drawn,
        reported=_ago(now, scene.reported),
        missing_from=MissingFrom.CHILDRENS_HOME if scene.home else scene.missing_from,
        risk=scene.risk,
        found_by=FoundBy.POLICE,
        interview=Interview(_ago(now, offered[0]), offered[1], _at(now, offered[2])) if offered else None,
    )


def _course(child: Child, last: Incident, scene: Scene, partnership: Partnership, seed: int) -> Course:
    now = partnership.now
    usual = course(child, last, partnership, drawing(seed, "course", child.number))
    changed: dict[str, Any] = {step: _at(now, minutes) for step, minutes in scene.steps.items()}
    return replace(
        usual,
        **changed,
        meetings=tuple(_ago(now, minutes) for minutes in scene.meetings),
        heard=tuple(
            Heard(_ago(now, minutes), standing, concern) for minutes, standing, concern in scene.heard
        ),
        seen=None,
        closed=None,
        unsafe=scene.unsafe,
        returned_to=scene.returned_to or usual.returned_to,
    )


def _at(now: datetime, minutes: int | None) -> datetime | None:
    return None if minutes is None else _ago(now, minutes)


def _ago(now: datetime, minutes: int) -> datetime:
    return now - timedelta(minutes=minutes)
