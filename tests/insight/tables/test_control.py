"""What is published of a table gives no small number away, whatever is added up or taken away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.insight.tables.made import DAY, YEAR, concern, counted, decision, episode, extract, interview, told
from wayhome.config.areas import areas
from wayhome.insight.extract import rows
from wayhome.insight.tables import ever_missing
from wayhome.insight.tables.areas import by_area
from wayhome.insight.tables.control import DFE, POLICIES, PUBLISHED, controlled, sums
from wayhome.insight.tables.counts import Cell, Counts
from wayhome.insight.tables.declared import NOT_STATED, Measure, Table, words
from wayhome.insight.tables.engine import Engine, opened
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.listed import BY_AREA, TABLES
from wayhome.insight.tables.query import ALL
from wayhome.insight.tables.reader import worked_out
from wayhome.insight.tables.sources import RECORD
from wayhome.rules.disclosure import SmallNumbers

PEOPLE, EVENTS = Measure("people", "people", ""), Measure("events", "events", "")


def by(name: str, *categories: str):
    return words(name, name, name, [(one, one) for one in categories])


def table(*breakdowns, measures=(PEOPLE,), **more) -> Table:
    return Table("t", "t", RECORD, (), "", (), measures, breakdowns=breakdowns, **more)


def counts(of: Table, **lines: tuple[int, ...]) -> Counts:
    """`lines` by breakdown: of each category the measures in their order, those of the whole first as `all`."""
    cells = {}
    for name, numbers in lines.items():
        categories = (
            [ALL] if name == ALL else next(one.categories for one in of.breakdowns if one.name == name)
        )
        size = len(numbers) // len(categories)
        for place, category in enumerate(categories):
            for n, measure in zip(numbers[place * size :], of.measures[:size], strict=False):
                cells[Cell(name, category, measure.name)] = n
    return Counts(of, YEAR, cells)


def shown(told: Counts, small: SmallNumbers = PUBLISHED) -> dict[str, list[int | None]]:
    """By breakdown, in the order of the cells."""
    lists: dict[str, list[int | None]] = defaultdict(list)
    for cell, n in controlled(told, small).shown.items():
        lists[cell.breakdown].append(n)
    return dict(lists)


#: Nothing hides behind rounding.
EXACT = SmallNumbers(to_nearest=1, nought_shown=True)

TWO = by("sex", "F", "M")
THREE = by("age", "0", "1", "2")


def test_where_nothing_is_small_everything_is_shown_and_rounded():
    assert shown(counts(table(TWO), all=(43,), sex=(12, 31))) == {ALL: [45], "sex": [10, 30]}


def test_one_small_number_takes_a_second_with_it():
    assert shown(counts(table(THREE), all=(103,), age=(3, 40, 60))) == {ALL: [105], "age": [None, None, 60]}


def test_a_table_of_few_people_shows_nothing():
    assert shown(counts(table(TWO), all=(4,), sex=(1, 3))) == {ALL: [None], "sex": [None, None]}


def test_a_line_of_few_people_says_nothing_of_their_many_events_either():
    told = counts(table(THREE, measures=(PEOPLE, EVENTS)), all=(103, 900), age=(3, 300, 40, 200, 60, 400))
    assert shown(told)["age"] == [None, None, None, None, 60, 400]


def test_a_small_number_in_a_line_of_many_people_is_withheld_by_itself_and_one_more_of_its_kind():
    told = counts(table(THREE, measures=(PEOPLE, EVENTS)), all=(120, 80), age=(40, 3, 40, 30, 40, 47))
    assert shown(told)["age"] == [40, None, 40, None, 40, 45]


def test_parts_of_a_wider_category_do_not_give_each_other_away():
    wide = by("group", "A", "B")
    narrow = by("code", "A1", "A2", "B1").part_of(wide, {"A1": "A", "A2": "A", "B1": "B"})
    told = counts(table(wide, narrow), all=(100,), group=(63, 37), code=(3, 60, 37))
    # A1 is small, and B1 with it; but A less A2 would still be A1
    assert shown(told) == {ALL: [100], "group": [65, 35], "code": [None, None, None]}


def test_parts_of_two_wider_breakdowns_are_given_away_by_neither():
    rank, days = by("rank", "1", "2"), by("days", "a", "b")
    both = by("both", "1a", "1b", "2a", "2b")
    both = both.part_of(rank, dict(zip(both.categories, "1122", strict=True)))
    both = both.part_of(days, dict(zip(both.categories, "abab", strict=True)))
    told = counts(table(rank, days, both), all=(83,), rank=(13, 70), days=(33, 50), both=(3, 10, 30, 40))
    # 1a is small, and 1b with it; but a less 2a would still be 1a, and then 2 less 2b would be 2a
    assert shown(told)["both"] == [None, None, None, None]


def test_what_is_withheld_of_a_wider_category_is_withheld_of_its_parts():
    wide = by("group", "A", "B")
    narrow = by("code", "A1", "B1").part_of(wide, {"A1": "A", "B1": "B"})
    told = counts(table(wide, narrow), all=(100,), group=(3, 97), code=(3, 97))
    assert shown(told) == {ALL: [100], "group": [None, None], "code": [None, None]}


def test_states_of_a_duty_give_each_other_away_neither_by_line_nor_by_column():
    asked, met, late = (Measure(name, name, "") for name in ("asked", "met", "late"))
    of = table(by("rule", "a", "b", "c"), measures=(asked, met, late), parted={"asked": ("met", "late")})
    told = counts(of, all=(130, 70, 60), rule=(40, 38, 2, 40, 20, 20, 50, 12, 38))
    said = shown(told)
    assert said[ALL] == [130, 70, 60]
    # a: late is small, and so met goes with it; each column then has a second that is withheld, and its line, too
    assert said["rule"][:3] == [40, None, None]
    columns = [said["rule"][1::3], said["rule"][2::3]]
    assert all(column.count(None) >= 2 for column in columns)
    lines = [said["rule"][place + 1 : place + 3] for place in (0, 3, 6)]
    assert all(line.count(None) != 1 for line in lines)


def by_authority(*lines: tuple[int, int, int]) -> dict[str, list[int | None]]:
    """What is shown where authorities are exact: of each the children, those missing more than once, and incidents."""
    of = table(
        by("authority", *"ABCD"[: len(lines)]),
        measures=(PEOPLE, Measure("again", "again", ""), EVENTS),
        differences=(("people", "again"),),
        no_less_than=(("events", ("people", "again")),),
    )
    whole = tuple(map(sum, zip(*lines, strict=True)))
    said = shown(counts(of, all=whole, authority=sum(lines, ())), DFE)["authority"]
    return {name: said[3 * n : 3 * n + 3] for n, name in enumerate("ABCD"[: len(lines)])}


def test_numbers_of_an_authority_are_exact_where_a_publisher_has_them_so():
    said = by_authority((43, 21, 87), (57, 32, 101))
    assert said == {"A": [43, 21, 87], "B": [57, 32, 101]}


def test_exact_numbers_leave_no_few_who_were_missing_once():
    """Of twenty children eighteen were missing again, and so two once."""
    said = by_authority((20, 18, 60), (40, 20, 90), (60, 30, 120))
    assert said == {"A": [20, None, 60], "B": [40, None, 90], "C": [60, 30, 120]}


def test_incidents_that_say_how_few_were_missing_again_are_withheld_with_them():
    """Ten incidents of nine children say that one was missing again."""
    said = by_authority((9, 1, 10), (40, 20, 90), (60, 30, 120))
    assert said == {"A": [9, None, None], "B": [40, None, None], "C": [60, 30, 120]}


def every(numbers: range, size: int) -> Iterator[tuple[int, ...]]:
    return product(numbers, repeat=size)


def test_that_there_is_nobody_is_said_and_nobody_hides_behind_it():
    assert shown(counts(table(THREE), all=(100,), age=(0, 40, 60))) == {ALL: [100], "age": [0, 40, 60]}
    assert shown(counts(table(THREE), all=(43,), age=(0, 3, 40))) == {ALL: [45], "age": [0, None, None]}


@pytest.mark.parametrize(("least", "shows_nought"), [(2, False), (3, False), (3, True), (4, True)])
def test_whoever_knows_the_method_cannot_tell_a_small_number_of_any_small_table(least, shows_nought):
    """Every table of two wide categories, one of which has two parts, by what is published of it: where a number is
    withheld, tables that look alike differ in it. Totals are rounded to 1, so that nothing hides behind rounding.
    """
    wide = by("group", "A", "B")
    narrow = by("code", "A1", "A2").part_of(wide, {"A1": "A", "A2": "A"})
    of, small = table(wide, narrow), SmallNumbers(least, 1, nought_shown=shows_nought)
    alike: dict[tuple, list[tuple[int, ...]]] = defaultdict(list)
    for one, two, other in every(range(14), 3):
        told = counts(of, all=(one + two + other,), group=(one + two, other), code=(one, two))
        alike[tuple(controlled(told, small).shown.values())].append((one + two, other, one, two))
    for printed, tables in alike.items():
        total = printed[0]
        if total is None or total > 13:  # beyond it tables that look alike are not all among these
            continue
        for place, n in enumerate(printed[1:]):
            if n is None:
                assert len({numbers[place] for numbers in tables}) > 1, (printed, tables)


@st.composite
def drawn(draw: st.DrawFn) -> Counts:
    """One of the published tables, with numbers in it that add up."""
    of = draw(st.sampled_from(TABLES))
    cells: dict[Cell, int] = {}
    for by_one in of.breakdowns:
        for category in by_one.categories:
            for name in by_one.measures:
                cells[Cell(by_one.name, category, name)] = draw(st.integers(0, 40))
    whole = {one.name: 0 for one in of.measures}
    for one in of.breakdowns:
        for name in one.measures:
            added = sum(n for cell, n in cells.items() if (cell.breakdown, cell.measure) == (one.name, name))
            whole[name] = max(whole[name], added)
    return Counts(of, YEAR, {Cell(ALL, ALL, name): n for name, n in whole.items()} | cells)


@given(drawn())
def test_no_published_table_gives_a_small_number_away_by_subtraction(told):
    figures = controlled(told)
    for cell, n in figures.shown.items():
        assert n is None or (not PUBLISHED.is_small(told.cells[cell]) and abs(n - told.cells[cell]) <= 2)
    for whole, parts in sums(told.table, told.cells):
        withheld = [part for part in parts if figures.shown[part] is None]
        if figures.shown[whole] is None:
            assert len(withheld) == len(parts)
        else:
            together = sum(told.cells[part] for part in withheld)
            follows = len(withheld) < 2 or together < 2 * PUBLISHED.least
            left = [part for part in parts if figures.shown[part]]
            assert not withheld or not left or not follows


#: Each published table, and those that are published by area as well.
AUTHORITIES = ["E08000032", "E08000035", "E09000007", "E09000003", "W06000015"]
EVERY = {one.name: one for one in TABLES}
EVERY |= {f"{one.name}_by_area": by_area(one, areas(AUTHORITIES)) for one in BY_AREA}


@pytest.fixture(scope="module")
def a_year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Engine]]:
    """Of so many incidents, drawn once, and asked by every table."""
    with ExitStack() as stack:
        drawn = {n: extract(tmp_path_factory.mktemp("year"), **a_year_of(n)) for n in (12, 40, 150)}
        yield {n: stack.enter_context(opened(held)) for n, held in drawn.items()}


@pytest.mark.parametrize("size", [12, 40, 150])
@pytest.mark.parametrize("of", EVERY.values(), ids=list(EVERY))
def test_a_solver_that_knows_all_that_adds_up_can_pin_no_number_that_is_withheld(a_year, of, size):
    """Each number that is withheld may still be another."""
    told = a_year[size].counts(of, YEAR)
    for small in POLICIES.values():
        assert worked_out(controlled(told, small), small) == []


@pytest.mark.parametrize("of", EVERY.values(), ids=list(EVERY))
def test_the_solver_sees_what_follows_where_only_small_numbers_are_withheld(a_year, of):
    """By itself, and nothing rounded, a small number follows in every table but those that have none."""
    told = a_year[40].counts(of, YEAR)
    alone = {cell: None if EXACT.is_small(n) else n for cell, n in told.cells.items()}
    small = [cell for cell, n in alone.items() if n is None]
    assert bool(worked_out(Figures(of, YEAR, alone), EXACT)) == bool(small)


def test_the_solver_takes_the_rest_of_a_line_that_others_make_up(tmp_path):
    """Of 50 children three were never missing, and the others stand in the same line."""
    names = [f"child-{n}" for n in range(50)]
    held = extract(
        tmp_path,
        concerns=[concern(name) for name in names],
        episodes=[episode(name) for name in names[3:]],
    )
    shown = dict(counted(held, ever_missing.TABLE).cells)
    never = Cell(ALL, ALL, "never_missing")
    parts = {cell: None for cell in shown if cell.measure == never.measure}
    assert never in worked_out(Figures(ever_missing.TABLE, YEAR, shown | parts), EXACT)


ANSWERED = {"met", "met_late", "unknown"}

#: What may be told at an interview.
CODES = {
    "push": ("conflict", "harm", "school"),
    "pull": ("friends", "family"),
    "danger": ("violence", "self_harm"),
}


def a_year_of(size: int) -> dict[str, list]:
    chance = Random(size)
    whose = [f"child-{min(int(chance.expovariate(0.08)), size)}" for _ in range(size)]
    episodes = [
        episode(
            child,
            n,
            DAY + timedelta(days=chance.randrange(250)),
            days=chance.choice([0, 0, 1, 2, 9, 40, None]),
            age=chance.choice([9, 14, 15, 17, None]),
            care=chance.choice(["looked_after", "looked_after", "not_looked_after", None]),
            risk=chance.choice(["low", "medium", "high", None]),
            exploitation=chance.choice([True, False, None]),
            outside=chance.choice([True, False, None]),
            placement=chance.choice(["foster_home", "childrens_home", "other", None]),
            authority=chance.choice([AUTHORITIES[len(child) % 5], *AUTHORITIES, None]),
        )
        for n, child in enumerate(whose, start=1)
    ]
    interviews = [
        interview(
            one.child, one.number, offered_at=one.began_at, held_at=one.began_at, hours=h, in_time=h <= 72
        )
        for one in episodes
        if (h := chance.choice([10.0, 50.0, 90.0, 0.0]))
    ]
    said = [
        one
        for held in interviews
        for what, codes in CODES.items()
        for one in told(
            held.child, held.number, **{what: " ".join(chance.sample(codes, chance.randrange(3)))}
        )
    ]
    forms = ["sexual", "criminal", "online", "at_home", "trafficking", "serious_violence"]
    feared = [(f"child-{chance.randrange(size)}", chance.choice(forms)) for _ in range(size)]
    concerns = [concern(child, form, chance.choice([DAY, date(2025, 1, 1)])) for child, form in feared]
    concerns += [concern(one.child, "county_lines") for one in concerns[::2] if one.form == "criminal"]
    decisions = [
        decision(
            child,
            n,
            opened_by=chance.choice(["alert.exploitation_marked", "alert.repeat_missing", None]),
            state=(state := chance.choice(["met", "met", "met_late", "unknown", "overdue", "due"])),
            answer=chance.choice(["plan_changed", "not_now", "missing_meeting"])
            if state in ANSWERED
            else None,
            same_reason=chance.random() < 0.1,
        )
        for n, child in enumerate(whose, start=1)
    ]
    whose += [one.child for one in concerns]
    sexes = {child: chance.choice(["F", "M", None]) for child in sorted(set(whose))}
    children = [rows.Child(child, sex, chance.choice(["WBRI", "APKN", None])) for child, sex in sexes.items()]
    findings = [
        rows.Finding(
            **dict.fromkeys(rows.Finding._fields)
            | {
                "child": one.child,
                "rule": chance.choice(["local.police_told", "england.return_interview"]),
                "rung": "",
                "state": chance.choice(["met", "met", "met_late", "overdue"]),
                "since": one.began_at,
                "since_on": one.began_on,
                "inherited": False,
            }
        )
        for one in episodes
    ]
    return {
        "children": children,
        "episodes": episodes,
        "interviews": interviews,
        "told": said,
        "findings": findings,
        "concerns": concerns,
        "decisions": decisions,
    }


def test_every_breakdown_that_parts_another_is_read_as_its_part():
    for of in TABLES:
        for one in of.breakdowns:
            for name, within in one.wider.items():
                wider = next(each for each in of.breakdowns if each.name == name)
                assert set(within) == set(one.categories)
                assert set(within.values()) <= {*wider.categories, NOT_STATED}
