"""Every kind of fact there is, with a word in each of its fields that stands nowhere else.

Found by walking the facts: a new kind or field is worded, and so watched for, without a line here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from itertools import product
from string import ascii_lowercase
from typing import Any, get_args, get_origin, get_type_hints

from wayhome.cases.children.reading.parts import TIES
from wayhome.rules.facts import KINDS, Agency, Fact, Part
from wayhome.rules.moment import Moment

#: Names of a thing that the record knows, and no words of anybody's.
CODES = TIES | {"duty", "instrument", "answers"}

#: Short, as a name is, and with nothing in it that a page would write otherwise.
WORD = re.compile(r"\b(?:zq|xk)-[a-z]{2}-v\b")

type Place = tuple[str, str]
"""A kind of fact and a field of it."""


def worded() -> Iterator[tuple[Place, Part | None]]:
    """Every field that holds words, with its part; None: whoever sees the child reads it."""
    for kind, fact in KINDS.items():
        hints = get_type_hints(fact)
        for field in fields(fact):
            if field.name not in CODES and hints[field.name] in (str, tuple[str, ...]):
                yield (kind, field.name), field.metadata.get("part")


PARTS: Mapping[Place, Part | None] = dict(worded())


def words(prefix: str) -> Mapping[Place, str]:
    """One for each place, in the order of the facts; two prefixes make two children of it."""
    letters = ("".join(pair) for pair in product(ascii_lowercase, repeat=2))
    return {place: f"{prefix}-{pair}-v" for place, pair in zip(PARTS, letters, strict=False)}


@dataclass(frozen=True, kw_only=True)
class Saying:
    """Says any kind of fact with one child's words. `known` is what else is known of its fields, by name."""

    words: Mapping[Place, str]
    agency: Agency
    at: datetime
    known: Mapping[str, Any]

    def fact(self, kind: str, **more: Any) -> Fact:
        of = KINDS[kind]
        hints, asked = get_type_hints(of), {field.name: field for field in fields(of)}
        said = {name: self._spoken(hints[name], word) for (k, name), word in self.words.items() if k == kind}
        known = {name: value for name, value in self.known.items() if name in asked}
        needed = {name: self._answer(hints[name]) for name, field in asked.items() if _is_needed(field)}
        return of(**{**needed, **said, **known, **more})

    def _spoken(self, hint: Any, word: str) -> Any:
        return word if hint is str else (word,)

    def _answer(self, hint: Any) -> Any:
        """Some answer to what must be answered."""
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return next(iter(hint))
        if get_origin(hint) is tuple:
            return (self._answer(get_args(hint)[0]),)
        now = {Moment: Moment.at(self.at), date: self.at.date()}
        return {bool: True, int: 1, Agency: self.agency, **now}.get(hint)


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
