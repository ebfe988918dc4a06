"""The authorities of England and Wales with children's services duties, past and present, and their police.

Source: mySociety's register of local authorities and the ONS lookups of 2019 (see data/README.md).
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, cast

from wayhome.exchange.tables.refused import printable
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

_DATA = Path(__file__).parent / "data"
_GSS_CODE = re.compile(r"[a-z]\d{5,9}")

Nation = Literal["england", "wales"]


@dataclass(frozen=True, slots=True)
class Authority:
    """An upper-tier or unitary authority, under its newest GSS code.

    `ended` is its last day, None while it exists. `replaced_by` holds the GSS codes of those that took over
    any part of its area. `started` is None where the source does not know it.
    """

    code: str
    name: str
    nation: Nation
    force_code: str
    started: date | None
    ended: date | None
    replaced_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Force:
    """A territorial police force. London has two: the City's own, the Metropolitan Police for the rest."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class _Known:
    """Whom a spelling means. `district` names the district that was asked for, where it was one."""

    authority: str
    district: str


def authorities() -> tuple[Authority, ...]:
    """Every authority, ended ones included, in the order of their codes."""
    return tuple(_authorities().values())


def authority(code: str) -> Authority:
    """The authority of a GSS code: a recoded one under its newest, a district's is the one that serves it.

    Refuses a code that is not known, with the nearest that are.
    """
    known = _spellings().get(folded(code))
    if known is None or not _GSS_CODE.fullmatch(folded(code)):
        raise _unknown(code)
    return _authorities()[known.authority]


def find(text: str) -> Authority:
    """The authority a person means by a GSS code, a register code (`BRD`) or a known spelling of its name.

    A name that an ended authority shares with a living one means the living one. Refuses any other text, with
    the nearest names.
    """
    known = _spellings().get(folded(text))
    if known is None:
        raise _unknown(text)
    return _authorities()[known.authority]


def note(text: str) -> Sentence | None:
    """What to tell the person of how `find(text)` was read: that it named a district. None if it did not."""
    known = _spellings().get(folded(text))
    if known is None or not known.district:
        return None
    serving = _authorities()[known.authority]
    return Sentence("register.district", district=known.district, authority=_label(serving))


def current(code: str) -> Authority:
    """The authority that answers today for a code. Refuses, naming them, where several share the old area."""
    found = authority(code)
    while found.ended:
        if len(found.replaced_by) > 1:
            heirs = ", ".join(_label(_authorities()[heir]) for heir in found.replaced_by)
            raise Refusal(Sentence("register.several_successors", given=_label(found), successors=heirs))
        found = _authorities()[found.replaced_by[0]]
    return found


def force(code: str) -> Force:
    """The police force of a police force area's GSS code. Refuses an unknown one, with the nearest."""
    known = _forces()
    if code not in known:
        nearest = ", ".join(_label(known[near]) for near in difflib.get_close_matches(code, known, n=3))
        raise Refusal(_unknown_sentence("register.unknown_force", code, nearest))
    return known[code]


def folded(text: str) -> str:
    """A spelling without what people vary: case, blanks, punctuation, & for and."""
    bare = text.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    return " ".join(re.findall(r"\w+", bare))


def _unknown(given: str) -> Refusal:
    return Refusal(_unknown_sentence("register.unknown_authority", given, _nearest(folded(given))))


def _unknown_sentence(key: str, given: str, nearest: str) -> Sentence:
    given = printable(given)
    return (
        Sentence(key, given=given, nearest=nearest) if nearest else Sentence(f"{key}_unlike_any", given=given)
    )


def _nearest(spelling: str, at_most: int = 3) -> str:
    """Labels of the authorities whose codes (for a code) or spellings (for a name) come closest."""
    is_code = _GSS_CODE.fullmatch(spelling) is not None
    alike = [known for known in _spellings() if bool(_GSS_CODE.fullmatch(known)) == is_code]
    close = difflib.get_close_matches(spelling, alike, n=at_most * 4, cutoff=0.55)
    found = dict.fromkeys(_spellings()[near].authority for near in close)
    return ", ".join(_label(_authorities()[code]) for code in list(found)[:at_most])


def _label(one: Authority | Force) -> str:
    return f"{one.code} {one.name}"


@cache
def _authorities() -> dict[str, Authority]:
    return {one.code: one for one in map(_authority, _rows("authorities.csv"))}


def _authority(row: dict[str, str]) -> Authority:
    return Authority(
        code=row["code"],
        name=row["name"],
        nation=cast(Nation, row["nation"]),
        force_code=row["force_code"],
        started=_day(row["started"]),
        ended=_day(row["ended"]),
        replaced_by=tuple(row["replaced_by"].split()),
    )


@cache
def _forces() -> dict[str, Force]:
    return {row["code"]: Force(row["code"], row["name"]) for row in _rows("forces.csv")}


@cache
def _spellings() -> dict[str, _Known]:
    return {row["spelling"]: _Known(row["authority"], row["district"]) for row in _rows("spellings.csv")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
