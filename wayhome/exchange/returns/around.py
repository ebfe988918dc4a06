"""What a return says of a child beside the missing periods: who it is, and where it lived."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from wayhome.exchange.profiles.rows import Rows
from wayhome.exchange.profiles.ssda903.care import PLACED, code_of
from wayhome.exchange.profiles.ssda903.layouts import EPISODES, HEADER
from wayhome.exchange.profiles.ssda903.periods import written
from wayhome.exchange.returns.findings import eighteen
from wayhome.exchange.returns.in_care import Stay
from wayhome.exchange.returns.year import Year
from wayhome.rules.ages import ADULT, years_after
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import IdentifierStated, IdentityStated, PlacementKind
from wayhome.rules.identity import standing_identity

#: Ethnicities as a return codes them, and in the order of an inspection's list. Words for one are not translated, for
#: several codes may fit.
ETHNICITIES = (
    *("WBRI", "WIRI", "WIRT", "WOTH", "WROM"),
    *("MWBC", "MWBA", "MWAS", "MOTH"),
    *("AIND", "APKN", "ABAN", "AOTH"),
    *("BCRB", "BAFR", "BOTH"),
    *("CHNE", "OOTH", "REFU", "NOBT"),
)

#: SEX is coded in letters from the collection of 2024/25 on, in numbers before it: rule 101 of the sector's checker.
IN_LETTERS = date(2024, 4, 1)
LETTERS = {"M": "M", "F": "F", "U": "U"}
NUMBERS = {"M": "1", "F": "2"}

#: Reasons: looked after from that day on; another episode begins on the day; ceased, for a reason without a code.
STARTED, NEXT_BEGINS, OTHERWISE = "S", "X1", "E8"


@dataclass(frozen=True, slots=True)
class Child:
    """By which number the return knows whom, born when (None: not stated), and for which year."""

    number: str
    born: date | None
    year: Year


def add_header(rows: Rows, chronology: Chronology, child: Child) -> None:
    """The identity that stands; a return holds no name."""
    standing = standing_identity(chronology)
    who = standing.fact if standing and isinstance(standing.fact, IdentityStated) else IdentityStated()
    facts = [event.fact for event in chronology.by_kind.get("IdentifierStated", ())]
    numbers = {fact.scheme: fact.value for fact in facts if isinstance(fact, IdentifierStated)}
    upn = numbers.pop("UPN", "")
    sex = (LETTERS if child.year.begins >= IN_LETTERS else NUMBERS).get(who.sex, "")
    ethnicity = who.ethnicity.upper() if who.ethnicity.upper() in ETHNICITIES else ""
    rows.lost["name"] += bool(who.forename or who.surname)
    rows.lost["identity"] += max(len(chronology.by_kind.get("IdentityStated", ())) - 1, 0)
    rows.lost["sex"] += bool(who.sex) and not sex
    rows.lost["ethnicity"] += bool(who.ethnicity) and not ethnicity
    rows.lost["postcode"] += bool(who.postcode)
    rows.lost["number"] += sum(value != child.number for value in numbers.values())
    rows.add(HEADER.file, CHILD=child.number, SEX=sex, DOB=written(child.born), ETHNIC=ethnicity, UPN=upn)


def add_episodes(rows: Rows, lived: Iterable[Stay], ends: Collection[date | None], child: Child) -> None:
    """Those of the year. `ends` are the days on which the child's missing periods ended."""
    year = child.year
    for stay in lived:
        if stay.began > year.ends or (stay.ended is not None and stay.ended < year.begins):
            continue
        ended = None if stay.ended is None or stay.ended > year.ends else stay.ended
        placed = stay.placed
        rows.lost["code"] += placed is not None and placed.placement is PlacementKind.FOSTER_HOME
        rows.lost["short_break"] += placed is not None and placed.short_breaks is True
        rows.lost["home"] += placed is not None and (placed.home is not None or placed.host is not None)
        rows.add(
            EPISODES.file,
            CHILD=child.number,
            DECOM=written(stay.began),
            RNE=_began(stay, year),
            PLACE=code_of(placed.placement) if placed else "",
            DEC=written(ended),
            REC=_ceased(stay, ended, ends, child.born),
        )


def _began(stay: Stay, year: Year) -> str:
    """Why it began; blank for one that began before the year, as its own return says."""
    if stay.began not in year:
        return ""
    return STARTED if stay.begins_care else PLACED


def _ceased(stay: Stay, ended: date | None, ends: Collection[date | None], born: date | None) -> str:
    """Why it ceased, as far as that follows from what is known. Of one missing until the eighteenth birthday it does:
    rule 580 allows one reason alone.
    """
    if ended is None:
        return ""
    if stay.goes_on:
        return NEXT_BEGINS
    of_age = born is not None and ended in (years_after(born, ADULT), eighteen(born))
    return OTHERWISE if of_age and ended in ends else ""
