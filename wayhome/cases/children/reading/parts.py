"""What this reader may have of a fact: the one gate through which a child's words reach a page.

Every page that shows what was said asks here, so that a part withheld from a role is withheld everywhere, and
shown as withheld: a gap that looked like nothing said would be read as nothing known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import Field, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from wayhome.cases.children.reading import screened
from wayhome.rules.access import RelationKind, may_see_part
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import Agency, Fact, KeptApart, NotDone, Screened
from wayhome.rules.finding import asks
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.ladders import Ladder
from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say, when

#: Fields that tie a fact to others by key, and are no words for a reader.
TIES = frozenset(
    {"episode", "covers", "report", "began", "stands", "among", "rung", "reason_given", "edition", "weighed"}
)

#: Codes that every source shares; any other word for it is shown as the source wrote it.
SEXES = frozenset({"F", "M", "U"})

#: Duties of this release that can be said in words, and ladders, with a rung; another is shown by its key.
DUTIES = frozenset(clock.rule for clock in CLOCKS if not isinstance(clock, Ladder))
LADDERS = frozenset(clock.rule for clock in CLOCKS if isinstance(clock, Ladder))

#: Why where a child at a protected address is stays withheld, whatever the role, and whom to ask.
_KEPT_APART = Sentence("access.kept_apart")

#: Names of agencies by their code.
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """One field of a fact. `words` is blank where it is withheld, and `withheld` then says why and whom to ask."""

    field: str
    words: str
    withheld: Sentence | None = None

    @property
    def label(self) -> Sentence:
        return Sentence(f"facts.field.{self.field}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as one reader may have it; `row` is the key of the row that holds its edition."""

    event: Event
    row: int
    of: str
    said: tuple[Said, ...]
    told: tuple[tuple[str, Telling], ...]

    @property
    def title(self) -> Sentence:
        return Sentence(f"facts.kind.{self.event.kind}")

    @property
    def by_field(self) -> Mapping[str, Said]:
        return {one.field: one for one in self.said}

    @property
    def is_whole(self) -> bool:
        """May this reader read all of it?"""
        return self.withheld is None

    @property
    def withheld(self) -> Sentence | None:
        """Why not, and whom to ask."""
        return next((one.withheld for one in self.said if one.withheld is not None), None)


def readable(
    fact: Fact, role: str, relations: Collection[RelationKind], names: Names | None = None
) -> tuple[Said, ...]:
    """What a fact says, field by field and in its order, for somebody in this role tied so to the child."""
    return tuple(
        Said(field.name, "", reason)
        if (reason := _reason(field, fact, role, relations)) is not None
        else Said(field.name, _words_of(field.name, fact, names or {}))
        for field in _spoken(fact)
    )


def whole(fact: Fact, names: Names) -> tuple[Said, ...]:
    """All that a fact says, past the gate: for the two leads who may read what was sealed, and nobody else.

    What is kept apart from them too stays so.
    """
    return tuple(
        Said(field.name, "", _KEPT_APART)
        if _is_kept_apart(field, fact)
        else Said(field.name, _words_of(field.name, fact, names))
        for field in _spoken(fact)
    )


def withheld(fact: Fact, role: str, relations: Collection[RelationKind]) -> Sentence | None:
    """Why this reader may not read the whole of a fact; None: they may."""
    return next((one.withheld for one in readable(fact, role, relations) if one.withheld), None)


def entry(event: Event, row: int, role: str, relations: Collection[RelationKind], names: Names) -> Entry:
    """An event for a timeline: what it says as far as this reader may have it, and who was told when."""
    return Entry(
        event=event,
        row=row,
        of=names.get(event.of.code, event.of.code),
        said=readable(event.fact, role, relations, names),
        told=tuple((names.get(one.to.code, one.to.code), one) for one in _once(event.told)),
    )


def in_words(value: Any, names: Names) -> str:
    """A value as a person reads it."""
    match value:
        case StrEnum():
            return say(Sentence(f"facts.{type(value).__name__}.{value.value}"), language())
        case bool():
            return say(Sentence("facts.yes" if value else "facts.no"), language())
        case Moment() | date():
            return when(value, language())
        case Agency():
            return names.get(value.code, value.code)
        case tuple():
            return ", ".join(in_words(one, names) for one in value)
        case _:
            return str(value)


def _words_of(field: str, fact: Fact, names: Names) -> str:
    value = getattr(fact, field)
    if field == "sex" and value in SEXES:
        return say(Sentence(f"facts.sex.{value}"), language())
    if isinstance(fact, NotDone) and field == "duty" and value in (LADDERS if fact.rung else DUTIES):
        return say(asks(fact.duty, fact.rung), language())
    if isinstance(fact, Screened) and (words := screened.words_of(field, fact)) is not None:
        return words
    return in_words(value, names)


def _spoken(fact: Fact) -> Iterator[Field[Any]]:
    """Fields in which something was said. `False` is an answer; a blank is none."""
    for field in fields(fact):
        if field.name not in TIES and getattr(fact, field.name) not in (None, "", ()):
            yield field


def _reason(field: Field[Any], fact: Fact, role: str, relations: Collection[RelationKind]) -> Sentence | None:
    part = field.metadata.get("part")
    if part is None:
        return None
    if _is_kept_apart(field, fact):
        return _KEPT_APART
    decision = may_see_part(role, part, relations)
    return None if decision else decision.reason


def _is_kept_apart(field: Field[Any], fact: Fact) -> bool:
    return isinstance(getattr(fact, field.name), KeptApart)


def _once(told: tuple[Telling, ...]) -> Iterator[Telling]:
    """An agency's first telling, and every one that brought a reference: to be told of a correction is no news."""
    seen: set[str] = set()
    for telling in sorted(told, key=lambda one: one.at):
        if telling.to.code not in seen or telling.reference:
            yield telling
        seen.add(telling.to.code)
