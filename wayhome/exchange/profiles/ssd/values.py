"""The dataset's values: what its columns hold and what that means, read and written."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from wayhome.exchange.profiles.values import NotRead, moment_in
from wayhome.exchange.profiles.whole import Row
from wayhome.rules.facts import PlacementKind, RecordedAs
from wayhome.rules.moment import LONDON, Moment, day_of
from wayhome.rules.sentence import Sentence

#: A database writes a day as its midnight, so that midnight says no time.
_MIDNIGHT: Final = re.compile(r"[T ]00:00(:00(\.0+)?)?$")
_CLOCK: Final = r"([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,7})?)?)?"
_WRITTEN: Final = re.compile(rf"(\d{{4}}-\d\d-\d\d|\d\d/\d\d/\d{{4}}){_CLOCK}")

TYPES: Final = {
    "M": RecordedAs.MISSING,
    "MISSING": RecordedAs.MISSING,
    "A": RecordedAs.AWAY,
    "AWAY": RecordedAs.AWAY,
    "ABSENT": RecordedAs.AWAY,
}

#: Of an interview. NA stands in extracts, though a note in the dataset says that it is not valid; it says nothing.
YES_NO: Final = {"Y": True, "N": False, "NA": None, "": None}

SEXES: Final = {"M": "M", "MALE": "M", "1": "M", "F": "F", "FEMALE": "F", "2": "F", "U": "U", "UNKNOWN": "U"}

#: The codes of placements that are told apart. Those of foster care all begin with a U, those of adoption with an A.
PLACEMENTS: Final = {
    "K1": PlacementKind.SECURE,
    "K2": PlacementKind.CHILDRENS_HOME,
    "H5": PlacementKind.SUPPORTED_ACCOMMODATION,
    "P1": PlacementKind.WITH_PARENTS,
    "P2": PlacementKind.INDEPENDENT,
    # as they are written here: which of several codes it was is not kept
    "FOSTER": PlacementKind.FOSTER_HOME,
    "ADOPTION": PlacementKind.FOR_ADOPTION,
}


def said(row: Row, column: str) -> str:
    """What stands there; NULL is how a database writes that nothing does."""
    value = row.values[column]
    return "" if value == "NULL" else value


def is_known(row: Row, number: str, seen: dict[str, Row]) -> bool:
    """Has a row with this number been told already? Two that differ are refused: nobody could say which counts."""
    if not row.values[number]:
        raise NotRead(number, Sentence("ssd.no_number"))
    before = seen.setdefault(row.values[number], row)
    if before.values != row.values:
        raise NotRead(number, Sentence("ssd.twice"))
    return before is not row


def moment(row: Row, column: str, flags: list[str]) -> Moment | None:
    """When; a day where only a midnight says so. Raises NotRead."""
    value = said(row, column)
    if value and not _WRITTEN.fullmatch(value):
        raise NotRead(column, Sentence("ssd.no_moment"))
    return moment_in(column, without_midnight(value), flags)


def without_midnight(value: str) -> str:
    return _MIDNIGHT.sub("", value)


def day(row: Row, column: str) -> date | None:
    found = moment(row, column, [])
    return None if found is None else day_of(found.begins)


def yes_no(row: Row, column: str, flags: list[str]) -> bool | None:
    """None: nothing is said. An answer that is none of those agreed is flagged, and says nothing either."""
    answer = said(row, column).upper()
    if answer not in YES_NO:
        flags.append(f"unknown_value:{column}")
    return YES_NO.get(answer)


def kind_of(code: str) -> PlacementKind:
    if re.fullmatch(r"U\d.*", code.upper()):
        return PlacementKind.FOSTER_HOME
    if re.fullmatch(r"A\d.*", code.upper()):
        return PlacementKind.FOR_ADOPTION
    return PLACEMENTS.get(code.upper(), PlacementKind.OTHER)


def code_of(kind: PlacementKind) -> str:
    return next((code for code, one in PLACEMENTS.items() if one is kind), "")


def written(when: Moment, column: str = "", flags: Collection[str] = ()) -> str:
    """As `moment` reads it again: an instant as London's clock showed it, and anything wider as its first day.

    An hour that a clock skipped is written as it was read, so that it is skipped again.
    """
    if not when.is_instant:
        return f"{day_of(when.begins)} 00:00:00"
    shown = when.begins.astimezone(LONDON)
    if f"skipped_hour:{column}" in flags:
        shown -= timedelta(hours=1)
    return shown.replace(tzinfo=None).isoformat(sep=" ")
