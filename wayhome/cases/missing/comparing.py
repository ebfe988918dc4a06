"""The versions of one thing that was said, side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wayhome.cases.children.reading.parts import Names, Said, in_words, readable
from wayhome.rules.access import RelationKind
from wayhome.rules.event import Event
from wayhome.rules.sentence import Sentence

WHEN = "happened_at"


@dataclass(frozen=True, slots=True)
class Line:
    """One field in every version, in their order; None where a version says nothing of it."""

    label: Sentence
    said: tuple[Said | None, ...]

    @property
    def changed(self) -> bool:
        return len({one and (one.words, one.withheld) for one in self.said}) > 1


def compare(
    editions: Sequence[Event], role: str, relations: Collection[RelationKind], names: Names
) -> list[Line]:
    """What each edition says, field by field, as far as this reader may have it."""
    read = [
        {
            WHEN: Said(WHEN, in_words(one.happened_at, names)),
            **{said.field: said for said in readable(one.fact, role, relations, names)},
        }
        for one in editions
    ]
    fields = list(dict.fromkeys(field for said in read for field in said))
    return [
        Line(Sentence(f"facts.field.{field}"), tuple(said.get(field) for said in read)) for field in fields
    ]
