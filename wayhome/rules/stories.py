"""The smallest story that starts a clock: of nobody, told to everybody, with only what the clock looks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import MISSING, Field, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import product
from types import NoneType, UnionType
from typing import Any, NamedTuple, assert_never, get_args, get_origin, get_type_hints

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import (
    Agency,
    BelievedToBe,
    CareStatus,
    CareStatusStated,
    Fact,
    Found,
    IdentityStated,
    Missing,
    MissingFrom,
    NoticeGiven,
    Placed,
    PlacementKind,
    ResponsibleAuthorityStated,
)
from wayhome.rules.moment import LONDON, Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.triggers import (
    EitherOf,
    Happened,
    Noticed,
    PlacedOutOfArea,
    SearchEnded,
    Told,
    Trigger,
    Turned18,
)

#: Every word in a story is the key of its one episode: a key where one is asked for, and anybody's words elsewhere.
EPISODE = "episode"

_DAY = timedelta(days=1)


class Situation(NamedTuple):
    """To whom a child who goes missing is tied, as far as anybody has stated; somebody always reports.

    `home` is the children's home in which the child is placed and from which the child is missing, `believed` the force
    of the area in which the child is believed to be.
    """

    responsible: Agency | None
    host: Agency | None
    home: Agency | None
    force: Agency | None
    believed: Agency | None
    reporting: Agency


def story(starts: Trigger, of: Situation, everyone: Sequence[Agency], day: date) -> Chronology:
    """A child in care, missing from noon of that day, and what `starts` looks for; all of it told to `everyone`."""
    noon = Moment.at(datetime.combine(day, time(12), LONDON))
    facts: dict[str, Fact] = {
        "CareStatusStated": CareStatusStated(status=CareStatus.LOOKED_AFTER),
        "Placed": Placed(placement=PlacementKind.CHILDRENS_HOME),
        "Missing": Missing(missing_from=MissingFrom.CHILDRENS_HOME),
    }
    if of.responsible is not None:
        facts["ResponsibleAuthorityStated"] = ResponsibleAuthorityStated(authority=of.responsible)
    if of.believed is not None:
        facts["BelievedToBe"] = BelievedToBe(episode=EPISODE, force=of.believed)
    looked_for = _looked_for(starts, tuple(everyone), day)
    if looked_for is not None:
        facts[type(looked_for).__name__] = looked_for
    told = tuple(Telling(one, noon) for one in everyone)
    return Chronology.of(
        "",
        (
            Event(
                child="",
                key=EPISODE if kind == "Missing" else kind,
                fact=_tied(fact, of),
                happened_at=noon,
                of=of.reporting,
                told=told,
            )
            for kind, fact in facts.items()
        ),
    )


def told_by(day: date) -> datetime:
    """When a story of that day is over: a birthday in it has come by then."""
    return datetime.combine(day + 2 * _DAY, time(12), LONDON)


def _tied(fact: Fact, of: Situation) -> Fact:
    match fact:
        case Missing():
            return replace(fact, force=of.force, place=of.home)
        case Placed():
            return replace(fact, host=of.host, home=of.home)
    return fact


@lru_cache(maxsize=256)
def _looked_for(starts: Trigger, everyone: tuple[Agency, ...], day: date) -> Fact | None:
    """None where a child who is placed and missing is all it looks for, or where no fact is what it looks for."""
    match starts:
        case Happened(kind=kind, where=where) | Told(kind=kind, where=where):
            return next(_plainest(kind, where, everyone, day), None)
        case EitherOf(one=one):
            return _looked_for(one, everyone, day)
        case Noticed(notice=notice):
            return NoticeGiven(episode=EPISODE, notice=notice)
        case PlacedOutOfArea(where=where):
            return next(_plainest(Placed, where, everyone, day), None) if where else None
        case SearchEnded():
            return Found(episode=EPISODE)
        case Turned18():
            return IdentityStated(born=_eighteen_years_before(day + _DAY))
        case _:
            assert_never(starts)


def _eighteen_years_before(day: date) -> date:
    """For a 29 February, which no such year has, before the day after it."""
    leap = (day.month, day.day) == (2, 29)
    return (day + _DAY if leap else day).replace(year=day.year - 18)


def _plainest(
    kind: type[Fact], where: Callable[[Fact], bool] | None, everyone: Sequence[Agency], day: date
) -> Iterator[Fact]:
    """Facts of a kind of which `where` holds, each field as it is left unsaid before it is said."""
    hints = get_type_hints(kind)
    values = {field.name: _values(field, hints[field.name], everyone, day) for field in fields(kind)}
    for chosen in product(*values.values()):
        with suppress(Refusal):
            fact = kind(**dict(zip(values, chosen, strict=True)))
            if where is None or where(fact):
                yield fact


def _values(field: Field[Any], hint: Any, everyone: Sequence[Agency], day: date) -> list[Any]:
    unsaid = [] if field.default in (MISSING, "") else [field.default]
    if get_origin(hint) is UnionType:
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    return [*unsaid, *(value for value in _sayable(hint, everyone, day) if value not in unsaid)]


def _sayable(hint: Any, everyone: Sequence[Agency], day: date) -> Sequence[Any]:
    if get_origin(hint) is tuple:
        return [(EPISODE,)]
    if issubclass(hint, StrEnum):
        return list(hint)
    sayable: dict[type, Sequence[Any]] = {
        str: [EPISODE],
        bool: [True, False],
        Agency: everyone,
        Moment: [Moment.day(day)],
        date: [day],
    }
    return sayable[hint]
