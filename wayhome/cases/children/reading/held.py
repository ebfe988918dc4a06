"""Who held the clock of a late duty, as somebody reads it: which agency, since when, for how long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from wayhome.cases.children.reading.known import Known
from wayhome.cases.children.reading.parts import Names
from wayhome.cases.children.reading.story import Reader
from wayhome.rules.facts import Agency
from wayhome.rules.finding import Finding
from wayhome.rules.held import Held, Hours, Part
from wayhome.rules.moment import Moment
from wayhome.rules.rulebook import who_held
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Row:
    """`who` None: nobody knew yet. `learned` None: then too, or where the source cannot say, as `how` tells."""

    who: str | None
    learned: Moment | None
    how: Sentence | None
    length: Sentence


@dataclass(frozen=True, slots=True)
class WhoHeld:
    """`lost` says what had gone before the owner was told."""

    caption: Sentence
    rows: tuple[Row, ...]
    lost: tuple[Sentence, ...]


def who_held_it(finding: Finding, known: Known, reader: Reader) -> WhoHeld | None:
    """Of a late duty; None for anything else."""
    held = who_held(finding, known.chronology, known.at)
    if held is None:
        return None
    return WhoHeld(
        caption=Sentence("held.caption", start=held.started_at, end=held.ended_at, whole=_length(held.whole)),
        rows=tuple(_rows(held, reader.names)),
        lost=tuple(_lost(held, finding.owner, reader.names)),
    )


def _rows(held: Held, names: Names) -> Iterator[Row]:
    if held.before_known.most:
        yield Row(None, None, None, _length(held.before_known))
    for part in held.parts:
        who = ", ".join(_name(agency, names) for agency in part.by)
        yield Row(who, part.learned, _how(part), _length(part.hours))


def _how(part: Part) -> Sentence:
    if part.learned is None:
        return Sentence("held.source_silent")
    return Sentence("held.assumed" if part.assumed else "held.stated")


def _lost(held: Held, owner: Agency | None, names: Names) -> Iterator[Sentence]:
    if owner is None:
        yield Sentence("held.lost.nobody_stated")
        return
    name, lost = _name(owner, names), held.before_owner
    if lost is None:
        yield Sentence("held.lost.never_told", owner=name)
    elif held.owner_learned is None:
        yield Sentence("held.lost.source_silent", owner=name, most=_elapsed(lost.most))
    elif lost.most:
        yield Sentence("held.lost.hours", owner=name, length=_length(lost))
    else:
        yield Sentence("held.lost.none", owner=name)
    if held.owner_assumed:
        yield Sentence("held.lost.assumed", owner=name)


def _name(agency: Agency, names: Names) -> str:
    return names.get(agency.code, agency.code)


def _length(hours: Hours) -> Sentence:
    if hours.least == hours.most:
        return _elapsed(hours.most)
    return Sentence("held.length.from_to", least=_elapsed(hours.least), most=_elapsed(hours.most))


def _elapsed(length: timedelta) -> Sentence:
    """In hours, however many: limits are set in hours, and parts are to be added up."""
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    said = Sentence("duration.hours", n=hours), Sentence("duration.minutes", n=minutes)
    if hours and minutes:
        return Sentence("held.length.hours_and_minutes", hours=said[0], minutes=said[1])
    return said[1] if minutes else said[0]
