"""How long each agency keeps what it said of a child: the longest that any of its own purposes asks for.

Agencies stay separate: what another still needs keeps nothing here. What nobody can say is *unknown*, and unknown is
never 'may be erased'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wayhome.rules.ages import ADULT, birthday_at, eighteenth_birthday, years_after
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import Agency, AgencyKind, IdentityStated, Nation
from wayhome.rules.finding import Source, Weight
from wayhome.rules.identity import decision
from wayhome.rules.limits import Setting
from wayhome.rules.moment import Moment, day_of
from wayhome.rules.sentence import Sentence


class Unsettled(StrEnum):
    """Why nobody can say until when: each is for a person to settle."""

    NOT_AGREED = "not_agreed"  # no law speaks of such a record, and no protocol does
    BIRTHDAY = "birthday"  # not stated, disputed, or stated twice and not decided
    LAST_SAID = "last_said"  # of the last thing nobody said until when it can have been


@dataclass(frozen=True, slots=True)
class Birthday:
    """Until the day the child turns `age`; or so many years from the death of a child who died before 18."""

    age: int
    years_after_death: int

    def day(self, chronology: Chronology, agency: Agency) -> date | Unsettled:
        turns = _birthday(self.age, chronology)
        died = _died_as_a_child(chronology)
        if died is None or isinstance(turns, Unsettled):
            return turns
        return years_after(day_of(died.last), self.years_after_death)


@dataclass(frozen=True, slots=True)
class Quiet:
    """So many years after the 18th birthday, or after the last thing the agency said, whichever is later."""

    years: int | Setting

    def day(self, chronology: Chronology, agency: Agency) -> date | Unsettled:
        assert isinstance(self.years, int)
        turns = _birthday(ADULT, chronology)
        last = max(event.happened_at.ends for event in chronology.editions if event.of == agency)
        if isinstance(turns, Unsettled):
            return turns
        if Moment.at(last).is_open:
            return Unsettled.LAST_SAID
        return years_after(max(turns, day_of(last)), self.years)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClass:
    """A kind of record of which somebody says how long it is kept. `nation` None: both.

    `covers` asks whether an agency's record of a child is of this kind.
    """

    rule: str
    by: frozenset[AgencyKind]
    covers: Callable[[Chronology, Agency], bool]
    until: Birthday | Quiet
    weight: Weight
    source: Source
    nation: Nation | None = None

    def binds(self, agency: Agency) -> bool:
        """Where nobody stated the agency's nation, the law of either may bind, and does."""
        return agency.kind in self.by and (self.nation is None or agency.nation in (None, self.nation))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """`until` None: nobody can say, for the reason `unsettled`. `under` None: no class covers it."""

    agency: Agency
    under: RecordClass | None = None
    until: Moment | None = None
    unsettled: Unsettled | None = None

    @property
    def sentence(self) -> Sentence:
        """What kind of record it is kept as; or why nobody can say until when."""
        if self.unsettled is not None or self.under is None:
            return Sentence(f"keeping.unsettled.{self.unsettled}")
        return Sentence(self.under.rule)

    def is_due(self, as_at: datetime) -> bool:
        """Has its last day passed?"""
        return self.until is not None and self.until.ends <= as_at


def kept(chronology: Chronology, agency: Agency, classes: Iterable[RecordClass]) -> Kept:
    """Until when the agency keeps what it said. `chronology` holds all of it, what was sealed too.

    Every edition counts for what kind of record it is: what was corrected is part of the record.
    """
    asking = [one for one in classes if one.binds(agency) and one.covers(chronology, agency)]
    days = [(one.until.day(chronology, agency), one) for one in asking]
    for day, under in days:
        if isinstance(day, Unsettled):
            return Kept(agency=agency, under=under, unsettled=day)
    settled = [(day, under) for day, under in days if isinstance(day, date)]
    if not settled:
        return Kept(agency=agency, unsettled=Unsettled.NOT_AGREED)
    day, under = max(settled, key=lambda pair: pair[0])
    return Kept(agency=agency, under=under, until=Moment.day(day))


def _birthday(age: int, chronology: Chronology) -> date | Unsettled:
    turns = birthday_at(age, chronology) if _is_born_on_one_day(chronology) else None
    return Unsettled.BIRTHDAY if turns is None else day_of(turns.begins)


def _is_born_on_one_day(chronology: Chronology) -> bool:
    facts = (event.fact for event in chronology.by_kind.get("IdentityStated", ()))
    days = {fact.born for fact in facts if isinstance(fact, IdentityStated) and fact.born}
    return len(days) == 1 or decision(chronology) is not None


def _died_as_a_child(chronology: Chronology) -> Moment | None:
    """When found dead, if that was certainly before the 18th birthday; else the longer of the two limits holds."""
    dead, adult = chronology.by_kind.get("FoundDead"), eighteenth_birthday(chronology)
    if not dead or adult is None:
        return None
    return dead[-1].happened_at if dead[-1].happened_at.by(adult) else None
