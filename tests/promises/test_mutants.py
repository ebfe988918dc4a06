"""Each way in which deriving could go quietly wrong is noticed by a plain example of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.insight.tables import test_control
from tests.promises.test_small_numbers import MUTANTS as OF_SMALL_NUMBERS
from tests.rules import test_company, test_lasting, test_rulebook
from tests.rules.alerts import test_decisions
from wayhome.insight.tables import control, line
from wayhome.insight.tables.counts import Cell
from wayhome.insight.tables.declared import Table
from wayhome.insight.tables.query import ALL
from wayhome.rules import chronology, company, duties, lasting, reasons, rulebook
from wayhome.rules.alerts import decisions, findings, markers, points
from wayhome.rules.alerts.seen import Seen, known_at
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Share
from wayhome.rules.disclosure import parts
from wayhome.rules.finding import Finding, State
from wayhome.rules.guidance.readings import is_telling

Patch = pytest.MonkeyPatch


def clocks_ignored(patch: Patch) -> None:
    patch.setattr(duties, "unmet_state", lambda due, as_at: State.DUE)


def an_event_ahead_counted(patch: Patch) -> None:
    def as_at(self: Chronology, instant: datetime) -> Chronology:
        return replace(self, events=tuple(chronology._until(event, instant) for event in self.events))

    patch.setattr(Chronology, "as_at", as_at)


def a_telling_dated_ahead_counted(patch: Patch) -> None:
    patch.setattr(chronology, "_until", lambda event, instant: event)


def a_share_told_ahead_counted(patch: Patch) -> None:
    patch.setattr(rulebook, "company_as_at", lambda shared, instant: shared)


def an_amended_share_counted(patch: Patch) -> None:
    def shares(of: Chronology) -> Iterator[Share]:
        for event in of.editions:
            if is_telling(event.fact):
                yield Share(event.fact.thing, of.child, event.key, event.happened_at, event.told)

    patch.setattr(test_company, "shares", shares)


def the_threshold_moved(patch: Patch) -> None:
    patch.setattr(company, "RARE", company.RARE + 1)


def the_days_of_a_protocol_ignored(patch: Patch) -> None:
    patch.setattr(duties, "started_within", lambda starts, begins, until: starts)


def what_was_passed_on_ignored(patch: Patch) -> None:
    patch.setattr(duties, "is_telling", lambda trigger: False)
    # Which clocks a source could answer is worked out once: here anew, by the mutant.
    patch.setattr(rulebook.Rulebook, "_clocks_of", property(lambda book: book._answered_by))


def a_reason_settles_by_itself(patch: Patch) -> None:
    patch.setattr(reasons, "needs_agreement", lambda given: False)


def a_day_of_review_never_comes(patch: Patch) -> None:
    patch.setattr(decisions._Asking, "_stands_until", lambda self, at, event: at + timedelta(days=10_000))


def a_day_of_review_is_no_change(patch: Patch) -> None:
    patch.setattr(findings, "Finding", lambda **said: Finding(**(said | {"turns_at": None})))


def a_markers_day_of_review_is_no_change(patch: Patch) -> None:
    patch.setattr(markers, "turns_of", lambda chronology: ())


def a_markers_day_of_review_is_over_at_once(patch: Patch) -> None:
    patch.setattr(Seen, "at", property(lambda self: known_at(self.events[-1])))


def nothing_is_new(patch: Patch) -> None:
    patch.setattr(decisions, "REOPENS", frozenset())


def everything_is_new(patch: Patch) -> None:
    patch.setattr(decisions, "REOPENS", frozenset(points.LOOKS))


def what_was_said_once_is_said_for_good(patch: Patch) -> None:
    patch.setattr(lasting._Answer, "holds_at", lambda answer, instant: True)


def what_is_equal_is_the_same(patch: Patch) -> None:
    patch.setattr(lasting._Same, "__hash__", lambda same: 0)
    patch.setattr(lasting._Same, "__eq__", lambda same, other: same._held == other._held)


def what_is_beside_changes_nothing(patch: Patch) -> None:
    class OfTheEpisode(lasting._Same):
        def __init__(self, clocks: object, *events: object) -> None:
            super().__init__(clocks, *events[: events.index(None)])

    patch.setattr(lasting, "_Same", OfTheEpisode)


def nothing_is_withheld_beside_a_small_number(patch: Patch) -> None:
    patch.setattr(parts, "_tells", lambda counts, hidden, small: False)


def a_wider_category_is_no_sum(patch: Patch) -> None:
    def of_the_whole_alone(table: Table, cells: Collection[Cell]) -> Iterator[control.Added]:
        return (one for one in sums(table, cells) if one.whole.breakdown == ALL)

    sums = control.sums
    patch.setattr(control, "sums", of_the_whole_alone)


def a_second_wider_category_is_no_sum(patch: Patch) -> None:
    def of_the_first_alone(table: Table, cells: Collection[Cell]) -> Iterator[control.Added]:
        second = {name for one in table.breakdowns for name in [*one.wider][1:]}
        each = sums(table, cells)
        return (one for one in each if one.whole.breakdown not in second)

    sums = control.sums
    patch.setattr(control, "sums", of_the_first_alone)


def a_line_is_no_sum(patch: Patch) -> None:
    def down_columns(table: Table, cells: Collection[Cell]) -> Iterator[control.Added]:
        return (one for one in sums(table, cells) if one.parts[0].measure == one.whole.measure)

    sums = control.sums
    patch.setattr(control, "sums", down_columns)


def a_line_of_few_people_is_shown(patch: Patch) -> None:
    patch.setattr(control, "withheld_beside", lambda *of_a_line: iter(()))


def what_is_left_of_an_exact_number_ignored(patch: Patch) -> None:
    patch.setattr(line, "_leaves_few", lambda *of_a_line: False)


def what_leaves_no_room_is_shown(patch: Patch) -> None:
    patch.setattr(line, "no_less_than", lambda table, line: iter(()))


def an_authority_is_rounded_as_a_region(patch: Patch) -> None:
    patch.setattr(control, "rounding", lambda small, cell: small)


MUTANTS: list[tuple[Callable[[Patch], None], Callable[[], None]]] = [
    (clocks_ignored, test_rulebook.test_the_clock_counts),
    (an_event_ahead_counted, test_rulebook.test_an_event_ahead_does_not_count),
    (a_telling_dated_ahead_counted, test_rulebook.test_a_telling_dated_ahead_does_not_count),
    (
        a_share_told_ahead_counted,
        test_rulebook.test_company_ahead_and_told_ahead_does_not_count_and_is_the_next_change,
    ),
    (an_amended_share_counted, test_company.test_an_amended_share_is_of_what_it_says_last),
    (
        the_days_of_a_protocol_ignored,
        test_rulebook.test_a_clock_that_began_under_an_earlier_protocol_keeps_it,
    ),
    (what_was_passed_on_ignored, test_rulebook.test_what_a_file_told_and_people_passed_on_is_answered),
    (
        a_reason_settles_by_itself,
        test_rulebook.test_a_reason_settles_nothing_until_another_person_has_agreed,
    ),
    *(
        (
            mutant,
            test_decisions.test_what_came_meanwhile_is_asked_about_on_the_day_of_review_which_is_the_next_change,
        )
        for mutant in (a_day_of_review_never_comes, a_day_of_review_is_no_change)
    ),
    *(
        (
            mutant,
            test_decisions.test_the_end_of_a_markers_day_of_review_is_the_next_change_and_asks_for_a_decision,
        )
        for mutant in (a_markers_day_of_review_is_no_change, a_markers_day_of_review_is_over_at_once)
    ),
    *(
        (mutant, test_decisions.test_only_what_is_new_reopens_a_decision_that_stands)
        for mutant in (nothing_is_new, everything_is_new)
    ),
    (
        what_was_said_once_is_said_for_good,
        test_lasting.test_what_falls_due_is_late_when_it_is_asked_again_and_was_not_late_before,
    ),
    (
        what_is_equal_is_the_same,
        test_lasting.test_an_agency_of_which_more_is_known_is_another_though_the_two_are_equal,
    ),
    (what_is_beside_changes_nothing, test_lasting.test_what_is_said_beside_the_episode_counts_at_once),
    (nothing_is_withheld_beside_a_small_number, test_control.test_one_small_number_takes_a_second_with_it),
    (
        a_second_wider_category_is_no_sum,
        test_control.test_parts_of_two_wider_breakdowns_are_given_away_by_neither,
    ),
    (a_wider_category_is_no_sum, test_control.test_parts_of_a_wider_category_do_not_give_each_other_away),
    (
        a_line_is_no_sum,
        test_control.test_states_of_a_duty_give_each_other_away_neither_by_line_nor_by_column,
    ),
    (
        a_line_of_few_people_is_shown,
        test_control.test_a_line_of_few_people_says_nothing_of_their_many_events_either,
    ),
    (
        what_is_left_of_an_exact_number_ignored,
        test_control.test_exact_numbers_leave_no_few_who_were_missing_once,
    ),
    (
        what_leaves_no_room_is_shown,
        test_control.test_incidents_that_say_how_few_were_missing_again_are_withheld_with_them,
    ),
    (
        an_authority_is_rounded_as_a_region,
        test_control.test_numbers_of_an_authority_are_exact_where_a_publisher_has_them_so,
    ),
    (the_threshold_moved, test_company.test_one_fewer_than_the_threshold_is_rare_and_the_threshold_is_common),
    *OF_SMALL_NUMBERS,
]


@pytest.mark.parametrize(("mutate", "example"), MUTANTS, ids=lambda it: it.__name__)
def test_a_mutant_is_killed_by_its_example(
    mutate: Callable[[Patch], None], example: Callable[[], None], monkeypatch: Patch
) -> None:
    example()
    mutate(monkeypatch)
    with pytest.raises(AssertionError):
        example()
