"""Reads a day and a time as people in the United Kingdom type them; the day comes before the month."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})[/.\- ](?P<month>\d{1,2})[/.\- ](?P<year>\d{4}|\d{2})")
_WORDS = re.compile(
    r"(?:[a-z]+,? )?(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[a-z]+),? (?P<year>\d{4}|\d{2})"
)
_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2}))?(?::\d{2})? ?(?P<half>[ap]\.?m\.?)?")


def read_day(typed: str) -> date:
    """'3 November 2026', 'Tue 3rd Nov 2026', '03/11/2026', '3.11.26' or '2026-11-03'. Two digits are 20yy.

    Raises `Refusal` saying how to type it.
    """
    plain = " ".join(typed.lower().split())
    found = _ISO.fullmatch(plain) or _NUMBERS.fullmatch(plain) or _WORDS.fullmatch(plain)
    if found is None:
        raise Refusal(Sentence("typed.day_unreadable"))
    year = int(found["year"])
    try:
        return date(year if year > 99 else 2000 + year, _month(found["month"]), int(found["day"]))
    except ValueError:
        raise Refusal(Sentence("typed.day_impossible")) from None


def read_time(typed: str) -> time:
    """'21:40', '21.40', '2140', '9.40pm' or '9 pm'; noon and midnight are words too.

    Raises `Refusal` saying how to type it. A bare '9' is refused: nobody could say which half of the day.
    """
    plain = " ".join(typed.lower().split())
    if plain in ("noon", "midday"):
        return time(12)
    if plain == "midnight":
        return time(0)
    found = _TIME.fullmatch(plain)
    if found is None or not (found["minute"] or found["half"]):
        raise Refusal(Sentence("typed.time_unreadable"))
    try:
        return time(_hour(int(found["hour"]), found["half"]), int(found["minute"] or 0))
    except ValueError:
        raise Refusal(Sentence("typed.time_impossible")) from None


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    for number, name in enumerate(MONTHS, start=1):
        if written in (name, name[:3], name[:4]):
            return number
    raise Refusal(Sentence("typed.day_unreadable"))


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half.startswith("p") else 0)
