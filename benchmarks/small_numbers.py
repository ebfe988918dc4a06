"""How long a made-up national publication takes to protect: authorities in regions, by measures and characteristics.

`python -m benchmarks.small_numbers`, with words for what is not to be as large: `authorities=34 regions=2 measures=3`.
`round=5` rounds everything to 5, and `round=10` regions and England to 10, as the Department for Education does. The
children are drawn by chance and are like no real ones.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator

from wayhome.insight.disclosure import exposed, protect
from wayhome.rules.disclosure import Cell, Publication, SmallNumbers, Sum, Within

MEASURES = ("children", "more than once", "incidents", "away", "at 31 March")
LARGEST = {"authorities": 152, "regions": 9, "characteristics": 12, "measures": 5, "round": 1}


def national(
    authorities: int, regions: int, characteristics: int, measures: int, seed: int = 1
) -> tuple[Counter[Cell], list[Sum | Within], dict[Cell, Cell]]:
    """True counts by (measure, place, group), what holds between them, and who is behind incidents."""
    chance = random.Random(seed)
    sizes = [chance.randint(2, 8) for _ in range(characteristics)]
    weights = [[chance.paretovariate(0.8) for _ in range(size)] for size in sizes]
    groups = [(each, one) for each, size in enumerate(sizes) for one in range(size)]
    counts: Counter[Cell] = Counter()
    for authority in range(authorities):
        places = (("authority", authority), ("region", authority % regions), ("nation", 0))
        for _ in range(max(3, round(chance.lognormvariate(4.2, 0.7)))):
            times = 1 if chance.random() < 0.36 else 2 + int(chance.expovariate(1 / 6.5))
            of = [(each, chance.choices(range(size), weights[each])[0]) for each, size in enumerate(sizes)]
            said = (1, int(times > 1), times, int(chance.random() < 0.3), int(chance.random() < 0.017))
            for measure, n in zip(MEASURES[:measures], said, strict=False):
                counts.update({(measure, place, group): n for place in places for group in ["all", *of]})
    links = [
        link
        for measure in MEASURES[:measures]
        for link in _sums(measure, authorities, regions, groups, counts)
    ]
    people: dict[Cell, Cell] = {}
    for place, group in sorted({cell[1:] for cell in counts}, key=repr):
        children, more, times, _, march = ((measure, place, group) for measure in MEASURES)
        links += [Within(children, (part,)) for part in (more, march) if part in counts]
        if times in counts:
            links.append(Within(times, (children, more)))
            people[times] = children
    return counts, links, people


def _sums(
    measure: str, authorities: int, regions: int, groups: list[tuple[int, int]], counts: Counter[Cell]
) -> Iterator[Sum]:
    ins = {("region", region): [] for region in range(regions)}
    for authority in range(authorities):
        ins["region", authority % regions].append(("authority", authority))
    ins["nation", 0] = list(ins)
    for group in ["all", *groups]:
        for whole, parts in ins.items():
            cells = [(measure, part, group) for part in parts]
            counts.update(dict.fromkeys([(measure, whole, group), *cells], 0))
            yield Sum((measure, whole, group), tuple(cells))
    for place in [*ins, *(part for parts in ins.values() for part in parts if part[0] == "authority")]:
        for each in sorted({each for each, _ in groups}):
            yield Sum(
                (measure, place, "all"),
                tuple((measure, place, group) for group in groups if group[0] == each),
            )


def main() -> None:
    asked = LARGEST | {name: int(n) for name, n in (word.split("=") for word in sys.argv[1:])}
    rounded = asked.pop("round")
    counts, links, people = national(**asked)
    wholes = {cell: 10 for cell in counts if rounded == 10 and cell[1][0] != "authority"}
    small = SmallNumbers(to_nearest=1 if rounded == 10 else rounded)
    publication = Publication(links=links, small=small, to_nearest=wholes, people=people)
    begun = time.perf_counter()
    protected = protect(counts, publication)
    took = time.perf_counter() - begun
    print(
        f"{len(counts):,} cells, {len(protected.small):,} small, {len(protected.beside):,} beside, {took:.0f} s"
    )
    begun = time.perf_counter()
    left = exposed(counts, protected.shown, publication)
    print(f"{len(left)} exposed, {time.perf_counter() - begun:.0f} s to say so")


if __name__ == "__main__":
    main()
