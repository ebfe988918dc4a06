"""A count that was published: exactly or rounded, about, or within limits."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import override

from wayhome.rules.published.claim import Called, Claim, Spans
from wayhome.rules.published.figure import LARGEST, Figure
from wayhome.rules.published.row import Row, row
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.rules.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCount(Claim):
    """`what` is the count's name."""

    what: str

    @property
    @abstractmethod
    def span(self) -> Span: ...

    @property
    @override
    def counts(self) -> tuple[str, ...]:
        return (self.what,)

    @property
    @override
    def rows(self) -> tuple[Row, ...]:
        least, most = self.span
        above = row({self.what: -1}, -least)
        return (above,) if most is None else (above, row({self.what: 1}, most))

    @override
    def clash(self, spans: Spans, called: Called) -> Sentence | None:
        return Sentence(
            "published.clash.count",
            what=called[self.what],
            one=spans[self.what].in_words,
            other=self.span.in_words,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(OfCount):
    """`n`, rounded to the nearest `rounded_to`; to the nearest one is exactly."""

    n: int
    rounded_to: int = 1

    def __post_init__(self) -> None:
        must_be_possible(self.n, "is")
        must_be_rounded(self.n, self.rounded_to, "is")

    @property
    @override
    def span(self) -> Span:
        return _around(self.n, Fraction(self.rounded_to, 2))

    @override
    def in_words(self, called: Called) -> Sentence:
        how = "exactly" if self.rounded_to == 1 else "rounded"
        return Sentence(f"published.count.{how}", what=called[self.what], n=self.n, to=self.rounded_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class About(OfCount):
    """`n`, give or take `within`, or so many per cent of it."""

    n: int
    within: int | None = None
    within_percent: Figure | None = None

    def __post_init__(self) -> None:
        must_be_possible(self.n, "about")
        if (self.within is None) == (self.within_percent is None):
            raise Refusal(Sentence("published.refused.within"), field="within")
        if self.within is not None:
            must_be_possible(self.within, "within")
        if self.within_percent is not None and not 0 <= self.within_percent.exact <= 100:
            raise Refusal(Sentence("published.refused.within_percent"), field="within_percent")

    @property
    @override
    def span(self) -> Span:
        if self.within_percent is not None:
            return _around(self.n, self.n * self.within_percent.exact / 100)
        return _around(self.n, Fraction(self.within or 0))

    @override
    def in_words(self, called: Called) -> Sentence:
        if self.within_percent is None:
            within = Sentence("published.within.number", n=self.within)
        else:
            within = Sentence("published.within.percent", n=str(self.within_percent))
        return Sentence("published.count.about", what=called[self.what], n=self.n, within=within)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(OfCount):
    """At least so many, at most so many, or both."""

    at_least: int | None = None
    at_most: int | None = None

    def __post_init__(self) -> None:
        for field in ("at_least", "at_most"):
            n = getattr(self, field)
            if n is not None:
                must_be_possible(n, field)
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise Refusal(Sentence("published.refused.crossed", least=self.at_least), field="at_most")

    @property
    @override
    def span(self) -> Span:
        return Span(self.at_least or 0, self.at_most)

    @override
    def in_words(self, called: Called) -> Sentence:
        return Sentence("published.count.limits", what=called[self.what], span=self.span.in_words)


def _around(n: int, within: Fraction) -> Span:
    """The whole numbers no farther away, none of them below nought."""
    return Span(max(0, ceil(n - within)), floor(n + within))


def must_be_possible(n: int, field: str) -> None:
    """Refuse what nobody can have counted."""
    if n < 0:
        raise Refusal(Sentence("published.refused.below_nought"), field=field)
    if n > LARGEST:
        raise Refusal(Sentence("published.refused.too_large", largest=LARGEST), field=field)


def must_be_rounded(n: int, to: int, field: str) -> None:
    if to not in range(1, LARGEST + 1):
        raise Refusal(Sentence("published.refused.rounded_to", largest=LARGEST), field="rounded_to")
    if n % to:
        raise Refusal(Sentence("published.refused.not_rounded", n=n, to=to), field=field)
