"""The page of cases that is of published figures."""

from __future__ import annotations

import re

import pytest

from tests.spec.reading import SPEC
from tests.spec.tables import Row, Section, sections
from wayhome.exchange.published.kinds import KINDS
from wayhome.exchange.published.reading import read
from wayhome.insight.reconciling.answer import reconciled
from wayhome.rules.published.passage import Passage
from wayhome.ui.wording import say

CASES = [one for one in sections(SPEC / "published_figures.md") if one.tables]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_cannot_all_be_true_is_what_the_page_says(case: Section) -> None:
    claims, expected = case.tables
    answer = reconciled(passage(claims))
    found = [
        {"cannot all be true": " ".join(one.id for one in conflict), "why": say(why)}
        for conflict, why in answer.conflicts
    ]
    assert (found or [{"cannot all be true": "nothing", "why": ""}]) == list(expected)


def test_every_way_to_write_a_claim_has_a_case() -> None:
    written = [{*re.findall(r"(\w+) =", row["says"])} for case in CASES for row in case.tables[0]]
    ways = [way for kind in KINDS.values() for way in kind]
    assert [way.in_words for way in ways if not any(way.is_taken_by(given) for given in written)] == []


def passage(claims: tuple[Row, ...]) -> Passage:
    """Each count is called what it is named."""
    names = dict.fromkeys(name for row in claims for name in re.findall(r'"(\w+)"', row["says"]))
    lines = [
        'title = "A case"',
        '[published]\npage = "this page"',
        "[counts]",
        *(f'{name} = "{name}"' for name in names),
        "[claims]",
        *(f'{row["claim"]} = {{ {row["says"]}, published = "page" }}' for row in claims),
    ]
    return read("\n".join(lines))
