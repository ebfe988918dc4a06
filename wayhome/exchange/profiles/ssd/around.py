"""What the dataset says of a child beside the missing episodes: who it is, and in whose care."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wayhome.exchange.profiles.council import Council
from wayhome.exchange.profiles.source import NotKept
from wayhome.exchange.profiles.ssd.layouts import EPISODES, PERSON, PLACEMENTS
from wayhome.exchange.profiles.ssd.values import SEXES, day, is_known, kind_of, moment, said
from wayhome.exchange.profiles.ssda903.periods import Care, care
from wayhome.exchange.profiles.values import NotRead
from wayhome.exchange.profiles.whole import ChildsRows, Row
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    CareStatus,
    CareStatusStated,
    IdentifierStated,
    IdentityStated,
    Placed,
    PlacementEnded,
    ResponsibleAuthorityStated,
)
from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence

#: Numbers by which others may know the child too.
NUMBERS = {"pers_upn": "UPN", "pers_single_unique_id": "single unique id"}

_, BEGAN, CEASED = EPISODES.required
NUMBER, _, START, TYPE, END = PLACEMENTS.required


def of_child(
    council: Council, rows: ChildsRows, at: Moment, in_care: list[Care], not_kept: list[NotKept]
) -> list[Event]:
    """Who it is, known at least since `at`, and the care; what cannot be read goes to `not_kept`."""
    events = [*_numbers(council, rows, at), *_care(council, rows.child, in_care)]
    try:
        events += _identity(council, rows, at)
    except NotRead as not_read:
        not_kept.append((PERSON.file, rows.of(PERSON)[0].line, not_read))
    for row in rows.of(PERSON)[1:]:
        if row.values != rows.of(PERSON)[0].values:
            twice = NotRead(PERSON.child, Sentence("ssd.twice"))
            not_kept.append((PERSON.file, row.line, twice))
    return events


def placements(council: Council, rows: ChildsRows, not_kept: list[NotKept]) -> list[Event]:
    """Each with its end; what cannot be read goes to `not_kept`."""
    events: list[Event] = []
    seen: dict[str, Row] = {}
    for row in rows.of(PLACEMENTS):
        try:
            if not is_known(row, NUMBER, seen):
                events += _placement(council, rows.child, row)
        except NotRead as not_read:
            not_kept.append((PLACEMENTS.file, row.line, not_read))
    return events


def in_care(rows: ChildsRows, not_kept: list[NotKept]) -> list[Care]:
    """The unbroken periods of care."""
    spells: list[_Spell] = []
    for row in rows.of(EPISODES):
        try:
            spells.append(_Spell.of(row))
        except NotRead as not_read:
            not_kept.append((EPISODES.file, row.line, not_read))
    return care(spells)


@dataclass(frozen=True, slots=True)
class _Spell:
    began: date
    ceased: date | None

    @classmethod
    def of(cls, row: Row) -> _Spell:
        began, ceased = day(row, BEGAN), day(row, CEASED)
        if began is None:
            raise NotRead(BEGAN, Sentence("ssd.no_start"))
        if ceased is not None and ceased < began:
            raise NotRead(CEASED, Sentence("ssd.ends_first"))
        return cls(began, ceased)


def _numbers(council: Council, rows: ChildsRows, at: Moment) -> Iterator[Event]:
    child = rows.child
    own = IdentifierStated(scheme=council.scheme, value=child)
    yield council.event(child, council.key(child, "number"), own, at)
    if council.named:
        stated = ResponsibleAuthorityStated(authority=council.authority)
        yield council.event(child, council.key(child, "authority"), stated, at)
    for row in rows.of(PERSON)[:1]:
        for column, scheme in NUMBERS.items():
            if number := said(row, column):
                fact = IdentifierStated(scheme=scheme, value=number)
                yield council.event(child, council.key(child, column), fact, at)


def _identity(council: Council, rows: ChildsRows, at: Moment) -> list[Event]:
    """As the child's first row states it. Raises NotRead."""
    for row in rows.of(PERSON)[:1]:
        sex = said(row, "pers_sex") or said(row, "pers_gender")
        identity = IdentityStated(
            forename=row.values["pers_forename"],
            surname=row.values["pers_surname"],
            born=day(row, "pers_dob"),
            sex=SEXES.get(sex.upper(), sex),
            ethnicity=said(row, "pers_ethnicity"),
        )
        if identity != IdentityStated():
            return [council.event(rows.child, council.key(rows.child, "identity"), identity, at)]
    return []


def _care(council: Council, child: str, in_care: list[Care]) -> Iterator[Event]:
    for period in in_care:
        began = CareStatusStated(status=CareStatus.LOOKED_AFTER)
        key = council.key(child, "care", f"{period.began}")
        yield council.event(child, key, began, Moment.day(period.began))
        if period.ceased is not None:
            over = CareStatusStated(status=CareStatus.NOT_LOOKED_AFTER)
            key = council.key(child, "care-ceased", f"{period.ceased}")
            yield council.event(child, key, over, Moment.day(period.ceased))


def _placement(council: Council, child: str, row: Row) -> list[Event]:
    flags: list[str] = []
    end_flags: list[str] = []
    began, ended = moment(row, START, flags), moment(row, END, end_flags)
    number = row.values[NUMBER]
    if began is None:
        raise NotRead(START, Sentence("ssd.no_start"))
    key, placed = council.key(child, "placed", number), Placed(placement=kind_of(said(row, TYPE)))
    events = [council.event(child, key, placed, began, flags=flags)]
    if ended is not None:
        over = council.key(child, "placement-ended", number)
        events.append(council.event(child, over, PlacementEnded(began=key), ended, flags=end_flags))
    return events
