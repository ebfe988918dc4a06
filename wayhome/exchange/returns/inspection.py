"""A looked-after child as a row of the list that an inspection asks for, and what of that row is known here.

The columns are called, and counted, as in the sector's own script for it (Data to Insight, standard safeguarding
dataset, Annex A, list 8). Ofsted's own text was not read. Of its columns those are written of which a record of missing
children knows anything; the others come from the case system, row by row under the same number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from string import ascii_lowercase
from typing import Final

from wayhome.cases.children.reading.care import responsible_authority
from wayhome.exchange.profiles.rows import Rows
from wayhome.exchange.profiles.ssd.interviews import NO, YES, accepted, offered
from wayhome.exchange.profiles.ssda903.care import code_of
from wayhome.exchange.profiles.ssda903.periods import written
from wayhome.exchange.returns import around
from wayhome.exchange.returns.in_care import Stay, in_care, stays
from wayhome.rules.ages import age_on, stated_birth
from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import Episode, episodes
from wayhome.rules.facts import IdentityStated
from wayhome.rules.identity import standing_identity
from wayhome.rules.moment import day_of
from wayhome.rules.working_days import Months

FILE: Final = "list_8_missing.csv"

MISSING, AWAY = "EpisodesChildMissingFromPlacement", "EpisodesChildAbsentFromPlacement"
OFFERED, ACCEPTED = "ChildOfferedReturnInterviewAfterLastMFH", "ChildAcceptedReturnInterviewAfterLastMFH"

COLUMNS: Final = (
    "ChildUniqueID",
    "Gender",
    "Ethnicity",
    "DateOfBirth",
    "Age",
    "MostRecentPlacementStartDate",
    "PlacementType",
    "CeasedLookedAfterDate",
    MISSING,
    AWAY,
    OFFERED,
    ACCEPTED,
)

SEXES: Final[Mapping[str, str]] = {"M": "a) Male", "F": "b) Female"}
NO_SEX: Final = "c) Not stated/recorded"

#: Each with the letter of its place.
ETHNICITIES: Final[Mapping[str, str]] = {
    code: f"{letter}) {code}"
    for letter, code in zip(ascii_lowercase, (*around.ETHNICITIES, "UNKNOWN"), strict=False)
}

ANSWERS: Final[Mapping[str, str]] = {YES: "a) Yes", NO: "b) No", "": "c) Unknown"}

#: Who ceased to be looked after stays on the list for so long; and of how long the episodes are counted.
AFTER_CARE, COUNTED = Months(-6), Months(-12)


def rows_of(chronology: Chronology, number: str, council: str | None, *, at: datetime) -> Rows:
    """As the list stands at `at`. `number` is what it is to know the child by.

    A child has a row who is looked after then or ceased to be in the six months before, and was ever missing or away.
    `council` is the code of whose list it is; None: nobody has said, and every child is theirs.
    """
    chronology, today = chronology.as_at(at), day_of(at)
    every, care = episodes(chronology), in_care(chronology, today)
    last = care[-1] if care else None
    if not every or last is None or (last.ceased is not None and last.ceased < AFTER_CARE.after(today)):
        return Rows()
    whose = responsible_authority(chronology)
    if council is not None and (whose is None or whose.code != council):
        lost = Rows()
        lost.lost["nobodys" if whose is None else "anothers"] += 1
        return lost
    lived, rows = stays(chronology, [last])[-1], Rows()
    rows.add(
        FILE,
        ChildUniqueID=number,
        CeasedLookedAfterDate=written(last.ceased),
        MostRecentPlacementStartDate=written(lived.began),
        PlacementType=code_of(lived.placed.placement) if lived.placed else "",
        **_who(chronology, today),
        **_missing([one for one in every if _since(one, today)], lived),
    )
    return rows


def _who(chronology: Chronology, today: date) -> dict[str, str]:
    standing, born = standing_identity(chronology), stated_birth(chronology)
    who = standing.fact if standing and isinstance(standing.fact, IdentityStated) else IdentityStated()
    return {
        "Gender": SEXES.get(who.sex, NO_SEX),
        "Ethnicity": ETHNICITIES.get(who.ethnicity.upper(), ETHNICITIES["UNKNOWN"]),
        "DateOfBirth": written(born[1]) if born else "",
        "Age": str(age_on(today, born[1])) if born else "",
    }


def _missing(counted: Iterable[Episode], lived: Stay) -> dict[str, str]:
    """Missing wherever the child lived, and away from the last placement alone: so the script counts. The interview is
    that after the last episode from that placement which is over, or else the one that is not.
    """
    counted = list(counted)
    here = [one for one in counted if _began(one) >= lived.began]
    missing = sorted((one for one in here if not one.is_away), key=_last_over)
    last = missing[-1] if missing else None
    return {
        MISSING: str(sum(not one.is_away for one in counted)),
        AWAY: str(sum(one.is_away for one in here)),
        OFFERED: ANSWERS[offered(last)] if last else "",
        ACCEPTED: ANSWERS[accepted(last)] if last else "",
    }


def _since(one: Episode, today: date) -> bool:
    return COUNTED.after(today) <= _began(one) <= today


def _began(one: Episode) -> date:
    return day_of(one.opened_by.happened_at.begins)


def _last_over(one: Episode) -> tuple[bool, date]:
    return one.counted_end is not None, _began(one)
