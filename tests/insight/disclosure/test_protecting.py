"""What stands in tables, and what is withheld, worked by hand: numbers as they are unless a test says otherwise."""

from __future__ import annotations

from itertools import product

import pytest

from wayhome.insight.disclosure import exposed, possible, protect
from wayhome.rules.disclosure import Cell, Protected, Publication, SmallNumbers, Span, Sum, Within

AS_THEY_ARE = SmallNumbers(to_nearest=1)


def parts(**counts: int) -> tuple[dict[Cell, int], Publication]:
    """One whole, `all`, and its parts."""
    return {"all": sum(counts.values()), **counts}, Publication([Sum("all", tuple(counts))], AS_THEY_ARE)


def crossed(*rows: str, **of: int) -> tuple[dict[Cell, int], Publication]:
    """Rows of numbers with their sums in both directions: `0,` is a whole row, `,0` a whole column, `,` all."""
    counts: dict[Cell, int] = {}
    table = [[int(n) for n in row.split()] for row in rows]
    for (y, row), x in product(enumerate(table), range(len(table[0]))):
        counts[y, x] = row[x]
        for whole in ((y, None), (None, x), (None, None)):
            counts[whole] = counts.get(whole, 0) + row[x]
    ys, xs = range(len(table)), range(len(table[0]))
    links = [
        *(Sum((y, None), tuple((y, x) for x in xs)) for y in ys),
        *(Sum((None, x), tuple((y, x) for y in ys)) for x in xs),
        Sum((None, None), tuple((y, None) for y in ys)),
        Sum((None, None), tuple((None, x) for x in xs)),
    ]
    return counts, Publication(links, SmallNumbers(to_nearest=of.get("to_nearest", 1)))


def withheld(protected: Protected) -> set[Cell]:
    return {cell for cell, figure in protected.shown.items() if figure is None}


def test_where_nothing_is_small_everything_is_shown():
    counts, said = parts(a=5, b=7, c=101)
    assert protect(counts, said).shown == counts


def test_one_small_number_is_withheld_with_another_that_loses_the_least():
    protected = protect(*parts(a=4, b=12, c=30))
    assert withheld(protected) == {"a", "b"}
    assert (protected.small, protected.beside) == ({"a"}, {"b"})


def test_two_that_are_together_too_small_are_withheld_with_a_third():
    assert withheld(protect(*parts(a=2, b=1, c=30, d=40))) == {"a", "b", "c"}


def test_two_small_numbers_that_may_be_five_between_them_are_enough():
    counts, said = parts(a=4, b=3, c=30)
    protected = protect(counts, said)
    assert withheld(protected) == {"a", "b"}
    assert possible(protected.shown, said) == {"a": Span(0, 7), "b": Span(0, 7)}


def test_a_whole_of_one_part_is_withheld_with_it():
    assert withheld(protect(*parts(a=3))) == {"all", "a"}


def test_all_is_withheld_where_everything_is_small():
    assert withheld(protect(*parts(a=1, b=0, c=2))) == {"all", "a", "b", "c"}


def test_nought_is_withheld_as_another_small_number():
    assert withheld(protect(*parts(a=0, b=12, c=30))) == {"a", "b"}


def test_where_nought_is_shown_it_is_never_taken_for_what_is_withheld():
    counts, said = parts(a=0, b=3, c=9, d=30)
    nought_shown = Publication(said.links, SmallNumbers(to_nearest=1, nought_shown=True))
    protected = protect(counts, nought_shown)
    assert protected.shown == {"all": 42, "a": 0, "b": None, "c": None, "d": 30}
    assert possible(protected.shown, nought_shown) == {"b": Span(1, 11), "c": Span(1, 11)}


def test_in_a_table_of_two_directions_four_corners_are_withheld():
    protected = protect(*crossed("3 17 20", "10 20 40", "35 35 60"))
    assert withheld(protected) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_rounding_alone_may_leave_enough_open():
    """Each of four numbers may be two more or less, and the small one anything from nought to eleven."""
    said = Publication([Sum("all", ("a", "b", "c"))])
    protected = protect({"all": 46, "a": 4, "b": 12, "c": 30}, said)
    assert protected.shown == {"all": 45, "a": None, "b": 10, "c": 30}
    assert possible(protected.shown, said) == {"a": Span(0, 11)}


def test_rounding_that_leaves_too_little_open_is_not_relied_on():
    """To the nearest two the rest of 15 and 12 may be 2 to 4."""
    said = Publication([Sum("all", ("a", "b"))], SmallNumbers(to_nearest=2))
    assert withheld(protect({"all": 15, "a": 3, "b": 12}, said)) == {"a", "b"}


def test_a_whole_that_stands_in_two_tables_joins_them():
    """By sex one of 43 is small, and boys are withheld beside it: so of their ages one is as well."""
    links = [Sum("all", ("girls", "boys")), Sum("boys", ("boys under 16", "boys over 16"))]
    counts = {"all": 43, "girls": 3, "boys": 40, "boys under 16": 20, "boys over 16": 20}
    protected = protect(counts, Publication(links, AS_THEY_ARE))
    assert withheld(protected) > {"girls", "boys"}
    assert withheld(protected) & {"boys under 16", "boys over 16"}


