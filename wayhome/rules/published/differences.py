"""One year's count against an earlier one, and a count as it was revised against the first, in number."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, override

from wayhome.rules.published.claim import Called, Spans
from wayhome.rules.published.counts import must_be_possible, must_be_rounded
from wayhome.rules.published.figure import signed
from wayhome.rules.published.relation import Measured, Relation, must_be_two
from wayhome.rules.published.row import Row, row
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Relation):
    """`later` less `earlier` lies between its limits. `kind` is how it is said."""

    later: str
    earlier: str

    kind: ClassVar[str]

    @property
    @abstractmethod
    def figure_in_words(self) -> Sentence: ...

    @property
    @override
    def counts(self) -> tuple[str, ...]:
        return (self.later, self.earlier)

    @property
    @override
    def added(self) -> Mapping[str, int]:
        return {self.later: 1, self.earlier: -1}

    @property
    @override
    def over(self) -> None:
        return None

    @property
    @override
    def rows(self) -> tuple[Row, ...]:
        least, most = self.limits
        return row(self.added, most), row({self.later: -1, self.earlier: 1}, -least)

    @override
    def in_words(self, called: Called) -> Sentence:
        return self._said("says", called[self.later], called[self.earlier])

    @override
    def makes(self, count: str, spans: Spans, found: Sentence, called: Called) -> Sentence:
        later, earlier = (spans[name].in_words for name in self.counts)
        of = "later" if count == self.later else "earlier"
        return self._said(f"makes.{of}", later, earlier, found=found, what=called[count])

    @override
    def misses(self, measured: Measured, called: Called) -> Sentence:
        shown = self.shown(measured, "number", 0)
        return self._said("misses", called[self.later], called[self.earlier], measured=shown)

    @override
    def clash(self, spans: Spans, called: Called) -> Sentence | None:
        later, earlier = spans[self.later], spans[self.earlier]
        measured = Measured(
            None if earlier.most is None else Fraction(later.least - earlier.most),
            None if later.most is None else Fraction(later.most - earlier.least),
        )
        if not self.is_missed_by(measured):
            return None
        return self._said(
            "clash", later.in_words, earlier.in_words, measured=self.shown(measured, "number", 0)
        )

    @override
    def printed(self, measure: Fraction, decimals: int) -> str:
        return signed(measure, decimals)

    def _said(self, how: str, later: object, earlier: object, **facts: object) -> Sentence:
        figure = self.figure_in_words
        return Sentence(f"published.{self.kind}.{how}", later=later, earlier=earlier, figure=figure, **facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedByNumber(Difference):
    """By `number`, rounded to the nearest `rounded_to`; below nought, `later` is less."""

    number: int
    rounded_to: int = 1

    kind: ClassVar[str] = "changed_by_number"

    def __post_init__(self) -> None:
        must_be_two(self.later, self.earlier, "since")
        must_be_possible(abs(self.number), "number")
        must_be_rounded(self.number, self.rounded_to, "number")

    @property
    @override
    def limits(self) -> tuple[Fraction, Fraction]:
        half = Fraction(self.rounded_to, 2)
        return self.number - half, self.number + half

    @property
    @override
    def figure_in_words(self) -> Sentence:
        how = "one" if self.rounded_to == 1 else "rounded"
        number = signed(Fraction(self.number), 0)
        return Sentence(f"published.changed_by_number.figure.{how}", n=number, to=self.rounded_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedByNumber(Difference):
    """`later` is `earlier`, the first, as it was revised: up or down by `within` at most."""

    within: int

    kind: ClassVar[str] = "revised_by_number"

    def __post_init__(self) -> None:
        must_be_two(self.later, self.earlier, "first")
        must_be_possible(self.within, "within")

    @property
    @override
    def limits(self) -> tuple[Fraction, Fraction]:
        return Fraction(-self.within), Fraction(self.within)

    @property
    @override
    def figure_in_words(self) -> Sentence:
        return Sentence("published.within.number", n=self.within)
