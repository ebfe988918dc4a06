"""The parts of one whole of which nothing else is told: their small numbers are withheld without a solver."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from wayhome.rules.disclosure.small_numbers import SMALL_NUMBERS, SmallNumbers


def shown_parts[Part](
    counts: Mapping[Part, int], small: SmallNumbers = SMALL_NUMBERS, *, withheld: Collection[Part] = ()
) -> dict[Part, int | None]:
    """The parts of one whole as they may stand beside its total, even an exact one; None: withheld.

    `withheld` are parts that must not be shown whatever their number, as that of another column would tell.
    Besides what is too small, the next smallest is withheld, with all that would be rounded alike, until two parts
    or more are withheld that are together at least twice the least. So neither the total less what is shown nor
    this method, which is no secret, gives one of them away. Where nought is shown, no other hides behind it.
    """
    hidden = {part for part, n in counts.items() if small.is_small(n) or part in withheld}
    others = [part for part, n in counts.items() if n >= small.fewest_withheld]
    while hidden and not hidden.issuperset(others) and _tells(counts, hidden, small):
        next_smallest = small.rounded(min(counts[part] for part in others if part not in hidden))
        hidden |= {part for part in others if small.rounded(counts[part]) == next_smallest}
    return {part: None if part in hidden else small.rounded(n) for part, n in counts.items()}


def _tells[Part](counts: Mapping[Part, int], hidden: Collection[Part], small: SmallNumbers) -> bool:
    return len(hidden) < 2 or sum(counts[part] for part in hidden) < 2 * small.least
