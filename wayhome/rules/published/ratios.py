"""One count over another: a share of a whole, and a mean."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import ClassVar, override

from wayhome.rules.published.claim import Called, Spans
from wayhome.rules.published.figure import Figure
from wayhome.rules.published.fractions import in_fractions
from wayhome.rules.published.relation import Measured, Relation, must_be_two
from wayhome.rules.published.row import Row, row
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.rules.span import Span

ALL = Fraction(100)  # per cent


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Relation):
    """`top` over `bottom` is `figure`. `kind` is how it is said; `field`, what a file calls the count below."""

    top: str
    bottom: str
    figure: Figure

    kind: ClassVar[str]
    field: ClassVar[str]
    unit: ClassVar[str] = "percent"

    def __post_init__(self) -> None:
        must_be_two(self.top, self.bottom, self.field)
        self.must_make_sense()

    @abstractmethod
    def must_make_sense(self) -> None:
        """Refuse a figure that none of this kind can be."""

    @property
    @override
    def counts(self) -> tuple[str, ...]:
        return (self.top, self.bottom)

    @property
    @override
    def added(self) -> Mapping[str, int]:
        return {self.top: 1}

    @property
    @override
    def over(self) -> str:
        return self.bottom

    @property
    def figure_in_words(self) -> str:
        return self.printed(self.figure.exact, self.figure.decimals)

    @property
    def may_be_of_nobody(self) -> bool:
        """Some print a share of nobody, as nought; nobody prints any other."""
        return self.limits[0] == 0

    @property
    @override
    def rows(self) -> tuple[Row, ...]:
        least, most = self.limits
        between = (row({self.top: 1, self.bottom: -most}), row({self.top: -1, self.bottom: least}))
        return between if self.may_be_of_nobody else (*between, row({self.bottom: -1}, -1))

    @override
    def in_words(self, called: Called) -> Sentence:
        return self._said("says", called[self.top], called[self.bottom])

    @override
    def makes(self, count: str, spans: Spans, found: Sentence, called: Called) -> Sentence:
        top, bottom = (spans[name].in_words for name in self.counts)
        of = "top" if count == self.top else "bottom"
        return self._said(f"makes.{of}", top, bottom, found=found, what=called[count])

    @override
    def misses(self, measured: Measured, called: Called) -> Sentence:
        return self._said("misses", called[self.top], called[self.bottom], measured=self._shown(measured))

    @override
    def clash(self, spans: Spans, called: Called) -> Sentence | None:
        top, bottom = spans[self.top], spans[self.bottom].within(Span(least=1))
        if bottom.is_empty:
            return Sentence("published.clash.of_nobody", what=called[self.bottom])
        measured = Measured(
            None if bottom.most is None else Fraction(top.least, bottom.most),
            None if top.most is None else Fraction(top.most, bottom.least),
        )
        if self.is_missed_by(measured):
            return self._said("clash", top.in_words, bottom.in_words, measured=self._shown(measured))
        return self._no_whole_number(spans, called)

    def _no_whole_number(self, spans: Spans, called: Called) -> Sentence | None:
        """Of 3 children 69 % is more than two and less than three."""
        for count, (least, most) in self._worked_out(spans[self.top], spans[self.bottom]).items():
            if most is not None and ceil(least) > floor(most):
                makes = self.makes(count, spans, in_fractions(least, most), called)
                return Sentence("published.clash.no_whole_number", makes=makes)
        return None

    def _worked_out(self, top: Span, bottom: Span) -> Mapping[str, tuple[Fraction, Fraction | None]]:
        """What each may be by the other, before it is a whole number."""
        least, most = self.limits
        return {
            self.top: (least * bottom.least, None if bottom.most is None else most * bottom.most),
            self.bottom: (top.least / most, None if top.most is None or not least else top.most / least),
        }

    def _said(self, how: str, top: object, bottom: object, **facts: object) -> Sentence:
        figure = self.figure_in_words
        return Sentence(f"published.{self.kind}.{how}", top=top, bottom=bottom, figure=figure, **facts)

    def _shown(self, measured: Measured) -> Sentence:
        return self.shown(measured, self.unit, max(1, self.figure.decimals))


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Ratio):
    """So many per cent of `bottom` are `top`."""

    kind: ClassVar[str] = "share"
    field: ClassVar[str] = "of"

    @override
    def must_make_sense(self) -> None:
        if not 0 <= self.figure.exact <= ALL:
            raise Refusal(Sentence("published.refused.more_than_all"), field="percent")

    @property
    @override
    def limits(self) -> tuple[Fraction, Fraction]:
        return max(Fraction(), self.figure.least) / ALL, min(ALL, self.figure.most) / ALL

    @override
    def in_unit(self, measure: Fraction) -> Fraction:
        return measure * ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean(Ratio):
    """`top` comes to so many for each of `bottom`."""

    kind: ClassVar[str] = "mean"
    field: ClassVar[str] = "per"
    unit: ClassVar[str] = "number"

    @override
    def must_make_sense(self) -> None:
        if self.figure.exact < 0:
            raise Refusal(Sentence("published.refused.below_nought"), field="is")

    @property
    @override
    def limits(self) -> tuple[Fraction, Fraction]:
        return max(Fraction(), self.figure.least), self.figure.most
