"""Forms of harm that are feared of the same child, and how many of these children were ever missing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.tables.made import DAY, by, concern, counted, episode, extract, whole
from wayhome.insight.extract import rows
from wayhome.insight.tables import crossovers, ever_missing
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.listed import TABLES
from wayhome.rules.facts import FormOfHarm

BEFORE, AFTER = date(2025, 5, 1), date(2025, 7, 1)


def county_lines(child: str, **more: date) -> list[rows.Concern]:
    return [concern(child, form, **more) for form in ("county_lines", "criminal")]


def test_a_child_counts_in_each_form_and_in_each_two_that_stand_together(tmp_path):
    concerns = [concern("a", form) for form in ("sexual", "online", "at_home")]
    said = counted(extract(tmp_path, concerns=[*concerns, concern("b", "online")]), crossovers.TABLE)
    assert whole(said) == {"children": 2, "two_or_more": 1}
    assert by(said, "form", "children") == {"Sexual exploitation": 1, "Harm online": 2, "Harm at home": 1}
    assert by(said, "form", "two_or_more") == {"Sexual exploitation": 1, "Harm online": 1, "Harm at home": 1}
    assert by(said, "how_many", "two_or_more") == {"3 or more": 1}
    assert by(said, "pair", "two_or_more") == {
        "Sexual exploitation and harm online": 1,
        "Sexual exploitation and harm at home": 1,
        "Harm online and harm at home": 1,
    }


def test_county_lines_and_criminal_exploitation_are_one_and_never_counted_twice(tmp_path):
    said = counted(
        extract(tmp_path, concerns=[*county_lines("a"), *county_lines("b"), concern("b", "sexual")]),
        crossovers.TABLE,
    )
    assert whole(said) == {"children": 2, "two_or_more": 1}
    assert by(said, "form", "children") == {
        "Sexual exploitation": 1,
        "Criminal exploitation": 2,
        "County lines, also within criminal exploitation": 2,
    }
    assert by(said, "how_many", "two_or_more") == {"2": 1}
    assert by(said, "pair", "two_or_more") == {"Sexual exploitation and criminal exploitation": 1}


def test_a_form_that_is_stated_twice_is_one(tmp_path):
    said = counted(extract(tmp_path, concerns=[concern("a"), concern("a", began_on=AFTER)]), crossovers.TABLE)
    assert whole(said) == {"children": 1, "two_or_more": 0}


@pytest.mark.parametrize(
    ("began", "ended", "children"),
    [
        (date(2020, 1, 1), None, 1),
        (date(2020, 1, 1), date(2025, 3, 31), 0),
        (date(2020, 1, 1), date(2025, 4, 1), 1),
        (date(2026, 3, 31), None, 1),
        (date(2026, 4, 1), None, 0),
    ],
)
@pytest.mark.parametrize("table", [crossovers.TABLE, ever_missing.TABLE], ids=lambda table: table.name)
def test_a_concern_counts_in_every_year_in_which_it_stood(tmp_path, table, began, ended, children):
    assert (
        whole(counted(extract(tmp_path, concerns=[concern("a", "sexual", began, ended)]), table))["children"]
        == children
    )


def test_every_form_that_can_be_stated_has_its_line_and_any_two_their_own():
    assert len(crossovers.FORM.categories) == len(FormOfHarm)
    assert len(crossovers.OF_PAIRS) == 7 * 6 / 2


def test_how_many_who_are_feared_to_be_exploited_were_ever_missing_and_which_came_first(tmp_path):
    said = counted(
        extract(
            tmp_path,
            children=[rows.Child("a", "F", "White"), rows.Child("e", "M", None)],
            concerns=[concern(child, "sexual") for child in "abcde"] + [concern("x", "at_home")],
            episodes=[
                episode("a", 1, began_on=BEFORE),
                episode("a", 2, began_on=AFTER),
                episode("b", began_on=AFTER),
                episode("c", began_on=DAY),
                episode("d", away=True),
                episode("x"),
                episode("never feared of"),
            ],
        ),
        ever_missing.TABLE,
    )
    assert whole(said) == {"children": 5, "ever_missing": 3, "never_missing": 2}
    assert Figures.exact(said).as_json()["ever_missing_share"] == 0.6
    assert by(said, "first_missing", "ever_missing") == {
        "Before exploitation was feared": 1,
        "On the same day": 1,
        "After exploitation was feared": 1,
    }
    assert by(said, "sex", "never_missing") == {"Males": 1, "Not stated": 1}
    assert by(said, "form", "children") == {"Sexual exploitation": 5}


def test_what_was_feared_first_is_what_missing_is_dated_by_whatever_its_form(tmp_path):
    concerns = [concern("a", "trafficking", date(2019, 1, 1), date(2019, 6, 1)), *county_lines("a")]
    said = counted(
        extract(tmp_path, concerns=concerns, episodes=[episode("a", began_on=BEFORE)]), ever_missing.TABLE
    )
    assert whole(said) == {"children": 1, "ever_missing": 1, "never_missing": 0}
    assert by(said, "first_missing", "ever_missing") == {"After exploitation was feared": 1}


def test_one_who_went_missing_only_after_the_year_was_not_ever_missing_by_its_end(tmp_path):
    held = extract(tmp_path, concerns=[concern("a")], episodes=[episode("a", began_on=date(2026, 4, 1))])
    assert whole(counted(held, ever_missing.TABLE))["ever_missing"] == 0


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_child_who_was_never_missing_counts_in_no_table_but_those_of_concerns(tmp_path, table):
    said = counted(extract(tmp_path, concerns=[concern("a")]), table)
    counts = table in (crossovers.TABLE, ever_missing.TABLE)
    assert any(said.cells.values()) == counts
