"""What each partner knows beforehand gives it no small number of another: an authority its own, a force its area's."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from random import Random

import pytest

from tests.insight.tables.made import YEAR
from wayhome.insight.disclosure import pinned
from wayhome.insight.tables import looked_after
from wayhome.insight.tables.areas import (
    AUTHORITY,
    ELSEWHERE,
    NATION,
    SAYS,
    Areas,
    Authority,
    among_partners,
    by_area,
)
from wayhome.insight.tables.control import PUBLISHED, controlled
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.declared import NOT_STATED
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.partners import controlled_among_partners
from wayhome.insight.tables.query import ALL
from wayhome.insight.tables.reader import publication
from wayhome.rules.disclosure import Earlier, Publication, SmallNumbers

#: Of one authority: children, those missing more than once, incidents, and those missing at the end.
type Line = tuple[int, int, int, int]

#: Whoever knows a number knows it as it is.
AS_IT_IS = Publication([], SmallNumbers(least=0, to_nearest=1, nought_shown=True))


def areas(*of: tuple[str, str, str]) -> Areas:
    """Of each the code, the nation and the force."""
    return among_partners(Authority(code, nation=nation, force=force) for code, nation, force in of)


def counts(of: Areas, lines: dict[str, Line]) -> Counts:
    """Of each authority by its code; a blank one is of those elsewhere."""
    table = by_area(replace(looked_after.MISSING, breakdowns=()), of)
    measures = [one.name for one in table.measures]
    places = [(ALL, ALL), *((by.name, one) for by in table.breakdowns for one in by.categories)]
    cells = {Cell(*place, measure): 0 for place in places for measure in measures}
    for code, line in lines.items():
        within = [(ALL, ALL), (AUTHORITY, of[code].category)]
        if NATION in {by.name for by in table.breakdowns}:
            within.append((NATION, of[code].nation or NOT_STATED))
        for measure, n in zip(measures, line, strict=True):
            for place in within:
                cells[Cell(*place, measure)] = cells.get(Cell(*place, measure), 0) + n
    return Counts(table, YEAR, cells)


def children(figures: Figures) -> dict[str, int | None]:
    """By authority, and by nation."""
    return {cell.category: n for cell, n in figures.shown.items() if cell.measure == "children"}


def by_chance(seed: int) -> tuple[Areas, Counts]:
    """Three to eight authorities in two nations and three forces, with hardly a number that is not small beside it."""
    chance = Random(seed)
    those = areas(*((f"A{n}", "EEW"[n % 3], f"P{n % 3}") for n in range(chance.randint(3, 8))))
    most, lines = chance.choice([12, 40, 120]), dict[str, Line]()
    for code in those:
        n = chance.choice([0, chance.randint(1, 6), chance.randint(1, most)])
        again = chance.choice([chance.randint(0, n), min(n, chance.randint(0, 3))])
        lines[code] = (n, again, n + again + chance.randint(0, 3 * again), min(n, chance.randint(0, 4)))
    return those, counts(those, lines)


def knowing(those: Areas) -> Iterator[set[str]]:
    known = {code: one for code, one in those.items() if code}
    yield from ({code} for code in known)
    for force in sorted({one.force for one in known.values()}):
        yield {code for code, one in known.items() if one.force == force}


def given_away(told: Counts, figures: Figures, known: Collection[str]) -> list[Cell]:
    """Small numbers of other authorities that can only be one, to whoever has these as they are."""
    own = {
        cell: n for cell, n in told.cells.items() if cell.breakdown == AUTHORITY and cell.category in known
    }
    before = Earlier(dict(own.items()), AS_IT_IS, set(own))
    only_one = pinned(dict(figures.shown.items()), publication(figures, PUBLISHED), [before])
    return [
        cell
        for (_, cell), n in only_one.items()
        if isinstance(cell, Cell) and cell.breakdown == AUTHORITY and cell not in own
        if PUBLISHED.is_small(told.cells[cell]) and n > 0
    ]


#: Without looking at what each partner knows, one of the nineteenth could work out a small number of another.
@pytest.mark.parametrize("seed", range(12, 24))
def test_no_partner_can_work_out_a_small_number_of_another(seed):
    those, told = by_chance(seed)
    figures = controlled_among_partners(told, those)
    for known in knowing(those):
        assert given_away(told, figures, known) == [], known


ENGLAND_AND_WALES = areas(
    ("E1", "England", "PE"), ("E2", "England", "PE"), ("W1", "Wales", "PW"), ("W2", "Wales", "PW")
)


def test_a_nation_of_two_is_withheld_where_either_could_take_its_own_from_it():
    told = counts(
        ENGLAND_AND_WALES,
        {"E1": (60, 10, 80, 0), "E2": (50, 10, 70, 0), "W1": (40, 10, 60, 0), "W2": (3, 0, 3, 0)},
    )
    assert children(controlled(told))["Wales"] == 45
    among = children(controlled_among_partners(told, ENGLAND_AND_WALES))
    assert (among["W2"], among["Wales"]) == (None, None)
    assert among[ALL] == 155


def test_a_small_authority_is_hidden_behind_two_others_and_not_behind_one_that_knows_itself():
    those = areas(("A", "", ""), ("B", "", ""), ("C", "", ""), ("D", "", ""))
    told = counts(those, {"A": (90, 9, 99, 0), "B": (60, 9, 69, 0), "C": (20, 9, 29, 0), "D": (3, 0, 3, 0)})
    hidden = {code for code, n in children(controlled(told)).items() if n is None}
    among = {code for code, n in children(controlled_among_partners(told, those)).items() if n is None}
    assert hidden == {"C", "D"}
    assert among == {"B", "C", "D"}


def test_a_force_knows_all_of_its_area():
    of_one_force = {"A": "P2", "B": "P2", "C": "P1", "D": "P1", "E": ""}
    lines = {
        "A": (90, 9, 99, 0),
        "B": (60, 9, 69, 0),
        "C": (20, 9, 29, 0),
        "D": (30, 9, 39, 0),
        "E": (3, 0, 3, 0),
    }
    alone = areas(*((code, "", "") for code in lines))
    forces = areas(*((code, "", of_one_force[code]) for code in lines))
    hidden = children(controlled_among_partners(counts(alone, lines), alone))
    among = children(controlled_among_partners(counts(forces, lines), forces))
    assert {code for code, n in hidden.items() if n is None} == {"C", "D", "E"}
    assert {code for code, n in among.items() if n is None} == {"B", "C", "D", "E"}


def test_where_no_number_is_small_all_are_shown():
    told = counts(
        ENGLAND_AND_WALES, {**dict.fromkeys(("E1", "E2", "W1", "W2"), (40, 20, 90, 10)), "": (9, 7, 20, 6)}
    )
    shown = controlled_among_partners(told, ENGLAND_AND_WALES).shown
    assert None not in shown.values()
    assert shown[Cell(AUTHORITY, ELSEWHERE, "children")] == 10


def test_whatever_is_withheld_without_partners_is_withheld_among_them():
    for seed in range(30):
        those, told = by_chance(seed)
        alone, among = controlled(told).shown, controlled_among_partners(told, those).shown
        assert all(among[cell] is None for cell, n in alone.items() if n is None)
        assert {cell for cell, n in among.items() if n != alone[cell]} <= {
            cell for cell in told.cells if cell.breakdown in SAYS
        }


def test_a_table_that_is_not_by_authority_is_as_ever():
    told = Counts(
        looked_after.MISSING, YEAR, {Cell(ALL, ALL, one.name): 9 for one in looked_after.MISSING.measures}
    )
    assert controlled_among_partners(told, ENGLAND_AND_WALES) == controlled(told)
