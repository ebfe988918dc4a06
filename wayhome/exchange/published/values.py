"""What may stand under a field of a claim: a count's name or several, a whole number, a figure with its decimals."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from wayhome.rules.published.figure import Figure
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: What stands there, and which counts the text names. Raises Refusal.
Reads = Callable[[object, Collection[str]], Any]

LONGEST_WORDS = 300
LONGEST_NAME = 60

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def name(value: object, counts: Collection[str]) -> str:
    if isinstance(value, str) and value in counts:
        return value
    if not isinstance(value, str):
        raise Refusal(Sentence("claims.a_name"))
    raise Refusal(Sentence("claims.no_such_count", near=nearest(value, counts)))


def names(values: object, counts: Collection[str]) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise Refusal(Sentence("claims.names"))
    return tuple(name(value, counts) for value in values)


def whole(value: object, _: Collection[str]) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Refusal(Sentence("claims.whole"))


def figure(value: object, _: Collection[str]) -> Figure:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Figure(Decimal(value))
    raise Refusal(Sentence("claims.figure"))


def words(value: object) -> str:
    if isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_WORDS and value.isprintable():
        return value.strip()
    raise Refusal(Sentence("claims.words", longest=LONGEST_WORDS))


def name_of(said: str) -> str:
    """Of a count, a source or a claim: short, and written alike everywhere."""
    if _NAME.fullmatch(said) and len(said) <= LONGEST_NAME:
        return said
    raise Refusal(Sentence("claims.name_of", longest=LONGEST_NAME))


def nearest(word: str, known: Collection[str]) -> str:
    """Of those that are known; a dash where none is."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.0)), "–")
