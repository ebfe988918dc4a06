"""Every duty has one owner, or the gap is found; and a rulebook that was mutilated is noticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.saying import ENGLISH, FORCE, HOME, WELSH, WELSH_FORCE
from wayhome.rules.factors import Factor
from wayhome.rules.facts import Agency, AgencyKind, Nation
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.protocol import DEFAULT, Protocol
from wayhome.rules.guidance.values import KEPT_ELSEWHERE
from wayhome.rules.owners import Gap, Said, Why, _conditions, gaps, situations
from wayhome.rules.rulebook import Rulebook, rulebook
from wayhome.rules.stories import Situation
from wayhome.rules.working_days import WorkingDays

TODAY = date(2026, 11, 26)
NEIGHBOUR = Agency("E-B", AgencyKind.AUTHORITY, Nation.ENGLAND)
WELSH_HOME = Agency("W-H", AgencyKind.CHILDRENS_HOME, Nation.WALES)
PARTNERS = (ENGLISH, NEIGHBOUR, WELSH, FORCE, WELSH_FORCE, HOME, WELSH_HOME)

NO_AUTHORITY = (("responsible", "not_stated"),)
NO_FORCE = (("force", "not_stated"),)

#: With every clock on that is off unless a partnership asks for it.
EVERYTHING = Protocol(
    version="all",
    service_manager_told_within=timedelta(days=2),
    director_told_within=timedelta(days=5),
    long_term_reviews_at=(timedelta(days=28),),
    away_reconsidered_within=timedelta(hours=24),
    interview_written_up_within=WorkingDays(3),
    screened_again_within=WorkingDays(3),
    written_here=KEPT_ELSEWHERE,
)


def found(book: Rulebook, *agencies: Agency) -> list[Gap]:
    return list(gaps(book, agencies or PARTNERS, TODAY))


def of(rule: str, said: list[Gap]) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return [(gap.why.value, gap.when) for gap in said if gap.what == rule]


def alone(*rules: str) -> Rulebook:
    """Of the whole book these rules alone, which say what they would say in it."""
    books = [rulebook().of_rule(rule) for rule in rules]
    return replace(
        books[0],
        clocks=tuple(clock for book in books for clock in book.clocks),
        of_placements=tuple(clock for book in books for clock in book.of_placements),
    )


def changed(rule: str, book: Rulebook, **fields: object) -> Rulebook:
    return replace(
        book,
        clocks=tuple(
            replace(clock, **fields) if clock.rule == rule else clock  # type: ignore[arg-type]
            for clock in book.clocks
        ),
    )


def test_every_clock_is_started_by_some_story() -> None:
    book = rulebook((EVERYTHING,))
    assert {clock.rule for clock in book.every_clock} == {clock.rule for clock in CLOCKS}
    enough = (ENGLISH, NEIGHBOUR, WELSH, FORCE, HOME, WELSH_HOME)
    assert [gap for gap in found(book, *enough) if gap.why is Why.NEVER] == []


@pytest.mark.parametrize(
    "day", ["2026-11-28", "2026-12-31", "2027-02-28", "2028-02-28", "2028-02-29", "2026-03-28"]
)
def test_a_birthday_comes_in_its_story_whatever_the_day(day: str) -> None:
    said = list(gaps(alone("uk.still_missing_at_18"), (ENGLISH, FORCE), date.fromisoformat(day)))
    assert [gap.why for gap in said if gap.what == "uk.still_missing_at_18"] == [Why.NOBODY]


def test_whoever_is_stated_owns_and_what_is_not_stated_is_nobodys() -> None:
    said = found(rulebook())
    assert {gap.why for gap in said} == {Why.NOBODY}
    assert {value for gap in said for _, value in gap.when} == {"not_stated"}
    assert of("england.return_interview", said) == [("nobody", NO_AUTHORITY)]
    assert of("uk.circulated_on_national_computer", said) == [("nobody", NO_FORCE)]
    assert of("uk.missing_persons_unit_told", said) == [
        ("nobody", (("force", "not_stated"), ("believed", "not_stated")))
    ]
    assert of("local.police_told", said) == []


def test_a_version_that_is_lost_is_a_gap_wherever_its_nation_binds() -> None:
    assert of("return_interview", found(alone("england.return_interview"))) == [
        ("no_version", (("responsible", "wales"),)),
        ("no_version", (("responsible", "not_stated"), ("force", "wales"))),
    ]
    assert of("review_after_a_death", found(alone("wales.single_unified_safeguarding_review"))) == [
        ("no_version", (("responsible", "england"),)),
        ("no_version", (("responsible", "not_stated"), ("force", "england"))),
        ("no_version", (("responsible", "not_stated"), ("force", "not_stated"))),
    ]


def test_a_version_that_binds_beyond_its_nation_is_found() -> None:
    both = alone("england.return_interview", "wales.return_interview")
    assert of("return_interview", found(both)) == []
    said = found(changed("england.return_interview", both, nation=None))
    assert of("return_interview", said) == [
        ("several_versions", (("responsible", "wales"),)),
        ("several_versions", (("responsible", "not_stated"), ("force", "wales"))),
    ]


def test_a_factor_that_nobody_in_the_partnership_can_state_is_a_gap_always() -> None:
    said = found(alone("uk.prevention_interview", "uk.circulated_on_national_computer"), ENGLISH, WELSH, HOME)
    assert of("uk.prevention_interview", said) == [("nobody", ())]
    assert of("uk.circulated_on_national_computer", said) == [("never", ())]


def test_a_duty_that_falls_on_another_is_asked_whose_it_then_is() -> None:
    said = found(
        changed("local.missing_meeting", alone("local.missing_meeting"), falls_on=Factor.HOST_AUTHORITY)
    )
    assert of("local.missing_meeting", said) == [("nobody", (("host", "not_stated"),))]


def test_a_duty_that_is_asked_twice_is_found() -> None:
    for rule in ("local.police_told", "local.missing_meeting"):
        book = alone(rule)
        assert ("several", ()) not in of(rule, found(book))
        assert ("several", ()) in of(rule, found(replace(book, clocks=book.clocks * 2)))


def test_where_a_nation_has_no_authority_and_no_force_its_duties_are_asked_for_in_no_combination() -> None:
    said = found(rulebook(), ENGLISH, NEIGHBOUR, FORCE)
    assert {gap.what for gap in said if gap.why is Why.NEVER} == {
        "wales.return_interview",
        "wales.single_unified_safeguarding_review",
        "wales.provider_notified",
    }


def test_a_placement_in_another_area_takes_two_authorities() -> None:
    placed = alone("england.host_told_of_placement")
    assert of("england.host_told_of_placement", found(placed, ENGLISH, FORCE)) == [("never", ())]
    assert of("england.host_told_of_placement", found(placed)) == []


def test_one_protocol_after_another_is_asked_of_each_and_answered_once() -> None:
    until = replace(DEFAULT, in_force_until=TODAY)
    later = replace(EVERYTHING, in_force_from=TODAY + timedelta(days=1))
    for rule, clocks in (("local.director_told", 1), ("local.missing_meeting", 2)):
        book = rulebook((until, later)).of_rule(rule)
        assert len(book.clocks) == clocks
        assert of(rule, found(book)) == [("nobody", NO_AUTHORITY)]


def test_many_agencies_that_are_alike_are_asked_once() -> None:
    homes = [Agency(f"home-{n}", AgencyKind.CHILDRENS_HOME, Nation.ENGLAND) for n in range(50)]
    many = situations([*PARTNERS, *homes])
    assert many.keys() == situations(PARTNERS).keys()


EVERY = sorted(situations((ENGLISH, NEIGHBOUR, FORCE, HOME)))


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(EVERY)))
def test_what_is_said_of_when_holds_for_all_that_was_found_and_for_nothing_else(some: set[Said]) -> None:
    said = list(_conditions(some, EVERY))
    held = {one for one in EVERY for when in said if _holds(when, one)}
    assert held == some


def _holds(when: tuple[tuple[str, str], ...], said: Said) -> bool:
    return all(said[Situation._fields.index(field)] == value for field, value in when)
