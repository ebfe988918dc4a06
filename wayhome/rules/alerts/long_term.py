"""A child who stays missing: what no event completes, only time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from wayhome.rules.alerts.seen import Life, Seen, why


def long_term_missing(life: Life) -> Iterator[Seen]:
    """Still missing after a time that the partnership has agreed; where none is agreed it is not looked for."""
    for episode in life.episodes:
        began, ended = episode.opened_by.happened_at.begins, episode.ended
        lasts = life.agreed(began).long_term_missing_after
        if lasts is not None and (ended is None or began + lasts < ended.happened_at.begins):
            yield Seen(why("long_term_missing.after", after=lasts), (episode.opened_by,), began + lasts)


def turns_of(life: Life) -> Iterator[datetime]:
    """When each time missing became long-term, or will by time alone."""
    return (seen.after for seen in long_term_missing(life) if seen.after is not None)
