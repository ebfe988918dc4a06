"""No small number is given away, by every table that there can be: a judge that shares nothing with the solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.insight.disclosure.enumerating import Table, alike, left_open
from wayhome.insight.disclosure import exposed, possible, protect
from wayhome.rules.disclosure import Cell, Earlier, Publication, Shown, SmallNumbers, Span, Sum, Within

#: Small enough for every table to be tried: what counts for 5 counts for 3.
LEAST = 3
#: No number that is chosen is tried above it; those drawn are at most 5.
MOST = 8

#: Every table is tried for each.
FEW = 30

POLICIES = [
    SmallNumbers(LEAST, to_nearest, nought_shown)
    for to_nearest in (1, 2, 3)
    for nought_shown in (False, True)
]

#: By sex and by age, which have one total; and who was missing again.
LINKED = (
    Sum("all", ("girls", "boys")),
    Sum("all", ("under 16", "over 16")),
    Within("all", ("again",)),
    Within("girls", ("girls again",)),
    Sum("again", ("girls again", "boys again")),
)


def linked(girls: int, boys: int, under: int, girls_again: int, boys_again: int) -> Table:
    everybody = girls + boys
    return {
        "all": everybody,
        "girls": girls,
        "boys": boys,
        "under 16": under,
        "over 16": everybody - under,
        "again": girls_again + boys_again,
        "girls again": girls_again,
        "boys again": boys_again,
    }


#: Two places, each by sex, and both together.
CROSSED = (
    *(Sum((place, "all"), ((place, "girls"), (place, "boys"))) for place in ("north", "south", "both")),
    *(Sum(("both", sex), (("north", sex), ("south", sex))) for sex in ("girls", "boys", "all")),
)


def crossed(north_girls: int, north_boys: int, south_girls: int, south_boys: int) -> Table:
    table = {
        ("north", "girls"): north_girls,
        ("north", "boys"): north_boys,
        ("south", "girls"): south_girls,
        ("south", "boys"): south_boys,
    }
    table |= {(place, "all"): table[place, "girls"] + table[place, "boys"] for place in ("north", "south")}
    return table | {
        ("both", sex): table["north", sex] + table["south", sex] for sex in ("girls", "boys", "all")
    }


PARTS = (Sum("all", ("a", "b", "c")),)


def parts(a: int, b: int, c: int) -> Table:
    return {"all": a + b + c, "a": a, "b": b, "c": c}


@lru_cache
def every(kind: Callable[..., Table]) -> tuple[Table, ...]:
    if kind is linked:
        # There is more to choose here, so that what is tried goes less far beyond what is drawn.
        return tuple(
            linked(girls, boys, under, girls_again, boys_again)
            for girls, boys in product(range(MOST), repeat=2)
            for under in range(girls + boys + 1)
            for girls_again in range(min(girls, LEAST + 2) + 1)
            for boys_again in range(min(girls + boys - girls_again, LEAST + 2) + 1)
        )
    free = {crossed: 4, parts: 3}[kind]
    return tuple(kind(*chosen) for chosen in product(range(MOST + 1), repeat=free))


numbers = st.integers(0, 5)
tables = {
    linked: st.tuples(numbers, numbers).flatmap(
        lambda of: st.builds(
            linked,
            *map(st.just, of),
            st.integers(0, sum(of)),
            st.integers(0, min(of[0], LEAST)),
            st.integers(0, min(of[1], LEAST)),
        )
    ),
    crossed: st.builds(crossed, numbers, numbers, numbers, numbers),
    parts: st.builds(parts, numbers, numbers, numbers),
}


def is_open_as_it_must_be(counts: Table, shown: Shown, said: Publication, others: Iterable[Table]) -> None:
    left = left_open(others)
    for cell, n in counts.items():
        if said.small.is_small(n):
            assert shown[cell] is None
            fewest, most = said.small.needed(n)
            if not said.small.nought_shown:  # else two that are withheld are together two or more
                assert min(left[cell]) <= fewest, cell
            assert len(left[cell]) > 1, cell
            assert max(left[cell]) >= most, cell
        else:
            assert shown[cell] in (None, said.small.rounded(n))


@pytest.mark.parametrize(("kind", "links"), [(linked, LINKED), (crossed, CROSSED), (parts, PARTS)])
@settings(max_examples=FEW)
@given(st.data(), st.sampled_from(POLICIES))
def test_of_every_small_number_enough_stays_open(kind, links, data, small):
    counts = data.draw(tables[kind])
    said = Publication(links, small)
    protected = protect(counts, said)
    assert protected.told_before == {}
    assert exposed(counts, protected.shown, said) == {}
    if not protected.small:
        assert protected.beside == frozenset()
    is_open_as_it_must_be(counts, protected.shown, said, alike(every(kind), protected.shown, said))


@pytest.mark.parametrize(("kind", "links"), [(linked, LINKED), (crossed, CROSSED)])
@settings(max_examples=FEW)
@given(st.data(), st.sampled_from(POLICIES))
def test_the_solver_sees_no_less_than_every_table_shows(kind, links, data, small):
    """Whatever is withheld, and be it by chance: both ends are as far apart, as far as all is tried."""
    counts, said = data.draw(tables[kind]), Publication(links, small)
    shown = {cell: small.shown(n) if data.draw(st.booleans()) else None for cell, n in counts.items()}
    shown |= {cell: 0 for cell, n in counts.items() if n == 0 and small.nought_shown}
    seen = possible(shown, said)
    left = left_open(alike(every(kind), shown, said))
    for cell, (least, most) in seen.items():
        fewest, tried = min(left[cell]), max(left[cell])
        if (
            not small.nought_shown
        ):  # then what is withheld is known to be more, which no table here is asked for
            assert least == fewest
            assert most is None or most >= tried
            assert most is None or most > LEAST + 2 or most == tried


@settings(max_examples=FEW)
@given(tables[parts], tables[parts], st.sampled_from([small for small in POLICIES if not small.nought_shown]))
def test_two_releases_together_leave_open_what_one_must(before, now, small):
    said = Publication(PARTS, small)
    unchanged = {cell for cell, n in now.items() if before[cell] == n}
    first = protect(before, said)
    earlier = Earlier(first.shown, said, unchanged)
    second = protect(now, said, [earlier])
    assert second.told_before == {}
    then = list(alike(every(parts), first.shown, said))
    kept = sorted(unchanged)
    fit = {tuple(table[cell] for cell in kept) for table in then}
    both = alike(every(parts), second.shown, said, lambda table: tuple(table[cell] for cell in kept) in fit)
    is_open_as_it_must_be(now, second.shown, said, both)
    left = {tuple(table[cell] for cell in kept) for table in alike(every(parts), second.shown, said)}
    is_open_as_it_must_be(
        before, first.shown, said, (table for table in then if tuple(table[cell] for cell in kept) in left)
    )


@settings(max_examples=FEW)
@given(
    st.lists(tables[parts], min_size=3, max_size=3),
    st.sampled_from([small for small in POLICIES if not small.nought_shown]),
)
def test_three_releases_together_leave_open_what_one_must(each, small):
    """Each is protected after those before it; what has the same count in two is known to be the same. Where it is said
    that more was told before, so it would be if nothing were shown now.
    """
    said = Publication(PARTS, small)
    shown: list[Shown] = []
    for place, now in enumerate(each):
        earlier = [
            Earlier(figures, said, *same(then, now, each[:place]))
            for then, figures in zip(each, shown, strict=False)
        ]
        protected = protect(now, said, earlier)
        if protected.told_before:
            nothing = [*shown, dict.fromkeys(now)]
            assert all(is_told(*one, together(each, nothing, said)) for one in protected.told_before.items())
            return
        shown.append(protected.shown)
    for counts, figures, others in zip(each, shown, together(each, shown, said), strict=True):
        is_open_as_it_must_be(counts, figures, said, others)


def is_told(cell: Cell, span: Span, releases: list[list[Table]]) -> bool:
    """In one of the releases it is no more than this, which is less than a small number needs."""
    left = [left_open(tables)[cell] for tables in releases]
    in_one = any(span.holds(Span(min(those), max(those))) for those in left)
    return in_one and not span.holds(Span(0, LEAST))


def same(then: Table, now: Table, each: list[Table]) -> tuple[set[str], dict[str, int]]:
    """What is unchanged, and in which release all else first was what it was then."""
    first = {cell: next(at for at, one in enumerate(each, 1) if one[cell] == n) for cell, n in then.items()}
    return {cell for cell, n in then.items() if now[cell] == n}, first


def together(each: list[Table], shown: list[Shown], said: Publication) -> list[list[Table]]:
    """Of the tables that look like each release alone, those that go with some of all others."""
    each = each[: len(shown)]
    alone = [list(alike(every(parts), figures, said)) for figures in shown]

    def of_several(counts: Table, table: Table) -> frozenset:
        """By cell and count, since that is one number in whichever release it stands: what it is in this table."""
        return frozenset(
            ((cell, n), table[cell])
            for cell, n in counts.items()
            if sum(other[cell] == n for other in each) > 1
        )

    fit: list[dict] = [{}]
    for counts, tables in zip(each, alone, strict=True):
        those = {of_several(counts, table) for table in tables}
        fit = [
            one | dict(more)
            for one, more in product(fit, those)
            if all(one.get(number, n) == n for number, n in more)
        ]
    together = []
    for counts, tables in zip(each, alone, strict=True):
        numbers = {number for number, _ in of_several(counts, counts)}
        fitting = {frozenset((number, one[number]) for number in numbers) for one in fit}
        together.append([table for table in tables if of_several(counts, table) in fitting])
    return together


@pytest.mark.parametrize("exact_total", [True, False])
def test_whoever_knows_the_method_is_left_with_more_than_one_answer(exact_total):
    """Every table of three parts, by what is printed of it: a small number differs among those that look alike."""
    whole = MOST - LEAST  # of a larger total there are tables with numbers that are not tried
    to_nearest = {"all": 1} if exact_total else {}
    said = Publication(PARTS, SmallNumbers(LEAST, 3), to_nearest)
    looks: dict[tuple, list[Table]] = defaultdict(list)
    for chosen in product(range(MOST + 1), repeat=3):
        counts = parts(*chosen)
        looks[tuple(protect(counts, said).shown.items())].append(counts)
    told = [
        (printed, cell)
        for printed, those in looks.items()
        if (dict(printed)["all"] or whole) < whole
        for cell, figure in printed
        if figure is None and len({table[cell] for table in those}) == 1 and those[0][cell] < LEAST
    ]
    assert told == []
