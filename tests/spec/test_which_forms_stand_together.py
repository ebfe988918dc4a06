"""The page of cases that is of several children, and of exploitation."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.spec.reading import SPEC, events
from tests.spec.tables import Row, Section, sections
from wayhome.rules.chronology import Chronology
from wayhome.rules.crossovers import Combination, Crossovers, Harm, OfForm, together
from wayhome.rules.exploitation import Side
from wayhome.rules.facts import FormOfHarm

CASES = [one for one in sections(SPEC / "which_forms_stand_together.md") if len(one.tables) > 1]
OF_FORMS = [one for one in CASES if len(one.tables) > 2]

SIDES = {
    "missing before": Side.BEFORE,
    "missing then": Side.DURING,
    "missing after": Side.AFTER,
    "cannot be said": Side.NEAR,
}
HARM = {
    "harm occurred": Harm.OCCURRED,
    "at risk only": Harm.AT_RISK_ONLY,
    "not known": Harm.NOT_KNOWN,
    "neither": Harm.NEITHER,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_the_children_of_each_combination_are_counted_as_the_page_says(case: Section) -> None:
    said, counted, *_ = case.tables
    assert [of_combination(one) for one in crossovers(said).combinations] == [
        row for row in counted if row["forms"] != "none"
    ]


@pytest.mark.parametrize("case", OF_FORMS, ids=lambda case: case.title)
def test_the_children_of_each_form_are_counted_as_the_page_says(case: Section) -> None:
    said, _, counted = case.tables
    assert [of_form(one) for one in crossovers(said).of_forms] == list(counted)


def test_every_form_has_a_case() -> None:
    shown = {form for case in CASES for row in case.tables[1] for form in row["forms"].split()}
    assert shown - {"none"} == set(FormOfHarm)


def test_county_lines_and_criminal_exploitation_alone_are_not_several() -> None:
    counted = {case.title: crossovers(case.tables[0]).several for case in CASES}
    assert counted["County lines is a form of criminal exploitation, and counts as both"].n == 0
    two_of_three = counted["Three children, two with the same two forms"]
    assert (two_of_three.n, two_of_three.every, two_of_three.per_cent) == (2, 3, 67)


def crossovers(said: tuple[Row, ...]) -> Crossovers:
    """Of children, each of whose events stand together on the page."""
    found = [
        together(Chronology.of(child, events(tuple(map(_named, rows)))))
        for child, rows in groupby(said, lambda row: row["child"])
    ]
    return Crossovers(tuple(one for one in found if one is not None))


def of_combination(one: Combination) -> Row:
    sides = {column: f"{one.missing[side]}" for column, side in SIDES.items()}
    return {"forms": " ".join(one.forms), **_of_all(one), **sides, "never missing": f"{one.never_missing}"}


def of_form(one: OfForm) -> Row:
    return {
        "form": one.form,
        **_of_all(one),
        **{column: f"{one.harm[said]}" for column, said in HARM.items()},
    }


def _of_all(one: Combination | OfForm) -> Row:
    return {"children": f"{one.n}", "of all": f"{one.per_cent}"}


def _named(row: Row) -> Row:
    """Without the name of an event that has none of its own."""
    return {column: said for column, said in row.items() if said or column != "name"}
