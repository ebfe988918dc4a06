"""Interviews that did not reach the child, time after time: of how they are held, not of the child."""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.episode import Episode
from wayhome.rules.event import Event
from wayhome.rules.facts import Answer, InterviewAnswered
from wayhome.rules.guidance.readings import may_be_independent


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


def _refused(episode: Episode) -> Event | None:
    answered = episode.last("InterviewAnswered")
    if answered is None or not isinstance(answered.fact, InterviewAnswered):
        return None
    return answered if answered.fact.answer in (Answer.DECLINED, Answer.NOT_REACHED) else None
