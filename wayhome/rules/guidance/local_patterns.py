"""Patterns of a partnership's own, made of the parts that every pattern is made of: a new method needs no release."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from functools import lru_cache

from wayhome.rules.facts import ContactKind, Danger, Item, MissingFrom, Part, Pull, Push
from wayhome.rules.facts.fact import codes
from wayhome.rules.finding import Source
from wayhome.rules.guidance.patterns import Pattern

#: Their rules are named so, with the key after it; and under it their words are found.
LOCAL = "alert.local."


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksFor:
    """What must all have been said of one episode; what is empty is not asked for, and of several any one will do.

    `words` are looked for in what a contact is called and in its role; `marks` however they are spelt. Each tells of a
    part of the record, as a fact's fields do.
    """

    contact: ContactKind | None = field(default=None, metadata={"part": Part.CONTACTS})
    words: tuple[str, ...] = codes(Part.CONTACTS)
    marks: tuple[str, ...] = codes(Part.EPISODE)
    missing_from: tuple[MissingFrom, ...] = codes(Part.EPISODE)
    push: tuple[Push, ...] = codes(Part.INTERVIEW)
    pull: tuple[Pull, ...] = codes(Part.INTERVIEW)
    dangers: tuple[Danger, ...] = codes(Part.INTERVIEW)
    items: tuple[Item, ...] = codes(Part.HEALTH)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Of the record, that it tells of."""
        asked = (one.metadata["part"] for one in fields(self) if getattr(self, one.name))
        return tuple(dict.fromkeys(asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalPattern:
    """Seen once it was so in `times` episodes within so long; `within` None: in one.

    No finding is derived with its words, which are the partnership's: to put something else is not to work everything
    out anew.
    """

    key: str
    title: str = field(repr=False)
    why: str = field(repr=False)
    agreed_by: str = field(repr=False)
    agreed_on: date = field(repr=False)
    looks_for: LooksFor
    opens: bool = False
    times: int = 1
    within: timedelta | None = None

    @property
    def rule(self) -> str:
        return LOCAL + self.key


@lru_cache(maxsize=256)
def pattern_of(one: LocalPattern) -> Pattern:
    """As every other pattern is known. Whoever agreed it is its source."""
    dated = f"{one.agreed_on.day} {one.agreed_on:%B %Y}"
    source = Source(title=one.agreed_by, dated=dated, checked=True)
    return Pattern(one.rule, source, opens=one.opens, parts=one.looks_for.parts)
