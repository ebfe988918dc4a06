"""Reading when something happened, as partners write it: ISO 8601 or a British date, with or without a time.

A date in figures is day first, as it is written in Britain; one that only makes sense month first is refused,
never turned round. A time without a zone is what a clock on a wall in London showed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Literal, NamedTuple

from wayhome.exchange.tables.refused import Unreadable, shape
from wayhome.rules.moment import ClockChange, Moment, local
from wayhome.rules.sentence import Sentence

Flag = ClockChange | Literal["two_digit_year"]
Flags = tuple[Flag, ...]

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A year outside these is a slip of the keyboard, and too near the ends of the calendar to count with."""


def read_moment(text: str) -> tuple[Moment, Flags]:
    """The moment a text names, and what was assumed in reading it. A day without a time is one day wide.

    Flags: `repeated_hour` and `skipped_hour` for a time on a night when the clocks change; `two_digit_year`
    for a year read as one of 1969 to 2068, as POSIX has it. Raises `Unreadable`.
    """
    stated = _common(text)
    if stated is None:
        return _uncommon(text)
    if stated.tzinfo is None:
        instant, change = local(stated)
        return Moment.at(instant), (change,) if change else ()
    return Moment.at(stated), ()


def read_day(text: str) -> date:
    """The day a text names, such as a date of birth. The midnight that spreadsheets add is passed over.

    A year of two digits is one of 1969 to 2068. Raises `Unreadable`, also where the text names a time of day.
    """
    written = _written(text)
    if written.clock and _clock(written.clock, text)[0]:
        raise _unreadable("moment.not_a_day", text)
    return written.day


def _common(text: str) -> datetime | None:
    """The two forms nearly every file has, fast: `2026-03-09 21:40` and `09/03/2026 21:40`."""
    try:
        if text[4:5] == text[7:8] == "-" and text[10:11] in ("T", " ") and len(text) >= 16:
            stated = datetime.fromisoformat(text)
        elif text[2:3] == text[5:6] == "/" and text[10:11] == " " and len(text) in (16, 19):
            stated = datetime.fromisoformat(f"{text[6:10]}-{text[3:5]}-{text[:2]}{text[10:]}")
        else:
            return None
    except ValueError:
        return None
    return stated if FIRST_YEAR <= stated.year <= LAST_YEAR else None


def _uncommon(text: str) -> tuple[Moment, Flags]:
    """Every form, the common ones too: what cannot be read is refused here, with its reason."""
    written = _written(text)
    flags: Flags = ("two_digit_year",) if written.year_is_short else ()
    if not written.clock:
        return Moment.day(written.day), flags
    since_midnight, zone = _clock(written.clock, text)
    shown = datetime.combine(written.day, time()) + since_midnight
    if zone:
        return Moment.at(shown.replace(tzinfo=zone)), flags
    instant, change = local(shown)
    return Moment.at(instant), (*flags, change) if change else flags


class _Written(NamedTuple):
    """A text's day, and what follows it."""

    day: date
    year_is_short: bool
    clock: str


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_DATES = [
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)",
        _WEEKDAY + r"(?P<day>\d{1,2})([-/.])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})(?!\d)",
        _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[-\s]*(?P<month>" + _MONTH + r")\.?,?[-\s]*"
        r"(?P<year>\d{4}|\d{2})(?!\d)",
    )
]
_CLOCK = re.compile(
    r"(?:T|,?\s+(?:at\s+)?)(?P<hour>\d{1,2})"
    r"(?:[:.]?(?P<minute>\d{2})(?:[:.]?(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?)?"
    r"\s*(?:(?P<half>[ap])\.?m\.?|hrs|hours)?"
    r"\s*(?P<zone>Z|UTC|GMT|BST|[+-]\d{2}(?::?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)


def _written(text: str) -> _Written:
    stripped = text.strip()
    if not stripped:
        raise Unreadable(Sentence("moment.blank"))
    for pattern in _DATES:
        if found := pattern.match(stripped):
            year = found["year"]
            day = _day(_full_year(year), _month(found["month"]), int(found["day"]), text)
            return _Written(day, len(year) == 2, stripped[found.end() :])
    raise _unreadable("moment.not_a_moment", text)


def _day(year: int, month: int, day: int, text: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _unreadable("moment.unlikely_year", text)
    if not 1 <= month <= 12:
        raise _unreadable("moment.no_such_month", text)
    try:
        return date(year, month, day)
    except ValueError:
        raise _unreadable("moment.no_such_day", text) from None


def _full_year(written: str) -> int:
    year = int(written)
    if len(written) == 4:
        return year
    return year + (1900 if year >= 69 else 2000)


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS.index(written[:3].lower()) + 1


def _clock(written: str, text: str) -> tuple[timedelta, tzinfo | None]:
    """How long after midnight a clock showed, and its zone if stated. 24:00 is the day's own end.

    An hour alone is one only with 'am' or 'pm': in `9 March 2026 21` the figure could be anything.
    """
    found = _CLOCK.fullmatch(written)
    if not found or not (found["minute"] or found["half"]):
        raise _unreadable("moment.not_a_time", text)
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if found["half"]:
        if not 1 <= hour <= 12:
            raise _unreadable("moment.no_such_time", text)
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    since_midnight = timedelta(hours=hour, minutes=minute, seconds=second)
    if minute > 59 or second > 59 or since_midnight > timedelta(days=1):
        raise _unreadable("moment.no_such_time", text)
    fraction = timedelta(microseconds=int((found["fraction"] or "0").ljust(6, "0")[:6]))
    return since_midnight + fraction, _zone(found["zone"], text)


def _zone(written: str | None, text: str) -> tzinfo | None:
    match (written or "").upper():
        case "":
            return None
        case "Z" | "UTC" | "GMT":
            return UTC
        case "BST":
            return timezone(timedelta(hours=1))
        case offset:
            hours, minutes = int(offset[1:3]), int(offset[3:].lstrip(":") or 0)
            if hours > 23 or minutes > 59:
                raise _unreadable("moment.no_such_time", text)
            return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1))


def _unreadable(key: str, text: str) -> Unreadable:
    return Unreadable(Sentence(key, shape=shape(text.strip())))
