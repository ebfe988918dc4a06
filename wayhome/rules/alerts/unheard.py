"""Interviews that did not reach the child, or were not held, time after time: of how they are held, not of a child."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.episode import Episode
from wayhome.rules.event import Event
from wayhome.rules.facts import Answer, InterviewAnswered
from wayhome.rules.guidance.readings import may_be_independent

#: Until then one may still be held in time, as everywhere in England.
IN_TIME = timedelta(hours=72)

#: No protocol asks for fewer before: one time is no pattern.
FEWEST = 2


def interviews_not_held(life: Life) -> Iterator[Seen]:
    """So many episodes in a row after which the interview was declined, or the child was not reached."""
    in_a_row: list[Event] = []
    opened: list[Event] = []
    for episode in life.episodes:
        if any(may_be_independent(event.fact) for event in episode.by_kind.get("InterviewHeld", ())):
            in_a_row, opened = [], []
        refused = _refused(episode)
        if refused is not None and refused not in in_a_row:
            in_a_row.append(refused)
            opened.append(episode.opened_by)
            times = life.agreed(refused.happened_at.begins).interviews_not_held_times
            if len(in_a_row) >= times:
                yield Seen(why("interviews_not_held", n=len(in_a_row)), (*opened, *in_a_row))


def nobody_interviewed(life: Life) -> Iterator[Seen]:
    """Missing again, and no interview was held after any of the last so many times, whatever the reason."""
    for place in range(FEWEST, len(life.episodes)):
        again = life.episodes[place]
        began = again.opened_by.happened_at.begins
        times = life.agreed(began).nobody_interviewed_times
        unheard = _unheard(life.episodes[:place], began, times) if place >= times else []
        if len(unheard) == times:
            before = tuple(
                event for one in reversed(unheard) for event in (one.opened_by, one.ended) if event
            )
            yield Seen(why("nobody_interviewed.times", n=times), (*before, again.opened_by))


def _unheard(before: Sequence[Episode], by: datetime, most: int) -> list[Episode]:
    """The latest first, until one after which an interview was held by then.

    One that may still be heard in time, and one of a source that could not say so, counts neither way.
    """
    unheard: list[Episode] = []
    for episode in reversed(before):
        if any(_is_heard(event, by) for event in episode.by_kind.get("InterviewHeld", ())):
            break
        could_be_told = episode.opened_by.system.can_say("InterviewHeld")
        if could_be_told and episode.ended and episode.ended.happened_at.begins + IN_TIME <= by:
            unheard.append(episode)
            if len(unheard) == most:
                break
    return unheard


def _is_heard(event: Event, by: datetime) -> bool:
    return may_be_independent(event.fact) and event.happened_at.begins <= by


def _refused(episode: Episode) -> Event | None:
    answered = episode.last("InterviewAnswered")
    if answered is None or not isinstance(answered.fact, InterviewAnswered):
        return None
    return answered if answered.fact.answer in (Answer.DECLINED, Answer.NOT_REACHED) else None
