"""Values of a protocol that stand under more than one setting: a day, a length, how often, somebody's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from wayhome.rules.guidance.faults import Fault, Unagreed
from wayhome.rules.guidance.writing import UNITS
from wayhome.rules.sentence import Sentence

_LENGTH = re.compile(r"(\d{1,4}) (minute|hour|day|week)s?")

#: How often makes a pattern: once is none, and beyond a hundred nobody should have waited.
TIMES = range(2, 101)


def stands_in_quotes(value: str) -> bool:
    return value.isprintable() and not set(value) & {'"', "\\"}


def words(longest: int, otherwise: str) -> Callable[[str, object], str]:
    def read(key: str, value: object) -> str:
        if isinstance(value, str) and 0 < len(value.strip()) <= longest and stands_in_quotes(value):
            return value.strip()
        raise Unagreed(Fault(key, Sentence(otherwise, longest=longest)))

    return read


def day(key: str, value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Unagreed(Fault(key, Sentence("protocol.day")))
    return value


def whole_number(of: range, otherwise: str) -> Callable[[str, object], int]:
    def read(key: str, value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value in of:
            return value
        raise Unagreed(Fault(key, Sentence(otherwise, first=of[0], last=of[-1])))

    return read


def length(key: str, value: object) -> timedelta:
    said = _LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if said is None or int(said[1]) == 0:
        raise Unagreed(Fault(key, Sentence("protocol.length")))
    return int(said[1]) * UNITS[said[2]]
