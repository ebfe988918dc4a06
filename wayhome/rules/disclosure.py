"""Small numbers, before they are published: withheld where they could point at a child, and rounded.

That counts below 5 are withheld and the others rounded to 5 is our own default: no law or guidance that we know sets
either. The Department for Education, as an example, rounds its figures of missing children to 10.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """What is withheld and how the rest is rounded, as a value that a publisher may set otherwise.

    `shows_nought`: that there is nobody may be said, as the Department for Education says it.
    """

    least: int = 5
    to_nearest: int = 5
    shows_nought: bool = False

    def is_small(self, n: int) -> bool:
        """Could it point at a child?"""
        return n < self.least and not (n == 0 and self.shows_nought)

    def shown[Part](
        self, counts: Mapping[Part, int], withheld: Collection[Part] = ()
    ) -> dict[Part, int | None]:
        """The parts of one whole as they may stand beside its total; None: withheld.

        `withheld` are parts that must not be shown whatever their number, as that of another column would tell.
        Besides what is too small, the next smallest is withheld, with all that would be rounded alike, until two parts
        or more are withheld that are together at least twice the least. So neither the total less what is shown nor
        this method, which is no secret, gives one of them away. Nought is withheld as 4 is, unless it is shown: then
        no other hides behind it.
        """
        hidden = {part for part, n in counts.items() if self.is_small(n) or part in withheld}
        others = [part for part, n in counts.items() if not (n == 0 and self.shows_nought)]
        while hidden and not hidden.issuperset(others) and self._tells(counts, hidden):
            next_smallest = self.rounded(min(counts[part] for part in others if part not in hidden))
            hidden |= {part for part in others if self.rounded(counts[part]) == next_smallest}
        return {part: None if part in hidden else self.rounded(n) for part, n in counts.items()}

    def total(self, n: int) -> int | None:
        """A number that is no part of a whole that is shown."""
        return self.rounded(n) if n >= self.least else None

    def rounded(self, n: int) -> int:
        """To the nearest; of two that are equally near, the higher."""
        return (2 * n + self.to_nearest) // (2 * self.to_nearest) * self.to_nearest

    def _tells[Part](self, counts: Mapping[Part, int], hidden: Collection[Part]) -> bool:
        return len(hidden) < 2 or sum(counts[part] for part in hidden) < 2 * self.least


SMALL_NUMBERS = SmallNumbers()
