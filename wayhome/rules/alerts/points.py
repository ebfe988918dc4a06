"""Everything in a child's life that asks for a decision or answers one, in the order in which it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from operator import itemgetter

from wayhome.rules.alerts import (
    around,
    came_back,
    circumstances,
    first_time,
    local,
    long_term,
    marked,
    markers,
    put_off,
    repeats,
    together,
    told,
    unheard,
)
from wayhome.rules.alerts.seen import Life, Looks, Seen, known_at
from wayhome.rules.event import Event
from wayhome.rules.guidance import patterns as of
from wayhome.rules.guidance.local_patterns import pattern_of

#: How each pattern is looked for.
LOOKS: Mapping[of.Pattern, Looks] = {
    of.REPEAT_MISSING: repeats.repeat_missing,
    of.MISSING_AGAIN_SOON: repeats.missing_again_soon,
    of.MISSING_AGAIN_AT_ONCE: repeats.missing_again_at_once,
    of.SHORT_ABSENCES: repeats.short_absences,
    of.MORE_AND_MORE: repeats.more_and_more,
    of.LONG_TERM_MISSING: long_term.long_term_missing,
    of.OVERNIGHT_YOUNG: circumstances.overnight_young,
    of.FROM_NEW_PLACEMENT: circumstances.from_new_placement,
    of.FROM_SCHOOL_AGAIN: circumstances.from_school_again,
    of.OUT_OF_AREA: circumstances.out_of_area,
    of.SAME_CONTACT_AGAIN: around.same_contact_again,
    of.SHARED_CONTACT: together.shared_contact,
    of.MISSING_TOGETHER: together.missing_together,
    of.WHERE_ANOTHER_WENT_MISSING: together.where_another_went_missing,
    of.EXPLOITATION_GRADED_LOW: marked.exploitation_graded_low,
    of.TRAFFICKED_MISSING: marked.trafficked_missing,
    of.EXPLOITATION_MARKED: marked.exploitation_marked,
    of.SELF_HARM_MARKED: marked.self_harm_marked,
    of.SELF_HARM_TOLD: told.self_harm_told,
    of.HARM_AT_HOME: told.harm_at_home,
    of.DANGER_TOLD: told.danger_told,
    of.CAME_BACK_WITH: came_back.came_back_with,
    of.POSSESSION: came_back.possession,
    of.INTERVIEWS_NOT_HELD: unheard.interviews_not_held,
    of.NOBODY_INTERVIEWED: unheard.nobody_interviewed,
    of.MARKER_NOT_REVIEWED: markers.marker_not_reviewed,
    of.SOMETHING_NEW: first_time.something_new,
    of.SAME_REASON_AGAIN: put_off.same_reason_again,
}

#: A pattern was seen then, or a person answered.
Point = tuple[datetime, Event | tuple[of.Pattern, Seen]]


def points(life: Life, by: datetime) -> list[Point]:
    """Up to a moment. Of one moment an answer comes first: what could be known only then was not weighed in it."""
    answers = life.chronology.by_kind.get("PatternDecided", ())
    counts = _Counting(life, answers) if answers else None
    came: list[Point] = [(known_at(event), event) for event in answers]
    came += [
        (counts.from_when(seen) if counts else seen.at, (pattern, seen))
        for pattern, looks in _looked_for(life)
        for seen in looks(life)
    ]
    return sorted((point for point in came if point[0] <= by), key=itemgetter(0))


def _looked_for(life: Life) -> Iterable[tuple[of.Pattern, Looks]]:
    """Every pattern, and the partnership's own."""
    own = ((pattern_of(one), partial(local.seen_of, one)) for one in life.local)
    return chain(LOOKS.items(), own)


class _Counting:
    """From when what was seen counts, where answers were given: a night's file may be loaded after one, and say what
    police knew before it. Whoever answered had not read it, so that it counts from when it was written down here.
    """

    def __init__(self, life: Life, answers: Sequence[Event]) -> None:
        self._recorded: dict[str, datetime] = {}
        for edition in life.chronology.editions:
            if edition.recorded_at is not None:
                self._recorded.setdefault(edition.key, edition.recorded_at)
        recorded = ((known_at(one), self._recorded.get(one.key)) for one in answers)
        self._answers = [(at, written) for at, written in recorded if written is not None]

    def from_when(self, seen: Seen) -> datetime:
        read = [self._recorded.get(one.key, seen.at) for one in seen.events]
        if seen.shared is not None:
            read.append(seen.shared.recorded_at or seen.at)
        written = max(read, default=seen.at)
        unread = any(seen.at <= at and read < written for at, read in self._answers)
        return max(written, seen.at) if unread else seen.at
