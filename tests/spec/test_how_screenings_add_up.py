"""The page of cases on which answers add up, asked of each instrument."""

from __future__ import annotations

import pytest

from tests.spec.reading import SPEC
from tests.spec.tables import Row, sections
from wayhome.rules.guidance.instruments import IN_USE, Instrument
from wayhome.rules.guidance.instruments.instrument import UNKNOWN
from wayhome.rules.indicators import Result, result
from wayhome.ui.wording import say

BY_TITLE = {say(one.title): one for one in IN_USE.values()}
CASES = [
    (section.title, row)
    for section in sections(SPEC / "how_screenings_add_up.md")
    if section.title in BY_TITLE
    for row in section.tables[0]
]

ASKED = ("age", "answers", "others")


@pytest.mark.parametrize(("title", "row"), CASES, ids=lambda one: one if isinstance(one, str) else "")
def test_the_answers_add_up_as_the_page_says(title: str, row: Row) -> None:
    instrument = BY_TITLE[title]
    age = None if row["age"] == "not known" else int(row["age"])
    found = result(instrument, answers(instrument, row), age)
    assert written(found) == {name: said for name, said in row.items() if name not in ASKED}


def test_every_instrument_in_use_has_its_cases() -> None:
    assert {title for title, _ in CASES} == set(BY_TITLE)


def answers(instrument: Instrument, row: Row) -> list[str]:
    given = row["answers"].split()
    assert {one for one in given if not one.endswith(f".{UNKNOWN}")} <= set(instrument.weights)
    questions = {one.partition(".")[0] for one in given}
    others = [one.code for one in instrument.questions if one.code not in questions]
    return [*given, *(f"{code}.{row['others']}" for code in others)]


def written(found: Result) -> Row:
    """A result as a row of the page says it."""
    by_domain = " ".join(str(total) for _, total in found.totals)
    return {
        "total": f"{by_domain} = {found.total}",
        "says": found.band.code.replace("_", " "),
        "level": found.level.value,
        "could be": found.could_be.code.replace("_", " "),
        "whatever the total": " ".join(rule.code for rule in found.automatic),
        "not answered": str(len(found.unanswered)),
    }
