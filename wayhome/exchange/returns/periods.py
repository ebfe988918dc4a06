"""A child's missing periods as a return can hold them: in days, none over another, each while looked after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from wayhome.exchange.profiles.ssda903.periods import Care
from wayhome.exchange.returns.year import Year
from wayhome.rules.episode import Episode
from wayhome.rules.facts import MissingFrom
from wayhome.rules.moment import Moment, day_of

#: Why a period is not written at all. Any other reason says what of it is not.
LEFT_OUT = frozenset({"contrary", "not_in_care", "unborn"})

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """`ended` None: nobody has stated an end. `why`: what the return does not hold of it, as `export.lost` calls it."""

    began: date
    ended: date | None
    is_away: bool
    why: tuple[str, ...] = ()

    @property
    def left_out(self) -> bool:
        return not LEFT_OUT.isdisjoint(self.why)

    def but(self, why: str, *, began: date | None = None, ended: date | None = None) -> Period:
        """The same from or until another day, and why."""
        return replace(self, began=began or self.began, ended=ended or self.ended, why=(*self.why, why))

    def is_of(self, year: Year) -> bool:
        """Did it last into the year, or begin in it?"""
        return self.began <= year.ends and (self.ended is None or max(self.began, self.ended) >= year.begins)

    def is_open_in(self, year: Year) -> bool:
        return self.ended is None or self.ended > year.ends


def told(episodes: Iterable[Episode]) -> list[Period]:
    """Every episode, in order; of those that overlap one alone, since a child is missing once at a time.

    An end that somebody stated stands for one that nobody did. Where nobody did before the child was missing again,
    the child had been back by then: it ends on that day.
    """
    contrary: list[_Told] = []
    kept: list[_Told] = []
    for one in sorted(map(_Told.of, episodes), key=_Told.order):
        if one.is_contrary:
            contrary.append(one.but("contrary"))
        elif kept and kept[-1].overlaps(one):
            kept[-1] = kept[-1].with_also(one)
        elif kept and kept[-1].ended is None:
            kept[-1:] = [kept[-1].but("unended", ended=one.began), one]
        else:
            kept.append(one)
    return [one.in_days for one in (*kept, *contrary)]


def while_looked_after(periods: Iterable[Period], in_care: Iterable[Care]) -> Iterator[Period]:
    """What of each lies in a period of care. Found on the day on which care began, the child was missing before it."""
    in_care = list(in_care)
    for one in periods:
        within = [] if one.left_out else [part for care in in_care for part in _within(one, care)]
        yield from within or [one if one.left_out else one.but("not_in_care")]


def ended_with_placements(periods: Iterable[Period], ends: Iterable[date], year: Year) -> Iterator[Period]:
    """None is open at the end of a year from a placement that had ended by then, as 575 asks: it ends with it, and goes
    on from the next day, because the checker finds one that begins on the day itself as well.
    """
    ends = list(ends)
    for one in periods:
        rest = one
        for march in () if one.left_out else _ends_of_years(one.began, year):
            last = max((on for on in ends if rest.began <= on <= march.ends), default=None)
            if last is None or not rest.is_open_in(march):
                continue
            if rest.began < last:
                yield rest.but("placement", ended=last)
            rest = rest.but("placement", began=last + _DAY)
        yield rest


def _within(one: Period, care: Care) -> Iterator[Period]:
    begins_before = one.began < care.began
    if care.ceased is not None and one.began > care.ceased:
        return
    if one.ended is not None and (one.ended < care.began or (begins_before and one.ended == care.began)):
        return
    ends_after = care.ceased is not None and (one.ended is None or one.ended > care.ceased)
    part = one.but("outside_care") if begins_before or ends_after else one
    yield replace(
        part,
        began=care.began if begins_before else one.began,
        ended=care.ceased if ends_after else one.ended,
    )


def _ends_of_years(since: date, last: Year) -> Iterator[Year]:
    """The years from that in which the day lies until this one."""
    first = since.year - (since < date(since.year, 4, 1))
    return (Year(date(one, 4, 1), date(one + 1, 3, 31)) for one in range(first, last.begins.year + 1))


@dataclass(frozen=True, slots=True)
class _Told:
    """An episode, at the times that were stated."""

    began: Moment
    ended: Moment | None
    is_away: bool
    why: tuple[str, ...]

    @classmethod
    def of(cls, episode: Episode) -> _Told:
        began, end = episode.opened_by.happened_at, episode.counted_end
        ended = None if end is None else end.happened_at
        beside = [
            one.happened_at
            for kind in ("Found", "Returned")
            for one in episode.by_kind.get(kind, ())
            if one is not end
        ]
        why = [
            *(reason for one in (began, ended) if one is not None for reason in _not_a_day(one)),
            *("end" for one in beside if ended is None or day_of(one.begins) != day_of(ended.begins)),
            *(["place"] if episode.missing.missing_from is not MissingFrom.CARE else []),
        ]
        return cls(began, ended, episode.is_away, tuple(why))

    def order(self) -> tuple[datetime, bool, datetime]:
        """As they began, and of two that began together as they ended: without an end last."""
        return self.began.begins, self.ended is None, (self.ended or self.began).begins

    @property
    def is_contrary(self) -> bool:
        return self.ended is not None and day_of(self.ended.begins) < day_of(self.began.begins)

    @property
    def in_days(self) -> Period:
        ended = None if self.ended is None else day_of(self.ended.begins)
        return Period(day_of(self.began.begins), ended, self.is_away, self.why)

    def overlaps(self, later: _Told) -> bool:
        """Did the later one begin before this one ended, by the day or by the clock? Without an end: on that day?"""
        day = day_of(later.began.begins)
        if self.ended is None:
            return day == day_of(self.began.begins)
        return day < day_of(self.ended.begins) or later.began.before(self.ended) is True

    def with_also(self, later: _Told) -> _Told:
        """Missing, if either was. What answers the one answers what began before it."""
        ends = [one for one in (self.ended, later.ended) if one is not None]
        return _Told(
            self.began,
            max(ends, default=None),
            self.is_away and later.is_away,
            (*self.why, *later.why, "overlap"),
        )

    def but(self, why: str, *, ended: Moment | None = None) -> _Told:
        return replace(self, ended=ended or self.ended, why=(*self.why, why))


def _not_a_day(moment: Moment) -> Iterator[str]:
    if moment.is_instant:
        yield "hour"
    elif moment != Moment.day(day_of(moment.begins)):
        yield "span"
