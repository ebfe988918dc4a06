"""From words to values and back: what each field of a notification means, and how it is written out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from wayhome.cases.children.reading.parts import in_words
from wayhome.cases.partners.models import Agency
from wayhome.exchange.notifications.labels import written
from wayhome.exchange.notifications.pasted import Pasted
from wayhome.exchange.profiles.police.words import MISSING_FROM, RISK, SEX
from wayhome.exchange.profiles.values import plain, word_in
from wayhome.exchange.tables.moments import read_day, read_moment
from wayhome.exchange.tables.refused import Unreadable
from wayhome.rules import facts
from wayhome.rules.facts import AgencyKind, MissingFrom, RecordedAs, Risk
from wayhome.rules.moment import Moment, day_of
from wayhome.ui.wording import clock

PLACES = (AgencyKind.CHILDRENS_HOME, AgencyKind.FOSTERING, AgencyKind.SCHOOL)


def read(pasted: Pasted) -> dict[str, Any]:
    """What was placed, as values. What cannot be read as what its field holds goes to the rest, with its label."""
    said = _joined(pasted.said)
    values: dict[str, Any] = {}
    for field, words in said.items():
        if not words:
            continue
        value = _READ.get(field, str)(words)
        if value is None:
            pasted.rest.append(f"{written(field)}: {words}")
        else:
            values[field] = value
    return values


def write(value: Any) -> str:
    """A value as `read` reads it again."""
    match value:
        case None:
            return ""
        case Moment():
            clock_showed = f" {clock(value.begins)}" if value.is_instant else ""
            return f"{day_of(value.begins):%d/%m/%Y}{clock_showed}"
        case date():
            return f"{value:%d/%m/%Y}"
        case facts.Agency():
            return Agency.objects.filter(code=value.code).values_list("name", flat=True).first() or value.code
        case StrEnum():
            return in_words(value, {})
    return str(value)


def _joined(said: Mapping[str, str]) -> dict[str, str]:
    """Days with the times that stand at a label of their own, and a whole name taken apart."""
    joined = dict(said)
    for at, time in (("at", "at_time"), ("last_seen_at", "last_seen_time")):
        clock = joined.pop(time, "")
        if clock:
            joined[at] = f"{joined.get(at, '')} {clock}".strip()
    name = joined.pop("name", "")
    if name:
        joined = {**_named(name), **joined}
    return joined


def _named(name: str) -> dict[str, str]:
    if "," in name:
        surname, _, forename = name.partition(",")
    else:
        forename, _, surname = name.strip().rpartition(" ")
        forename, surname = (forename, surname) if forename else (surname, "")
    return {"forename": forename.strip(), "surname": surname.strip()}


def _moment(words: str) -> Moment | None:
    try:
        return read_moment(words)[0]
    except Unreadable:
        return None


def _day(words: str) -> date | None:
    try:
        return read_day(words)
    except Unreadable:
        return None


def _one_of[E: StrEnum](kind: type[E], words: Mapping[str, E]) -> Callable[[str], E | None]:
    def read_one(said: str) -> E | None:
        ours = {plain(in_words(one, {})): one for one in kind}
        return word_in(said, {**words, **ours}) if said else None

    return read_one


def _agency(*kinds: AgencyKind) -> Callable[[str], Agency | None]:
    """By its code or its whole name; a part of a name could be another's."""

    def read_one(said: str) -> Agency | None:
        there = Agency.objects.filter(kind__in=[kind.value for kind in kinds])
        named = there.filter(code__iexact=said.strip()) | there.filter(name__iexact=said.strip())
        return named.first() if named.count() == 1 else None

    return read_one


_READ: Mapping[str, Callable[[str], Any]] = {
    "at": _moment,
    "last_seen_at": _moment,
    "last_seen_until": _moment,
    "born": _day,
    "sex": lambda words: word_in(words, {**SEX, "": None}),
    "missing_from": _one_of(MissingFrom, MISSING_FROM),
    "recorded_as": _one_of(RecordedAs, {}),
    "level": _one_of(Risk, RISK),
    "force": _agency(AgencyKind.POLICE),
    "authority": _agency(AgencyKind.AUTHORITY),
    "place": _agency(*PLACES),
}
