"""All that the dataset says of one child who has a missing episode in it, or a placement and none."""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.exchange.profiles import council as councils
from wayhome.exchange.profiles.council import Council
from wayhome.exchange.profiles.source import Kept, NotKept, OneChild
from wayhome.exchange.profiles.ssd import around
from wayhome.exchange.profiles.ssd.layouts import MISSING, PLACEMENTS
from wayhome.exchange.profiles.ssd.values import TYPES, is_known, moment, said, yes_no
from wayhome.exchange.profiles.ssda903.periods import Care
from wayhome.exchange.profiles.values import NotRead
from wayhome.exchange.profiles.whole import ChildsRows, Row
from wayhome.rules.event import Event, System
from wayhome.rules.facts import (
    Answer,
    Found,
    InterviewAnswered,
    InterviewOffered,
    Missing,
    MissingFrom,
    RecordedAs,
    Returned,
)
from wayhome.rules.moment import Moment, day_of
from wayhome.rules.sentence import Sentence

NUMBER, _, START, TYPE, END = MISSING.required
OFFERED, ACCEPTED = MISSING.optional


def read(council: Council, rows: ChildsRows) -> tuple[OneChild, list[NotKept]]:
    """What the dataset says of the child, and which of the child's rows were not kept."""
    not_kept: list[NotKept] = []
    in_care = around.in_care(rows, not_kept)
    kept: list[tuple[Row, list[Event]]] = []
    seen: dict[str, Row] = {}
    for row in rows.of(MISSING):
        try:
            told_before = is_known(row, NUMBER, seen)
            kept.append((row, [] if told_before else list(_episode(council, rows.child, row, in_care))))
        except NotRead as not_read:
            not_kept.append((MISSING.file, row.line, not_read))
    if kept:
        # Said once of a child, with the episode that began first, in whatever order the rows stand.
        first = min((events for _, events in kept if events), key=lambda events: events[0].happened_at)
        first += around.of_child(council, rows, first[0].happened_at, in_care, not_kept)
        first += around.placements(council, rows, not_kept)
    told = (Kept(MISSING.file, row.line, tuple(events)) for row, events in kept)
    return OneChild(rows.child, tuple(told)), not_kept


def read_in_care(council: Council, rows: ChildsRows) -> tuple[OneChild, list[NotKept]]:
    """What it says of a child for whom it has no missing episode: nothing, where no day of placement is read."""
    not_kept: list[NotKept] = []
    placed = around.placements(council, rows, not_kept)
    if not placed:
        return OneChild(rows.child, ()), not_kept
    in_care = around.in_care(rows, not_kept)
    said = around.of_child(council, rows, placed[0].happened_at, in_care, not_kept)
    return OneChild(
        rows.child, (Kept(PLACEMENTS.file, rows.of(PLACEMENTS)[0].line, (*said, *placed)),)
    ), not_kept


def _episode(council: Council, child: str, row: Row, in_care: list[Care]) -> Iterator[Event]:
    """An episode with its end, which is when one missing was found and one away returned.

    That the other of the two was then too is assumed; the dataset does not hold it.
    """
    flags: list[str] = []
    end_flags: list[str] = []
    began, ended = moment(row, START, flags), moment(row, END, end_flags)
    if began is None:
        raise NotRead(START, Sentence("returns.no_start"))
    recorded_as = TYPES.get(said(row, TYPE).upper())
    if recorded_as is None:
        raise NotRead(TYPE, Sentence("returns.type"))
    offered, accepted = yes_no(row, OFFERED, flags), yes_no(row, ACCEPTED, flags)
    system = council.system if offered is not None or accepted else without_interviews(council.system)
    base = council.key(child, row.values[NUMBER])
    key, away = f"{base}/missing", recorded_as is RecordedAs.AWAY

    missing = Missing(missing_from=_missing_from(began, in_care), recorded_as=recorded_as)
    yield council.event(child, key, missing, began, flags=flags, system=system)
    if ended is not None:
        found, back = Found(episode=key), Returned(episode=key)
        yield council.event(
            child, f"{base}/found", found, ended, assumed=away, flags=end_flags, system=system
        )
        yield council.event(
            child, f"{base}/returned", back, ended, assumed=not away, flags=end_flags, system=system
        )
    since = Moment.since((ended or began).begins)
    if offered:
        yield council.event(child, f"{base}/offered", InterviewOffered(covers=(key,)), since)
    if accepted or (offered and accepted is False):
        answer = Answer.ACCEPTED if accepted else Answer.DECLINED
        yield council.event(child, f"{base}/answered", InterviewAnswered(covers=(key,), answer=answer), since)


def _missing_from(began: Moment, in_care: list[Care]) -> MissingFrom:
    """Care, where a period of care lies over the day; of any other child the dataset does not say."""
    on = day_of(began.begins)
    was = any(one.began <= on and (one.ceased is None or on <= one.ceased) for one in in_care)
    return MissingFrom.CARE if was else MissingFrom.ELSEWHERE


def without_interviews(system: System) -> System:
    """Of a row that leaves both answers blank: it is silent about interviews, which is not 'not offered'."""
    return System(f"{system.name}, no interviews", councils.SAYS)
