"""A mapping to begin from, proposed from the names of a file's columns alone; what could not be placed is said."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final, NamedTuple

from wayhome.exchange.profiles.folder import Layout
from wayhome.exchange.profiles.mapping.reading import ONTO, table_name
from wayhome.exchange.profiles.values import plain
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: What files are known to call a column, beside what the profile calls it. Of several the earliest is taken.
KNOWN_AS: Final[Mapping[str, tuple[str, ...]]] = {
    "incident_id": ("incident number", "incident ref", "episode id", "episode ref", "report id", "reportid",
                    "report number", "reference", "log number", "incident", "urn"),
    "person_id": ("child id", "client id", "misper id", "misperid", "child ref", "person number", "nominal id",
                  "case number", "child"),
    "last_seen_at": ("last seen", "date last seen", "missing since", "date missing", "missing date", "went missing",
                     "missing start", "episode start date", "start date", "start"),
    "reported_at": ("reported", "date reported", "date reported missing", "reported missing", "reported date",
                    "date notified"),
    "returned_at": ("returned", "date returned", "returned date", "return date", "date found", "found date", "found",
                    "date located", "missing end", "episode end date", "end date", "end"),
    "missing_from": ("missing from type", "residence type", "location type", "type of residence", "placement type"),
    "risk": ("current final risk level", "final risk level", "risk level", "risk grading", "risk assessment"),
    "flags": ("concerns", "markers", "warning markers", "vulnerabilities", "risk factors"),
    "found_by": ("returned by", "located by", "how found", "how returned"),
    "forename": ("forenames", "first name", "given name"),
    "surname": ("last name", "family name"),
    "dob": ("date of birth", "birth date", "born"),
    "sex": ("gender",),
    "ethnicity": ("ethnic origin", "ethnic group", "self defined ethnicity"),
    "postcode": ("post code", "home postcode"),
    "offered_at": ("rhi offered", "rhi offered date", "date rhi offered", "return interview offered"),
    "accepted": ("rhi accepted", "return interview accepted", "interview accepted"),
    "held_at": ("rhi date", "date of rhi", "rhi held", "rhi completed", "return interview date", "interview date"),
    "CHILD": ("child id", "child ref", "client id", "person id"),
    "DOB": ("date of birth", "born"),
    "MISSING": ("type", "missing or away", "episode type"),
    "MIS_START": ("start date", "missing start", "date missing", "missing from date", "start"),
    "MIS_END": ("end date", "missing end", "date found", "date returned", "end"),
}  # fmt: skip

#: So alike, of 1, are names that are taken for one and the same, and marked as a guess.
ALIKE = 0.84

#: So many columns have to be placed: a first line with fewer may be a child's.
FEWEST = 2

_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = re.compile(r"[^\w ]+")


class Placed(NamedTuple):
    """A column of the file, with the one that holds its time of day where there is one."""

    name: str
    time: str = ""
    is_guess: bool = False


@dataclass(slots=True)
class Proposal:
    """By the profile's table and column; `over` are the file's columns for which no place was found."""

    onto: str
    placed: dict[tuple[str, str], Placed]
    over: list[str] = field(default_factory=list)


def propose(header: Sequence[str], onto: str) -> Proposal:
    """Refuses a header of which hardly anything is known, without showing it."""
    by_words = {_words(name): name for name in header if name}
    free = dict(by_words)
    placed: dict[tuple[str, str], Placed] = {}
    layouts = _layouts(onto)
    for find in (_by_name, _alike):
        for layout in layouts:
            for column in layout.columns:
                place = layout.file, column
                if place not in placed and (words := find(column, free)):
                    name = free.pop(words)
                    time = _time_beside(words, free) if column in layout.times else ""
                    placed[place] = Placed(name, free.pop(time, ""), find is _alike)
    if len(placed) < FEWEST:
        raise Refusal(Sentence("mapping.no_header"))
    return Proposal(onto, placed, list(free.values()))


def lines(of: Proposal) -> Iterator[str]:
    """As a mapping file, which reads as it stands once what is still wanted has been filled in."""
    yield f"onto = {json.dumps(of.onto)}"
    yield f"sent_by = {json.dumps(ONTO[of.onto][1][0].value)}  # or: {', '.join(ONTO[of.onto][1][1:]) or 'nobody else'}"
    yield ""
    yield "# No place was found for these. Put each where it belongs, or into left_out."
    yield from (f"#   {_quoted(name)}" for name in of.over)
    yield "left_out = []"
    for layout in _layouts(of.onto):
        written = list(_table(of, layout))
        is_first = layout is _layouts(of.onto)[0]
        if is_first or any(file == layout.file for file, _ in of.placed):
            yield from ("", f"[{table_name(layout)}]", *written)


def _table(of: Proposal, layout: Layout) -> Iterator[str]:
    main = _layouts(of.onto)[0]
    for column in layout.columns:
        found = of.placed.get((layout.file, column))
        if found is None and layout is not main and column == layout.required[0]:
            found = of.placed.get((main.file, column))  # which row of the first table is meant
        if found is not None:
            yield f"{column} = {_cell(found)}{'  # a guess' if found.is_guess else ''}"
            if words := layout.words.get(column):
                yield f"#   takes: {', '.join(filter(None, words))}"
                yield '#   for another word: { column = "…", values = { "theirs" = "one of these" } }'
        elif column in layout.required:
            yield f'# {column} is needed, and no column was found for it. Where there is none: {{ constant = "" }}'


def _cell(found: Placed) -> str:
    if not found.time:
        return _quoted(found.name)
    return f"{{ date = {_quoted(found.name)}, time = {_quoted(found.time)} }}"


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def _layouts(onto: str) -> tuple[Layout, ...]:
    return ONTO[onto][0]


def _by_name(column: str, free: Collection[str]) -> str | None:
    return next((words for words in _known(column) if words in free), None)


def _alike(column: str, free: Collection[str]) -> str | None:
    for words in _known(column):
        if near := get_close_matches(words, free, n=1, cutoff=ALIKE):
            return near[0]
    return None


def _known(column: str) -> tuple[str, ...]:
    return (_words(column), *KNOWN_AS.get(column, ()))


def _time_beside(words: str, free: Collection[str]) -> str:
    """The column with the time of day of a day's: `time missing` beside `date missing`."""
    beside = (re.sub(r"\bdate\b", "time", words), f"{words} time", f"time {words}")
    return next((one for one in beside if one != words and one in free), "")


def _words(name: str) -> str:
    """A name without what people vary: case, humps, underscores and marks."""
    return plain(_MARKS.sub(" ", _HUMPS.sub(" ", name)))
