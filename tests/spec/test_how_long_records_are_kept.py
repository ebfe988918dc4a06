"""The page of cases that is of every agency's record."""

from __future__ import annotations

import pytest

from tests.spec.reading import CAST, SPEC, events, protocol
from tests.spec.tables import Row, Section, sections
from wayhome.rules.chronology import Chronology
from wayhome.rules.guidance.keeping import CLASSES, classes_under
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.moment import day_of
from wayhome.rules.retention import Kept, kept

PAGE = "how_long_records_are_kept"
CASES = [section for section in sections(SPEC / f"{PAGE}.md") if section.tables]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_record_is_kept_as_the_page_says(case: Section) -> None:
    said, answers = case.tables
    chronology = Chronology.of("child", events(said))
    classes = tuple(classes_under(protocol(PAGE)))
    assert [written(kept(chronology, CAST[row["kept by"]], classes)) for row in answers] == list(answers)


def written(one: Kept) -> Row:
    until = (
        f"{day_of(one.until.begins)}" if one.until else f"unknown: {(one.unsettled or '').replace('_', ' ')}"
    )
    return {"kept by": one.agency.code, "until": until, "under": one.under.rule if one.under else ""}


def test_the_page_has_a_case_of_every_class_that_the_protocol_of_the_page_sets() -> None:
    shown = {row["under"] for case in CASES for row in case.tables[1]}
    assert shown - {""} == {one.rule for one in classes_under(protocol(PAGE))}


def test_by_default_only_what_law_says_is_kept_until_a_day() -> None:
    assert {one.rule for one in CLASSES} - {one.rule for one in classes_under(DEFAULT)} == {
        "local.kept_by_authorities",
        "local.kept_by_police",
        "local.kept_by_others",
    }
