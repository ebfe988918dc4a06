"""A span of counts in which no whole number lies, as it is told."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from wayhome.rules.published.figure import fixed
from wayhome.rules.sentence import Sentence


def in_fractions(least: Fraction, most: Fraction) -> Sentence:
    """What a count would have to be, where no whole number lies."""
    decimals = next(
        (n for n in range(2, 9) if floor(least * 10**n) % 10**n and floor(most * 10**n) % 10**n), 9
    )
    ends = [fixed(end, decimals) for end in (least, most)]
    if ends[0] == ends[1]:
        return Sentence("span.one", n=ends[0])
    return Sentence("span.to", least=ends[0], most=ends[1])
