"""An UpSet plot: which sets go together, and how often. A column for each set, a row for each combination, and a bar.

It is placed here in whole numbers, and drawn by `ui/upset.html` in the reader's own colours. As wide as a phone, so
that it is read there at its own size, and grows with the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

WIDTH = 360

#: From one column, label or row to the next; and half of one, from an edge to its middle.
STEP, HALF = 24, 12

#: Kept free beside the longest bar for what is said of it.
BESIDE_A_BAR = 84


@dataclass(frozen=True, slots=True)
class Column:
    """`y` is of its label, from which a line leads down to the column."""

    x: int
    y: int
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """`dots` are of the sets that go together, from `first` to `last`, and `gaps` of those that do not."""

    y: int
    dots: list[int]
    gaps: list[int]
    bar: int
    says: str

    @property
    def first(self) -> int:
        return self.dots[0]

    @property
    def last(self) -> int:
        return self.dots[-1]


@dataclass(frozen=True, slots=True)
class Upset:
    """`top` is where the labels end and the rows begin; `bars` where each bar does."""

    columns: list[Column]
    rows: list[Row]
    top: int
    bars: int

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return self.top + STEP * len(self.rows)


def upset(labels: Sequence[str], combinations: Collection[tuple[Collection[int], int, str]]) -> Upset:
    """`combinations` are the places of their sets among the labels, how often each occurs, and what is said beside it.

    None may be of no set, and one at least must occur.
    """
    xs = [HALF + STEP * place for place in range(len(labels))]
    top, bars = STEP * len(labels) + HALF, STEP * len(labels) + HALF
    most = max((n for _, n, _ in combinations), default=1)

    def placed() -> Iterator[Row]:
        for number, (sets, n, says) in enumerate(combinations):
            yield Row(
                y=top + HALF + STEP * number,
                dots=[x for place, x in enumerate(xs) if place in sets],
                gaps=[x for place, x in enumerate(xs) if place not in sets],
                bar=max((WIDTH - BESIDE_A_BAR - bars) * n // most, 1),
                says=says,
            )

    columns = [
        Column(x, HALF + STEP * place, label) for place, (x, label) in enumerate(zip(xs, labels, strict=True))
    ]
    return Upset(columns, list(placed()), top, bars)
