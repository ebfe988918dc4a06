"""Figures worked out from others: from what is shown of them, so that they tell nothing that is not shown.

A mean beside the number of children gives the number of incidents, and a share gives its part. So either is shown only
where both its counts are, and worked out from the counts as they stand there, rounded. Whoever has the table could
work it out as well: it tells nothing more, and no rule has to be trusted for that.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class Mark(StrEnum):
    """What stands in place of a figure, by the letters that the Department for Education uses."""

    WITHHELD = "c"
    NOT_APPLICABLE = "z"
    LOW = "k"  # more than nought, and rounded it would be nought


def count(shown: int | None) -> int | Mark:
    return Mark.WITHHELD if shown is None else shown


def share(part: int | None, whole: int | None) -> int | Mark:
    """In whole per cent, of two counts as they are shown."""
    figure = _divided(part, whole, per=100, to=Decimal(1))
    if isinstance(figure, Mark):
        return figure
    return Mark.LOW if part and not figure else int(figure)


def mean(times: int | None, children: int | None) -> Decimal | Mark:
    """To one place, of two counts as they are shown."""
    return _divided(times, children, per=1, to=Decimal("0.1"))


def _divided(n: int | None, of: int | None, *, per: int, to: Decimal) -> Decimal | Mark:
    if n is None or of is None:
        return Mark.WITHHELD
    if of == 0:
        return Mark.NOT_APPLICABLE
    return (Decimal(n * per) / of).quantize(to, ROUND_HALF_UP)
