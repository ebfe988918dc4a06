"""What the words meant, where and when."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

import pytest

from wayhome.rules.facts import Nation
from wayhome.rules.guidance.definitions import DEFINITIONS, Definition, Term, definition

ENGLAND, WALES = Nation.ENGLAND, Nation.WALES


def meaning(term: Term, nation: Nation, on: date) -> Definition:
    found = definition(term, nation, on)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("on", "source"),
    [
        (date(2010, 6, 1), "2005"),
        (date(2015, 6, 1), "2013"),
        (date(2017, 1, 1), "2017"),
        (date(2026, 11, 1), "2017"),
    ],
)
def test_missing_has_meant_three_things(on: date, source: str) -> None:
    assert source in meaning(Term.MISSING, ENGLAND, on).source.dated
    assert meaning(Term.MISSING, WALES, on) == meaning(Term.MISSING, ENGLAND, on)


def test_absent_was_a_category_for_four_years() -> None:
    assert definition(Term.ABSENT, ENGLAND, date(2012, 12, 31)) is None
    assert "Withdrawn" in meaning(Term.ABSENT, ENGLAND, date(2016, 12, 31)).note
    assert definition(Term.ABSENT, ENGLAND, date(2017, 1, 1)) is None


def test_away_from_placement_is_england_s_word() -> None:
    assert "whereabouts are known" in meaning(Term.AWAY, ENGLAND, date(2026, 1, 1)).words
    assert definition(Term.AWAY, WALES, date(2026, 1, 1)) is None


def test_each_nation_has_its_own_looked_after() -> None:
    assert "section 20" in meaning(Term.LOOKED_AFTER, ENGLAND, date(2026, 1, 1)).words
    assert "section 76" in meaning(Term.LOOKED_AFTER, WALES, date(2026, 1, 1)).words


def test_criminal_exploitation_has_no_definition_in_statute() -> None:
    held = meaning(Term.CCE, WALES, date(2026, 11, 1))
    assert "Crime and Policing Act 2026" in held.note
    assert "holds no definition" in held.note


def test_county_lines_is_a_form_of_criminal_exploitation() -> None:
    assert "form of criminal exploitation" in meaning(Term.COUNTY_LINES, ENGLAND, date(2026, 1, 1)).words


@pytest.mark.parametrize(("term", "nation"), list(product(Term, Nation)))
def test_no_two_meanings_of_a_word_overlap_in_one_place(term: Term, nation: Nation) -> None:
    held = [one for one in DEFINITIONS if one.term is term and one.nation in (None, nation)]
    held.sort(key=lambda one: one.in_force_from)
    for earlier, later in pairwise(held):
        assert earlier.in_force_until is not None
        assert earlier.in_force_until + timedelta(days=1) == later.in_force_from


def test_every_word_is_defined_somewhere() -> None:
    assert {one.term for one in DEFINITIONS} == set(Term)


def test_what_nobody_has_read_says_so() -> None:
    unchecked = {(one.term, one.nation) for one in DEFINITIONS if not one.source.checked}
    assert unchecked == {
        (Term.LOOKED_AFTER, ENGLAND),
        (Term.LOOKED_AFTER, WALES),
        (Term.CSE, WALES),
        (Term.COUNTY_LINES, None),
    }
