"""All that a return says of one child who was missing or away in its year, or was looked after and was neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wayhome.exchange.profiles.council import Council
from wayhome.exchange.profiles.source import Kept, NotKept, OneChild
from wayhome.exchange.profiles.ssda903 import care
from wayhome.exchange.profiles.ssda903.layouts import EPISODES, HEADER, MISSING
from wayhome.exchange.profiles.ssda903.periods import day
from wayhome.exchange.profiles.values import NotRead
from wayhome.exchange.profiles.whole import ChildsRows, Row
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    Found,
    IdentifierStated,
    IdentityStated,
    Missing,
    MissingFrom,
    RecordedAs,
    ResponsibleAuthorityStated,
    Returned,
)
from wayhome.rules.moment import Moment, day_of
from wayhome.rules.sentence import Sentence

SEXES = {"1": "M", "2": "F", "M": "M", "F": "F", "U": "U"}
TYPES = {"M": RecordedAs.MISSING, "A": RecordedAs.AWAY}


def read(council: Council, rows: ChildsRows) -> tuple[OneChild, list[NotKept]]:
    """What the return says of the child, and which of the child's missing periods were not kept."""
    kept: list[Kept] = []
    not_kept: list[NotKept] = []
    starts: Counter[Moment] = Counter()
    for row in rows.of(MISSING):
        try:
            began = _start(row)
            starts[began] += 1
            base = council.key(rows.child, f"{day_of(began.begins)}", str(starts[began]))
            said = list(_period(council, rows.child, base, began, row))
        except NotRead as not_read:
            not_kept.append((MISSING.file, row.line, not_read))
            continue
        if not kept:
            said += [*_who(council, rows, began), *care.events(council, rows.child, rows.of(EPISODES))]
        kept.append(Kept(MISSING.file, row.line, tuple(said)))
    return OneChild(rows.child, tuple(kept)), not_kept


def read_in_care(council: Council, rows: ChildsRows) -> tuple[OneChild, list[NotKept]]:
    """What it says of a child for whom it has no missing period: nothing, where no day is read on which care began."""
    in_care = list(care.events(council, rows.child, rows.of(EPISODES)))
    if not in_care:
        return OneChild(rows.child, ()), []
    said = *_who(council, rows, in_care[0].happened_at), *in_care
    return OneChild(rows.child, (Kept(EPISODES.file, rows.of(EPISODES)[0].line, said),)), []


def _period(council: Council, child: str, base: str, began: Moment, row: Row) -> Iterator[Event]:
    """A period with its end, which is the day found for one missing and the day returned for one away.

    The other of the two is assumed to be the same day; a return does not hold it.
    """
    ended = _day(row, "MIS_END")
    recorded_as = TYPES.get(row.values["MISSING"].upper())
    if recorded_as is None:
        raise NotRead("MISSING", Sentence("returns.type"))
    key, away = f"{base}/missing", recorded_as is RecordedAs.AWAY
    yield council.event(child, key, Missing(missing_from=MissingFrom.CARE, recorded_as=recorded_as), began)
    if ended is not None:
        yield council.event(child, f"{base}/found", Found(episode=key), ended, assumed=away)
        yield council.event(child, f"{base}/returned", Returned(episode=key), ended, assumed=not away)


def _who(council: Council, rows: ChildsRows, at: Moment) -> Iterator[Event]:
    """Said once a child: number, authority, and each day of birth that the tables state."""
    number = council.key(rows.child, "number")
    yield council.event(rows.child, number, IdentifierStated(scheme=council.scheme, value=rows.child), at)
    if council.named:
        fact = ResponsibleAuthorityStated(authority=council.authority)
        yield council.event(rows.child, council.key(rows.child, "authority"), fact, at)
    headers = rows.of(HEADER)
    header = headers[0].values if headers else {}
    if upn := header.get("UPN", ""):
        fact_of = IdentifierStated(scheme="UPN", value=upn)
        yield council.event(rows.child, council.key(rows.child, "upn"), fact_of, at)
    stated = {row.values["DOB"]: None for row in (*headers, *rows.of(MISSING))}
    for nth, written in enumerate(stated, start=1):
        is_header = nth == 1
        identity = IdentityStated(
            born=day(written),
            sex=SEXES.get(header.get("SEX", "").upper(), "") if is_header else "",
            ethnicity=header.get("ETHNIC", "") if is_header else "",
        )
        if identity != IdentityStated():
            yield council.event(rows.child, council.key(rows.child, "identity", str(nth)), identity, at)


def _start(row: Row) -> Moment:
    began = _day(row, "MIS_START")
    if began is None:
        raise NotRead("MIS_START", Sentence("returns.no_start"))
    return began


def _day(row: Row, column: str) -> Moment | None:
    """The whole of a day: a return holds no hours. None where nothing stands."""
    written = row.values[column]
    if not written:
        return None
    read = day(written)
    if read is None:
        raise NotRead(column, Sentence("returns.no_day"))
    return Moment.day(read)
