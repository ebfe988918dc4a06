"""Parts of a whole: all of it, or some."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import override

from wayhome.rules.published.claim import Called, Spans
from wayhome.rules.published.relation import Measured, Relation
from wayhome.rules.published.row import Row, row
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.rules.span import total


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts(Relation):
    """`parts`, of which no two overlap, are all of `whole`; or some, beside what nobody named."""

    parts: tuple[str, ...]
    whole: str
    are_all: bool

    def __post_init__(self) -> None:
        if not self.parts:
            raise Refusal(Sentence("published.refused.no_parts"), field="parts")
        if len({*self.parts}) < len(self.parts):
            raise Refusal(Sentence("published.refused.a_part_twice"), field="parts")
        if self.whole in self.parts:
            raise Refusal(Sentence("published.refused.of_itself"), field="parts")

    @property
    @override
    def counts(self) -> tuple[str, ...]:
        return (*self.parts, self.whole)

    @property
    @override
    def added(self) -> Mapping[str, int]:
        return dict.fromkeys(self.parts, 1)

    @property
    @override
    def over(self) -> str:
        return self.whole

    @property
    @override
    def limits(self) -> tuple[Fraction, Fraction]:
        return Fraction(self.are_all), Fraction(1)

    @property
    @override
    def rows(self) -> tuple[Row, ...]:
        no_more = row({**self.added, self.whole: -1})
        no_less = row({**dict.fromkeys(self.parts, -1), self.whole: 1})
        return (no_more, no_less) if self.are_all else (no_more,)

    @override
    def in_words(self, called: Called) -> Sentence:
        return self._of_names("all" if self.are_all else "some", called)

    @override
    def makes(self, count: str, spans: Spans, found: Sentence, called: Called) -> Sentence:
        what = {"found": found, "what": called[count]}
        others = [part for part in self.parts if part != count]
        if count == self.whole:
            return Sentence("published.parts.makes.whole", parts=_plus(others, spans), **what)
        whole = spans[self.whole].in_words
        if not others:
            return Sentence("published.parts.makes.only", whole=whole, **what)
        return Sentence("published.parts.makes.part", whole=whole, others=_plus(others, spans), **what)

    @override
    def misses(self, measured: Measured, called: Called) -> Sentence:
        side = "less" if measured.most is not None and measured.most < 1 else "more"
        return self._of_names(f"misses.{side}", called, measured=self.shown(measured, "percent", 1))

    @override
    def clash(self, spans: Spans, called: Called) -> Sentence | None:
        together, whole = total(tuple(spans[part] for part in self.parts)), spans[self.whole]
        if whole.most is not None and together.least > whole.most:
            side = "more"
        elif self.are_all and together.most is not None and together.most < whole.least:
            side = "less"
        else:
            return None
        return Sentence(
            f"published.parts.clash.{'several' if len(self.parts) > 1 else 'one'}.{side}",
            parts=_plus(self.parts, spans),
            together=together.in_words,
            whole=whole.in_words,
        )

    @override
    def in_unit(self, measure: Fraction) -> Fraction:
        return measure * 100

    def _of_names(self, how: str, called: Called, **facts: object) -> Sentence:
        how = f"{how}.{'several' if len(self.parts) > 1 else 'one'}"
        parts = tuple(called[part] for part in self.parts)
        return Sentence(f"published.parts.{how}", parts=parts, whole=called[self.whole], **facts)


def _plus(names: Collection[str], spans: Spans) -> Sentence:
    """12,392 + 4,595."""
    first, *others = (spans[name].in_words for name in names)
    return reduce(lambda said, one: Sentence("published.plus", said=said, one=one), others, first)
