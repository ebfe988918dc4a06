"""A partnership's own patterns as its protocol writes them, a table for each, or every fault in any of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from wayhome.rules.facts import ContactKind, Danger, Item, MissingFrom, Pull, Push
from wayhome.rules.guidance.faults import Fault, Unagreed, read_values
from wayhome.rules.guidance.local_patterns import LocalPattern, LooksFor
from wayhome.rules.guidance.plain_values import TIMES, day, length, whole_number, words
from wayhome.rules.guidance.protocol import LocalPatterns
from wayhome.rules.sentence import Sentence

#: With its rule it stands in a column of the index.
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")

#: It begins a line of a list.
LONGEST_TITLE = 50

LONGEST_WORDS = 150

Reads = Callable[[str, object], object]


def local_patterns(key: str, said: object) -> LocalPatterns:
    if not isinstance(said, dict):
        raise Unagreed(Fault(key, Sentence("protocol.local.tables")))
    each = read_values(said, lambda name, table: _pattern(f"{key}.{name}", name, table))
    return tuple(each.values())


def _pattern(at: str, key: str, table: object) -> LocalPattern:
    if not isinstance(table, dict) or not _KEY.fullmatch(key):
        raise Unagreed(Fault(at, Sentence("protocol.local.tables")))
    said = _table(at, table, _READERS, [*_left_out(at, table), *_half_a_window(at, table)])
    return LocalPattern(key=key, **said)


def _left_out(at: str, table: Mapping[str, object]) -> Iterator[Fault]:
    for one in fields(LocalPattern):
        if one.default is MISSING and one.name != "key" and one.name not in table:
            yield Fault(f"{at}.{one.name}", Sentence("protocol.local.left_out"))


def _half_a_window(at: str, table: Mapping[str, object]) -> Iterator[Fault]:
    if ("times" in table) != ("within" in table):
        yield Fault(f"{at}.within", Sentence("protocol.local.times_within"))


def _looks_for(key: str, said: object) -> LooksFor:
    read = LooksFor(**_table(key, said, _LOOKS_FOR)) if isinstance(said, dict) else LooksFor()
    if read == LooksFor():
        raise Unagreed(Fault(key, Sentence("protocol.local.looks_for", known=", ".join(_LOOKS_FOR))))
    return read


def _table(
    at: str, said: Mapping[str, object], readers: Mapping[str, Reads], faults: list[Fault] | None = None
) -> dict[str, Any]:
    def read(name: str, value: object) -> object:
        if name not in readers:
            known = ", ".join(readers)
            raise Unagreed(Fault(f"{at}.{name}", Sentence("protocol.local.unknown", known=known)))
        return readers[name](f"{at}.{name}", value)

    return read_values(said, read, faults or ())


def _yes_or_no(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise Unagreed(Fault(key, Sentence("protocol.local.yes_or_no")))
    return value


def _code[Code: StrEnum](of: type[Code]) -> Callable[[str, object], Code]:
    def read(key: str, value: object) -> Code:
        if value not in [*of]:
            near = get_close_matches(str(value), [*of], n=1, cutoff=0)[0]
            known = ", ".join(of)
            why = Sentence("protocol.local.no_such_code", said=str(value), near=near, known=known)
            raise Unagreed(Fault(key, why))
        return of(str(value))

    return read


def _several[Value](read: Callable[[str, object], Value]) -> Callable[[str, object], tuple[Value, ...]]:
    def read_each(key: str, values: object) -> tuple[Value, ...]:
        if not isinstance(values, list) or not values:
            raise Unagreed(Fault(key, Sentence("protocol.local.list")))
        return tuple(dict.fromkeys(read(key, one) for one in values))

    return read_each


_WORDS = words(LONGEST_WORDS, "protocol.local.words")


def _letters(key: str, value: object) -> str:
    """Words in which there is anything to look for, however they are spelt."""
    read = _WORDS(key, value)
    if not re.search(r"[a-z]", read.casefold()):
        raise Unagreed(Fault(key, Sentence("protocol.local.letters")))
    return read


def _letters_or_figures(key: str, value: object) -> str:
    return _WORDS(key, value) if re.search(r"\w", str(value)) else _letters(key, value)


_LOOKS_FOR: Mapping[str, Reads] = {
    "contact": _code(ContactKind),
    "words": _several(_letters_or_figures),
    "marks": _several(_letters),
    "missing_from": _several(_code(MissingFrom)),
    "push": _several(_code(Push)),
    "pull": _several(_code(Pull)),
    "dangers": _several(_code(Danger)),
    "items": _several(_code(Item)),
}

_READERS: Mapping[str, Reads] = {
    "title": words(LONGEST_TITLE, "protocol.local.words"),
    "why": _WORDS,
    "agreed_by": _WORDS,
    "agreed_on": day,
    "opens": _yes_or_no,
    "times": whole_number(TIMES, "protocol.times"),
    "within": length,
    "looks_for": _looks_for,
}
