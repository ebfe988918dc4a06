"""Going missing again: how often, how soon, how briefly, and whether it grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.episode import Episode
from wayhome.rules.event import Event

#: How many in a row make a trend: fewer are chance.
IN_A_ROW = 4

AT_ONCE = timedelta(days=1)


def repeat_missing(life: Life) -> Iterator[Seen]:
    """So many episodes in a window, whatever their length and whoever knew of them."""
    first = 0
    for place, last in enumerate(life.episodes):
        protocol = life.agreed(_began(last))
        window = protocol.repeat_missing_within
        while _began(last) - _began(life.episodes[first]) > window:
            first += 1
        within = life.episodes[first : place + 1]
        if len(within) >= protocol.repeat_missing_times:
            yield Seen(why("repeat_missing", n=len(within), within=window), _opened(within))


def missing_again_soon(life: Life) -> Iterator[Seen]:
    """Again within weeks of the end of the one before, when it is likeliest."""
    for before, again in pairwise(life.episodes):
        after = _began(again) - (_ended(before) or _began(before))
        if after <= life.agreed(_began(again)).missing_again_within:
            yield _again("missing_again_soon", before, again, after)


def missing_again_at_once(life: Life) -> Iterator[Seen]:
    """Again within a day of the end of the one before: what the child came back to, or was called away by, is asked."""
    for before, again in pairwise(life.episodes):
        ended = _ended(before)
        if ended is not None and _began(again) - ended <= AT_ONCE:
            yield _again("missing_again_at_once", before, again, _began(again) - ended)


def short_absences(life: Life) -> Iterator[Seen]:
    """So many of a few hours in a window. Nobody need have reported them to police: relief is no answer."""
    short: list[Episode] = []
    for episode in life.episodes:
        protocol, length = life.agreed(_began(episode)), _length(episode)
        if length is None or length > protocol.short_absence_of:
            continue
        window = protocol.short_absences_within
        short = [*(one for one in short if _began(episode) - _began(one) <= window), episode]
        if len(short) >= protocol.short_absences_times:
            said = why("short_absences", n=len(short), of=protocol.short_absence_of, within=window)
            yield Seen(said, tuple(event for one in short for event in _whole(one)))


def more_and_more(life: Life) -> Iterator[Seen]:
    """Each time sooner than the last, or each time for longer."""
    if len(life.episodes) < IN_A_ROW:
        return
    gaps = [_began(later) - _began(earlier) for earlier, later in pairwise(life.episodes)]
    lengths = [*map(_length, life.episodes)]
    for place in range(IN_A_ROW, len(life.episodes) + 1):
        first = place - IN_A_ROW
        row = life.episodes[first:place]
        if _is_shrinking(gaps[first : place - 1]):
            yield Seen(why("more_and_more.sooner", gaps=IN_A_ROW - 1), _opened(row))
        known = [length for length in lengths[first:place] if length is not None]
        if len(known) == IN_A_ROW and _is_shrinking(known[::-1]):
            said = why("more_and_more.longer", n=IN_A_ROW, last=known[-1])
            yield Seen(said, tuple(event for one in row for event in _whole(one)))


def _again(what: str, before: Episode, again: Episode, after: timedelta) -> Seen:
    said = why(f"{what}.again", after=max(after, timedelta()))
    return Seen(said, (*_whole(before), again.opened_by))


def _is_shrinking(lengths: Sequence[timedelta]) -> bool:
    return all(later < earlier for earlier, later in pairwise(lengths))


def _opened(episodes: Iterable[Episode]) -> tuple[Event, ...]:
    return tuple(one.opened_by for one in episodes)


def _whole(episode: Episode) -> tuple[Event, ...]:
    """From what opened it to what ended it."""
    return (episode.opened_by,) if episode.ended is None else (episode.opened_by, episode.ended)


def _began(episode: Episode) -> datetime:
    return episode.opened_by.happened_at.begins


def _ended(episode: Episode) -> datetime | None:
    return episode.ended.happened_at.begins if episode.ended else None


def _length(episode: Episode) -> timedelta | None:
    """None while it goes on, and where a source has it end before it began."""
    ended = _ended(episode)
    return ended - _began(episode) if ended is not None and ended >= _began(episode) else None
