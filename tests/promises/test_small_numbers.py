"""No published table gives a small number away by subtraction, as a solver sees it; and each way in which this could go
quietly wrong is noticed by a plain example of its own.

Tables that are withheld without a solver are walked here: whoever makes another adds to `PUBLISHED` how it comes to be.
Those of `insight/tables` are looked at before each release, and in tests/insight/tables/test_control.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

import pytest

from tests.insight.disclosure import test_earlier, test_protecting
from tests.insight.tables import test_partners, test_released
from wayhome.insight.disclosure import exposed, needs, protecting
from wayhome.insight.disclosure.system import System
from wayhome.insight.disclosure.withholding import Withholding
from wayhome.insight.replay.coverage import Coverage, Group, Who
from wayhome.insight.tables import partners, reader, released
from wayhome.insight.tables.control import controlled
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.released import Released
from wayhome.rules.disclosure import Cell, Earlier, Publication, Shown, SmallNumbers, Span, Sum

Patch = pytest.MonkeyPatch


class Published(NamedTuple):
    """What stands in tables, with the true numbers; what holds between them; and what stands elsewhere."""

    counts: dict[Cell, int]
    shown: Shown
    publication: Publication
    earlier: Sequence[Earlier]


def groups_of_a_replay(chance: Random) -> Iterator[Published]:
    """Children by sex, age and ethnicity, and who of them was asked about: the rest of them is a number as well."""
    coverage = Coverage()
    for who in (Who(sex, age, of) for sex in "FMX" for age in ("10 to 15", "16 and over") for of in "ab"):
        coverage.children[who] = n = chance.choice([0, 2, 9, 40])
        coverage.alerted[who] = chance.randint(0, n)
    groups = list(coverage.groups())
    if groups:
        yield _of_groups(coverage, groups)


def _of_groups(coverage: Coverage, groups: list[Group]) -> Published:
    """Both totals stand there exactly, and so what is left between them."""
    counts, shown, links = Counter[Cell](), dict[Cell, int | None](), list[Sum]()
    for by, name, children, alerted, _ in groups:
        shown |= {("children", by, name): children, ("alerted", by, name): alerted, ("rest", by, name): None}
        links.append(Sum(("children", by, name), (("alerted", by, name), ("rest", by, name))))
    for place, by in enumerate(dict.fromkeys(group.by for group in groups)):
        for who, n in coverage.children.items():
            alerted = coverage.alerted[who]
            for measure, one in (("children", n), ("alerted", alerted), ("rest", n - alerted)):
                counts[measure, by, who[place]] += one
                counts[measure, "all"] += one if place == 0 else 0
        for measure in ("children", "alerted", "rest"):
            links.append(Sum((measure, "all"), tuple(cell for cell in shown if cell[:2] == (measure, by))))
    totals = {(measure, "all"): counts[measure, "all"] for measure in ("children", "alerted", "rest")}
    exact = Earlier(totals, Publication([], SmallNumbers(least=0, to_nearest=1)), set(totals))
    unprinted = {cell for cell in shown if cell[0] == "rest"}
    return Published(counts, shown | totals, Publication(links, unprinted=unprinted), [exact])


PUBLISHED = [groups_of_a_replay]


@pytest.mark.parametrize("tables", PUBLISHED)
@pytest.mark.parametrize("seed", range(6))
def test_no_published_table_gives_a_small_number_away(
    tables: Callable[[Random], Iterator[Published]], seed: int
) -> None:
    for counts, shown, publication, earlier in tables(Random(seed)):
        publication.checked(counts)
        assert exposed(counts, shown, publication, earlier) == {}


@pytest.mark.parametrize("tables", PUBLISHED)
def test_one_number_fewer_withheld_would_give_one_away(
    tables: Callable[[Random], Iterator[Published]],
) -> None:
    """What is walked has small numbers in it, and others that are withheld beside them."""
    for counts, shown, publication, earlier in tables(Random(1)):
        printed = [cell for cell in shown if cell not in publication.unprinted]
        withheld = [cell for cell in printed if shown[cell] is None]
        beside = [cell for cell in withheld if not publication.is_small(cell, counts)]
        assert len(beside) < len(withheld)
        given_away = [
            exposed(counts, {**shown, cell: publication.as_shown(cell, counts[cell])}, publication, earlier)
            for cell in beside
        ]
        assert any(given_away)


def nothing_is_withheld_beside(patch: Patch) -> None:
    patch.setattr(Withholding, "opens", lambda self, place, way, near: True)


def a_linked_table_ignored(patch: Patch) -> None:
    patch.setattr(Publication, "all_links", lambda self: iter([*self.links][:1]))


def what_holds_without_adding_up_ignored(patch: Patch) -> None:
    patch.setattr(Publication, "all_links", lambda self: (one for one in self.links if isinstance(one, Sum)))


def earlier_figures_ignored(patch: Patch) -> None:
    known = protecting.known
    patch.setattr(protecting, "known", lambda shown, said, earlier, counts: known(shown, said, (), counts))


def what_was_withheld_is_shown(patch: Patch) -> None:
    patch.setattr(protecting, "kept", lambda cell, earlier: False)


def old_numbers_left_unguarded(patch: Patch) -> None:
    patch.setattr(needs, "_left_open", lambda release: {})


def rounded_figures_taken_for_exact(patch: Patch) -> None:
    span = System.span

    def exact(self: System, place: int) -> Span:
        return Span(self.at[place], self.at[place]) if place in self.shown else span(self, place)

    patch.setattr(System, "span", exact)


def rounding_hides_more_than_it_does(patch: Patch) -> None:
    def told_by(self: SmallNumbers, shown: int, to_nearest: int | None = None) -> Span:
        to = to_nearest or self.to_nearest
        return Span(max(self.least, shown - to), shown + to)

    patch.setattr(SmallNumbers, "told_by", told_by)


def that_it_may_be_less_is_enough(patch: Patch) -> None:
    patch.setattr(SmallNumbers, "needed", lambda self, n: Span(0, n))


def that_it_may_be_more_is_enough(patch: Patch) -> None:
    patch.setattr(SmallNumbers, "needed", lambda self, n: Span(n, self.least))


def few_children_behind_much_ignored(patch: Patch) -> None:
    patch.setattr(Publication, "is_small", lambda self, cell, counts: self.small.is_small(counts[cell]))


def what_an_earlier_release_withheld_is_shown_again(patch: Patch) -> None:
    patch.setattr(released, "_still", lambda figures, then, now: iter(()))


def all_but_the_last_release_before_forgotten(patch: Patch) -> None:
    patch.setattr(test_released, "in_turn", lambda each, small: released.in_turn(each[-2:], small))


def each_release_before_taken_to_be_shown_as_if_it_were_the_first(patch: Patch) -> None:
    def in_turn(each: Sequence[Counts], small: SmallNumbers) -> list[Released]:
        *before, now = released.in_turn(each, small)
        return [
            *(replace(one, figures=controlled(then, small)) for one, then in zip(before, each, strict=False)),
            now,
        ]

    patch.setattr(test_released, "in_turn", in_turn)


def what_is_again_what_it_was_taken_to_have_changed(patch: Patch) -> None:
    def since(counts: Counts, each: Sequence[Counts]) -> released.First:
        before = [*enumerate(each[: each.index(counts)], 1)]
        return {
            cell: max((at for at, one in before if one.cells[cell] != n), default=0)
            for cell, n in counts.cells.items()
        }

    patch.setattr(released, "_first", since)


def what_was_the_same_in_two_releases_before_taken_for_two(patch: Patch) -> None:
    def earlier(shown: Shown, said: Publication, unchanged: Collection[Cell], _: object) -> Earlier:
        return Earlier(shown, said, unchanged)

    patch.setattr(reader, "Earlier", earlier)


def what_partners_know_ignored(patch: Patch) -> None:
    patch.setattr(partners, "_known_together", lambda areas: [])


#: Each with the example that must notice it: test_mutants.py asks them all.
MUTANTS: list[tuple[Callable[[Patch], None], Callable[[], None]]] = [
    (
        nothing_is_withheld_beside,
        test_protecting.test_one_small_number_is_withheld_with_another_that_loses_the_least,
    ),
    (a_linked_table_ignored, test_protecting.test_a_whole_that_stands_in_two_tables_joins_them),
    (
        what_holds_without_adding_up_ignored,
        test_protecting.test_what_is_left_of_a_whole_that_holds_more_than_its_parts_hides_no_more_than_that,
    ),
    (earlier_figures_ignored, test_earlier.test_what_was_shown_before_cannot_hide_what_is_withheld_now),
    (what_was_withheld_is_shown, test_earlier.test_what_was_withheld_stays_withheld_whatever_the_reason_was),
    (
        old_numbers_left_unguarded,
        test_earlier.test_what_the_new_figures_would_tell_of_the_old_ones_is_withheld,
    ),
    (
        what_an_earlier_release_withheld_is_shown_again,
        test_released.test_what_was_withheld_beside_a_small_number_stays_so_though_that_one_has_grown,
    ),
    *(
        (mutant, test_released.test_each_release_is_shown_as_it_was_after_those_before_it)
        for mutant in (
            all_but_the_last_release_before_forgotten,
            each_release_before_taken_to_be_shown_as_if_it_were_the_first,
        )
    ),
    (
        what_is_again_what_it_was_taken_to_have_changed,
        test_released.test_what_changed_and_is_again_what_it_was_when_it_was_withheld_stays_so,
    ),
    *(
        (what_was_the_same_in_two_releases_before_taken_for_two, example)
        for example in (
            test_released.test_what_was_the_same_in_two_earlier_releases_is_one_number_though_it_has_changed_since,
            test_released.test_the_solver_works_out_of_three_releases_what_every_table_that_there_can_be_shows,
        )
    ),
    *(
        (what_partners_know_ignored, example)
        for example in (
            test_partners.test_a_nation_of_two_is_withheld_where_either_could_take_its_own_from_it,
            test_partners.test_a_force_knows_all_of_its_area,
        )
    ),
    (rounded_figures_taken_for_exact, test_protecting.test_rounding_alone_may_leave_enough_open),
    (
        rounding_hides_more_than_it_does,
        test_protecting.test_rounding_that_leaves_too_little_open_is_not_relied_on,
    ),
    (
        that_it_may_be_less_is_enough,
        test_protecting.test_two_that_are_together_too_small_are_withheld_with_a_third,
    ),
    (
        that_it_may_be_more_is_enough,
        test_protecting.test_where_a_rounded_whole_tells_that_there_is_one_another_is_withheld,
    ),
    (
        few_children_behind_much_ignored,
        test_protecting.test_many_incidents_of_few_children_are_withheld_and_stay_open,
    ),
]