def test_what_is_left_between_all_and_all_but_unknown_is_a_number_too():
    links = [Sum("all", ("known", "unknown")), Sum("known", ("girls", "boys"))]
    counts = {"all": 102, "known": 100, "unknown": 2, "girls": 48, "boys": 52}
    said = Publication(links, AS_THEY_ARE, unprinted={"unknown"})
    protected = protect(counts, said)
    assert protected.shown["unknown"] is None
    assert not protected.beside <= {"unknown"}
    assert exposed(counts, protected.shown, said) == {}


def test_who_went_missing_once_follows_from_all_and_those_missing_more_often():
    counts = {"children": 24, "more than once": 21, "once": 3}
    said = Publication([Sum("children", ("once", "more than once"))], AS_THEY_ARE, unprinted={"once"})
    assert withheld(protect(counts, said)) in ({"once", "more than once"}, {"once", "children"})


def test_a_small_number_stays_open_below_what_is_known_to_be_more():
    """Of three children missing more than once it would be known that they are three, were there but three of them."""
    counts = {"children": 9, "more than once": 3}
    said = Publication([Within("children", ("more than once",))], AS_THEY_ARE)
    protected = protect(counts, said)
    assert protected.shown == {"children": 9, "more than once": None}
    assert possible(protected.shown, said) == {"more than once": Span(0, 9)}


def test_what_is_left_of_a_whole_that_holds_more_than_its_parts_hides_no_more_than_that():
    """Of six children five were placed by their authority: whoever else was placed is one at most."""
    counts = {"children": 6, "placed here": 5, "placed by others": 1}
    said = Publication([Within("children", ("placed here", "placed by others"))], AS_THEY_ARE)
    protected = protect(counts, said)
    assert protected.small == {"placed by others"}
    assert protected.beside in ({"placed here"}, {"children"})


def test_many_incidents_of_few_children_are_withheld_and_stay_open():
    links = [
        Sum("children", ("children here", "children there")),
        Sum("times", ("times here", "times there")),
    ]
    counts = {"children": 24, "children here": 2, "children there": 22}
    counts |= {"times": 90, "times here": 40, "times there": 50}
    people = {"times": "children", "times here": "children here", "times there": "children there"}
    said = Publication(links, AS_THEY_ARE, people=people)
    protected = protect(counts, said)
    assert protected.small == {"children here", "times here"}
    assert protected.beside == {"children there", "times there"}


def test_figures_of_an_authority_stand_as_they_are_and_those_of_the_nation_rounded_to_ten():
    """As the Department for Education prints them. The nation's figure leaves ten numbers open, and that is enough."""
    places = ("Leeds", "York", "Hull")
    counts = {"England": 118, "Leeds": 94, "York": 3, "Hull": 21}
    said = Publication([Sum("England", places)], AS_THEY_ARE, to_nearest={"England": 10})
    protected = protect(counts, said)
    assert protected.shown == {"England": 120, "Leeds": 94, "York": None, "Hull": 21}
    assert possible(protected.shown, said) == {"York": Span(0, 9)}


def test_where_a_rounded_whole_tells_that_there_is_one_another_is_withheld():
    """Of 115 to 124 in England 114 are elsewhere: it would be one at least."""
    counts = {"England": 117, "Leeds": 94, "York": 3, "Hull": 20}
    said = Publication([Sum("England", ("Leeds", "York", "Hull"))], AS_THEY_ARE, to_nearest={"England": 10})
    assert withheld(protect(counts, said)) == {"York", "Hull"}


def test_a_whole_is_withheld_only_where_nothing_below_it_would_do():
    links = [Sum("England", ("North", "South")), Sum("North", ("Leeds", "York"))]
    counts = {"England": 90, "North": 43, "South": 47, "Leeds": 40, "York": 3}
    assert withheld(protect(counts, Publication(links, AS_THEY_ARE))) == {"Leeds", "York"}


@pytest.mark.parametrize("to_nearest", [1, 5, 10])
def test_the_same_gives_the_same(to_nearest):
    counts, said = crossed("3 17 20 9", "10 2 40 11", "35 35 1 30", "9 12 14 80", to_nearest=to_nearest)
    assert protect(counts, said) == protect(dict(counts), said)


def test_an_hierarchy_is_protected_on_every_level():
    """Authorities in regions in England by three groups, each number from 0 to 40: nothing is exposed at the end."""
    counts: dict[Cell, int] = {}
    links: list[Sum] = []
    groups = ("a", "b", "c")
    for at, (region, place, group) in enumerate(product(range(3), range(3), groups)):
        n = (at * 37 + 11) % 41
        for cell in (
            (place, region, group),
            (place, region, "all"),
            (region, group),
            (region, "all"),
            group,
            "all",
        ):
            counts[cell] = counts.get(cell, 0) + n
    for group in (*groups, "all"):
        links += [
            Sum((region, group), tuple((place, region, group) for place in range(3))) for region in range(3)
        ]
        links.append(Sum(group, tuple((region, group) for region in range(3))))
    for whole in [*product(range(3), range(3)), *((region,) for region in range(3))]:
        links.append(Sum((*whole, "all"), tuple((*whole, group) for group in groups)))
    links.append(Sum("all", groups))
    said = Publication(links, AS_THEY_ARE)
    bare = {cell: n if n >= 5 else None for cell, n in counts.items()}
    protected = protect(counts, said)
    assert exposed(counts, bare, said)
    assert exposed(counts, protected.shown, said) == {}
