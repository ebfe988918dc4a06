"""How much a count may be: whole numbers from one to another."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import NamedTuple

from wayhome.rules.published.figure import fixed
from wayhome.rules.sentence import Sentence


class Span(NamedTuple):
    """`most` None: nothing says. With `least` above `most` there is no such number."""

    least: int = 0
    most: int | None = None

    @property
    def is_empty(self) -> bool:
        return self.most is not None and self.least > self.most

    def within(self, other: Span) -> Span:
        """What lies in both."""
        ends = [span.most for span in (self, other) if span.most is not None]
        return Span(max(self.least, other.least), min(ends, default=None))

    @property
    def in_words(self) -> Sentence:
        if self.most is None:
            return Sentence("published.span.or_more", least=self.least)
        if self.most == self.least:
            return Sentence("published.span.one", n=self.least)
        if self.least == 0:
            return Sentence("published.span.or_less", most=self.most)
        return Sentence("published.span.to", least=self.least, most=self.most)


def total(spans: tuple[Span, ...]) -> Span:
    """Of counts that are added up."""
    most = [span.most for span in spans if span.most is not None]
    return Span(sum(span.least for span in spans), sum(most) if len(most) == len(spans) else None)


def in_fractions(least: Fraction, most: Fraction) -> Sentence:
    """What a count would have to be, where no whole number lies."""
    decimals = next(
        (n for n in range(2, 9) if floor(least * 10**n) % 10**n and floor(most * 10**n) % 10**n), 9
    )
    ends = [fixed(end, decimals) for end in (least, most)]
    if ends[0] == ends[1]:
        return Sentence("published.span.one", n=ends[0])
    return Sentence("published.span.to", least=ends[0], most=ends[1])
