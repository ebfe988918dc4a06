"""A number as it was published: how many decimals it has says how exact it is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: Ours: beyond both, a figure is a slip of the hand.
LARGEST = 10**12
MOST_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """69 is anything from 68.5 to 69.5; 69.0 anything from 68.95 to 69.05."""

    written: Decimal

    def __post_init__(self) -> None:
        if not self._is_within_reach:
            raise Refusal(Sentence("published.refused.too_large", largest=LARGEST))
        if self.decimals > MOST_DECIMALS:
            raise Refusal(Sentence("published.refused.too_many_decimals", most=MOST_DECIMALS))

    def __eq__(self, other: object) -> bool:
        """69 and 69.0 are one number, and two figures."""
        if not isinstance(other, Figure):
            return NotImplemented
        return self.written.as_tuple() == other.written.as_tuple()

    def __hash__(self) -> int:
        return hash(self.written.as_tuple())

    @property
    def _is_within_reach(self) -> bool:
        """In this order: what is no number cannot be compared, and nought too may be written with too many noughts."""
        written = self.written
        return (
            written.is_finite() and written.adjusted() < len(str(LARGEST)) and written.copy_abs() <= LARGEST
        )

    @property
    def decimals(self) -> int:
        exponent = self.written.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    @property
    def exact(self) -> Fraction:
        return Fraction(self.written)

    @property
    def least(self) -> Fraction:
        return self.exact - self._half

    @property
    def most(self) -> Fraction:
        return self.exact + self._half

    @property
    def _half(self) -> Fraction:
        return Fraction(1, 2 * 10**self.decimals)

    def __str__(self) -> str:
        return fixed(self.exact, self.decimals)


def fixed(number: Fraction, decimals: int) -> str:
    """To so many decimals, with commas, as a reader would print it."""
    whole, rest = divmod(abs(round(number * 10**decimals)), 10**decimals)
    sign = "−" if number < 0 and (whole or rest) else ""
    return f"{sign}{whole:,}.{rest:0{decimals}}" if decimals else f"{sign}{whole:,}"


def signed(number: Fraction, decimals: int) -> str:
    """The same of a change, with its sign; of none, without."""
    said = fixed(number, decimals)
    return f"+{said}" if number > 0 and said != fixed(Fraction(), decimals) else said
