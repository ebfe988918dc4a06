"""A marker on the child that nobody looked at again by its day: it names a child for life, or is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.chronology import Chronology
from wayhome.rules.exploitation import markers


def marker_not_reviewed(life: Life) -> Iterator[Seen]:
    """Each day of review of a marker by whose end nobody had looked at it again."""
    for marker in markers(life.chronology):
        for over, named in marker.missed():
            rests_on = (named,) if named is marker.began else (marker.began, named)
            yield Seen(why("marker_not_reviewed.day", day=over), rests_on, after=over.ends)


def turns_of(chronology: Chronology) -> Iterator[datetime]:
    """When each day of review that nobody kept was over, or will be by time alone."""
    return (over.ends for marker in markers(chronology) for over, _ in marker.missed())
