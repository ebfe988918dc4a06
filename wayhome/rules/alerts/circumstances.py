"""Whence a child went missing, at what hour, and how far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from wayhome.rules.ages import age_on, stated_birth
from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.facts import BelievedToBe, MissingFrom
from wayhome.rules.guidance.readings import is_from_care
from wayhome.rules.moment import LONDON
from wayhome.rules.placement import placements

#: An hour at which a young child is in bed: whoever was away then was away overnight.
NIGHT = time(2)


def overnight_young(life: Life) -> Iterator[Seen]:
    """A child below an age was away at night, and is back. While the child is away the search speaks for itself."""
    born = stated_birth(life.chronology)
    for episode in life.episodes if born else ():
        assert born is not None
        began, ended = episode.opened_by.happened_at.begins, episode.ended
        under = life.agreed(began).young_under_years
        if ended is None or began.year - born[1].year > under:  # which tells of most, and quickly
            continue
        in_london = began.astimezone(LONDON)
        years = age_on(in_london.date(), born[1])
        if years < under and _covers_a_night(in_london, ended.happened_at.begins):
            yield Seen(why("overnight_young.years", years=years), (born[0], episode.opened_by, ended))


def from_new_placement(life: Life) -> Iterator[Seen]:
    """Within weeks of the start of a placement, from care."""
    moves = placements(life.chronology)
    for episode in life.episodes if moves else ():
        if not is_from_care(episode.opened_by.fact):
            continue
        began = episode.opened_by.happened_at.begins
        before = [one for one in moves if one.began.happened_at.begins <= began]
        since = began - before[-1].began.happened_at.begins if before else None
        if since is not None and since <= life.agreed(began).new_placement_for:
            yield Seen(why("from_new_placement.after", after=since), (before[-1].began, episode.opened_by))


def from_school_again(life: Life) -> Iterator[Seen]:
    """Missing from school a second time, and each time after it."""
    from_school = [one for one in life.episodes if one.missing.missing_from is MissingFrom.SCHOOL]
    for n in range(2, len(from_school) + 1):
        yield Seen(why("from_school_again.times", n=n), tuple(one.opened_by for one in from_school[:n]))


def out_of_area(life: Life) -> Iterator[Seen]:
    """Believed to be in the area of another force than the one the child is missing from, as both are stated."""
    for episode in life.episodes if "BelievedToBe" in life.chronology.by_kind else ():
        for event in episode.by_kind.get("BelievedToBe", ()):
            assert isinstance(event.fact, BelievedToBe)
            if episode.force is not None and event.fact.force.code != episode.force.code:
                yield Seen(why("out_of_area.stated"), (episode.opened_by, event))
                break


def _covers_a_night(began: datetime, ended: datetime) -> bool:
    """`began` is as a clock in London showed it."""
    night = datetime.combine(began.date(), NIGHT, LONDON)
    if night < began:
        night = datetime.combine(began.date() + timedelta(days=1), NIGHT, LONDON)
    return night <= ended
