"""How much a count may be: whole numbers from one to another."""

from __future__ import annotations

from typing import NamedTuple

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

    def holds(self, other: Span) -> bool:
        """Is every number of the other one of these?"""
        below = self.most is None or (other.most is not None and other.most <= self.most)
        return self.least <= other.least and below

    @property
    def in_words(self) -> Sentence:
        if self.most is None:
            return Sentence("span.or_more", least=self.least)
        if self.most == self.least:
            return Sentence("span.one", n=self.least)
        if self.least == 0:
            return Sentence("span.or_less", most=self.most)
        return Sentence("span.to", least=self.least, most=self.most)


def total(spans: tuple[Span, ...]) -> Span:
    """Of counts that are added up."""
    most = [span.most for span in spans if span.most is not None]
    return Span(sum(span.least for span in spans), sum(most) if len(most) == len(spans) else None)
