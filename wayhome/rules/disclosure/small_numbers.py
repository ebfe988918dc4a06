"""Small numbers: which are withheld, how the others are rounded, and how much must be left open of one withheld."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from wayhome.rules.span import Span


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """A publisher's own values. Those that stand here are our own default, and no law or guidance that we know.

    Nought says of everybody that they are not among those counted, so that it is withheld as 4 is, unless
    `nought_shown`. `room` is how many must be possible at the most of a small number that is withheld: at least the
    `least`, which is taken where it is not given. `authorities_to_nearest` is for a publisher who rounds the numbers of
    an authority otherwise than those of a region or a nation.
    """

    least: int = 5
    to_nearest: int = 5
    nought_shown: bool = False
    room: int | None = None
    authorities_to_nearest: int | None = None

    def __post_init__(self) -> None:
        if self.room is not None and self.room < self.least:
            raise ValueError(
                "with less room than the least, whoever guesses which number is the small one knows more of it"
            )

    def is_small(self, n: int) -> bool:
        return n < self.least and not (self.nought_shown and n == 0)

    @property
    def of_authorities(self) -> Self:
        """The same, as the numbers of an authority are shown."""
        to = self.authorities_to_nearest
        return self if to is None else replace(self, to_nearest=to)

    def shown(self, n: int, to_nearest: int | None = None) -> int | None:
        """A number as it stands where nothing else tells of it; None: withheld."""
        return None if self.is_small(n) else self.rounded(n, to_nearest)

    def rounded(self, n: int, to_nearest: int | None = None) -> int:
        """To the nearest; of two that are equally near, the higher."""
        to = to_nearest or self.to_nearest
        return (2 * n + to) // (2 * to) * to

    def told_by(self, shown: int, to_nearest: int | None = None) -> Span:
        """What a number may be that is shown so, to whoever knows how it was rounded."""
        to = to_nearest or self.to_nearest
        least, most = shown - to // 2, shown + (to - 1) // 2
        if self.nought_shown and shown == 0:
            return Span(0, most if most >= self.least else 0)
        return Span(max(least, self.least), most)

    @property
    def fewest_withheld(self) -> int:
        """Where nought is shown, whatever is withheld is more."""
        return 1 if self.nought_shown else 0

    def needed(self, n: int) -> Span:
        """What must stay possible of a number that is withheld, whatever else is told.

        Of a small one everything from the fewest that are withheld to the least that is shown: not even that it is
        small may be proved, and whoever guesses it has learned no more than that. Of a larger one, withheld because
        few children are behind it, as much either way.
        """
        room = self.room or self.least
        if n < self.least:
            return Span(min(n, self.fewest_withheld), room)
        return Span(max(self.fewest_withheld, n - room), n + room)


SMALL_NUMBERS = SmallNumbers()
