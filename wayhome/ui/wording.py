"""Says a sentence: its words from the catalogue, its facts put in as a person would read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from django.utils import dateformat, translation

from wayhome.rules.moment import LONDON, Moment
from wayhome.rules.sentence import Sentence
from wayhome.ui.catalogue import PLURALS, Counted, Unworded, catalogue
from wayhome.ui.names import OWN, Given, Names, given, own

MINUTE: Final = timedelta(minutes=1)
DAY: Final = "j M Y"
DAY_OF_WEEK: Final = "D j M Y"


def say(sentence: Sentence, language: str = "en") -> str:
    """In words. Raises `Unworded`, naming the key, if the words or a fact they need is missing."""
    held = catalogue(language)
    words = held.get(sentence.key)
    if words is None and sentence.key.startswith(OWN):
        return own(sentence.key) or say(Sentence("alert.said_no_longer"), language)
    if words is None:
        raise Unworded(f"no words for {sentence.key!r} in {language!r}: add it to ui/sentences/{language}/")
    try:
        line = _form(words, sentence, language) if isinstance(words, Counted) else words
        facts = {name: _fact(fact, language) for name, fact in sentence.facts.items()}
        return line.format_map({"names": Names(held), **facts})
    except KeyError as missing:
        raise Unworded(f"{sentence.key!r} was said without its fact {missing}") from None


def when(moment: Moment | datetime | date, language: str = "en") -> str:
    """A moment at its true width: an instant with its minute, a day without, a span as 'between … and …'."""
    if isinstance(moment, Moment):
        return _moment(moment, language)
    if isinstance(moment, datetime):
        return _moment(Moment.at(moment), language)
    return _day(moment, language)


def duration(length: timedelta, language: str = "en") -> str:
    """How long, in two units at most, without direction: '3 hours 20 minutes', '2 days 5 hours', '9 days'.

    Minutes are dropped from the second day and hours from the eighth: nobody acts on them.
    """
    return _minutes(int(abs(length).total_seconds()) // 60, language)


def _form(words: Counted, sentence: Sentence, language: str) -> str:
    counted = sentence.facts[words.count]
    if not isinstance(counted, int):
        raise Unworded(f"{sentence.key!r} counts {words.count!r}, which is not a whole number: {counted!r}")
    return words.forms.get(PLURALS[language](counted), words.forms["other"])


def _fact(fact: object, language: str) -> str:
    match fact:
        case Sentence():
            return say(fact, language)
        case Moment() | date():
            return when(fact, language)
        case timedelta():
            return duration(fact, language)
        case int() if not isinstance(fact, bool):
            return f"{fact:,}"
        case str():
            return fact
        case tuple():
            return "; ".join(_fact(one, language) for one in fact)
    raise Unworded(
        f"a fact is a number, code, day, moment, duration or sentence, or several, not {type(fact).__name__}"
    )


# The same lengths, moments and days stand on every line of a page, and on the next page again. What follows
# is kept, as Django's formatter takes its time; it is kept by moments in UTC, of which none happens twice.


def say_again(key: str, language: str = "en", **facts: object) -> str:
    """`say(Sentence(key, **facts))`, for what stands on line after line; lengths are to be `to_the_minute`."""
    return _kept(key, language, given(), **facts)


@lru_cache(maxsize=8192)
def _kept(key: str, language: str, _names: Given, /, **facts: object) -> str:
    return say(Sentence(key, **facts), language)


def to_the_minute(length: timedelta) -> timedelta:
    """As `duration` says it, so that the same words are kept once."""
    return length // MINUTE * MINUTE


@lru_cache(maxsize=4096)
def _minutes(length: int, language: str) -> str:
    days, hours, minutes = length // 1440, length // 60 % 24, length % 60
    parts = {"days": days, "hours": hours if days < 7 else 0, "minutes": 0 if days else minutes}
    said = [say(Sentence(f"duration.{unit}", n=n), language) for unit, n in parts.items() if n]
    return " ".join(said) or say(Sentence("duration.moments"), language)


@lru_cache(maxsize=4096)
def _moment(moment: Moment, language: str) -> str:
    if moment.is_instant:
        facts: Mapping[str, object] = {
            "day": _day(moment.begins.astimezone(LONDON).date(), language, DAY_OF_WEEK),
            "time": clock(moment.begins),
        }
        return say(Sentence("when.instant", **facts), language)
    if moment.is_open:
        return say(Sentence("when.since", begins=_moment(Moment.at(moment.begins), language)), language)
    begins, ends = moment.begins.astimezone(LONDON), moment.ends.astimezone(LONDON)
    if begins.time() == ends.time() == time():
        return _days(begins.date(), ends.date() - timedelta(days=1), language)
    return _hours(begins, ends, language)


def _days(first: date, last: date, language: str) -> str:
    if first == last:
        return _day(first, language)
    facts = {"first": _day(first, language), "last": _day(last, language)}
    return say(Sentence("when.days", **facts), language)


def _hours(begins: datetime, ends: datetime, language: str) -> str:
    to_midnight = ends.time() == time() and ends.date() - begins.date() == timedelta(days=1)
    if to_midnight or begins.date() == ends.date():
        until = say(Sentence("when.midnight"), language) if to_midnight else clock(ends)
        day = _day(begins.date(), language, DAY_OF_WEEK)
        return say(Sentence("when.hours", begins=clock(begins), ends=until, day=day), language)
    facts = {"begins": _moment(Moment.at(begins), language), "ends": _moment(Moment.at(ends), language)}
    return say(Sentence("when.span", **facts), language)


@lru_cache(maxsize=4096)
def _day(day: date, language: str, pattern: str = DAY) -> str:
    with translation.override(language):
        return dateformat.format(day, pattern)


def clock(instant: datetime) -> str:
    """The time in London; in the hour that happens twice it also says which of the two, BST or GMT."""
    here = instant.astimezone(LONDON)
    twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    return f"{here:%H:%M %Z}" if twice else f"{here:%H:%M}"
