"""The page of cases that is of every late duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

import pytest

from tests.spec.reading import SPEC, events, instant
from tests.spec.tables import Row, Section, sections
from tests.spec.test_spec import written_moment
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.held import Held, Hours
from wayhome.rules.rulebook import rulebook, who_held

CASES = [section for section in sections(SPEC / "who_held_the_clock.md") if section.tables]
ASKED_BY = {"as at": "", "known to": "", "rule": "england.return_interview"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_the_clock_was_held_as_the_page_says(case: Section) -> None:
    said, answers = case.tables
    chronology = Chronology.of("child", events(said))
    for asked, rows in groupby(
        answers, lambda row: [row.get(name, usual) for name, usual in ASKED_BY.items()]
    ):
        expected = [{name: value for name, value in row.items() if name not in ASKED_BY} for row in rows]
        assert answers_to(chronology, *asked) == expected, asked


def answers_to(chronology: Chronology, as_at: str, known_to: str, rule: str) -> list[Row]:
    at = instant(as_at.split(maxsplit=1)[1] if as_at[0].isalpha() else as_at)
    then = chronology.known_to(known_to, at) if known_to else chronology.as_at(at)
    found = (finding for finding in rulebook().findings(then, ALONE, at) if finding.rule == rule)
    late = [one for finding in found if (one := who_held(finding, then, at)) is not None]
    return [row for one in late for row in written(one)] or [line("not late", "", "", "", "")]


def written(one: Held) -> Iterator[Row]:
    before_owner = hours(one.before_owner) if one.before_owner is not None else "none recorded"
    if one.before_known.most:
        yield line("nobody knew", "", "", hours(one.before_known), before_owner)
    for part in one.parts:
        by = " and ".join(sorted(agency.code for agency in part.by))
        learned = written_moment(part.learned) if part.learned is not None else "not stated"
        yield line(by, learned, "assumed" if part.assumed else "stated", hours(part.hours), before_owner)


def line(by: str, learned: str, told: str, held: str, before_owner: str) -> Row:
    return {
        "held by": by,
        "learned": learned,
        "told": told,
        "hours": held,
        "before its owner knew": before_owner,
    }


def hours(of: Hours) -> str:
    return " to ".join(map(one_length, of if of.least != of.most else of[:1]))


def one_length(length: timedelta) -> str:
    whole, minutes = divmod(length // timedelta(minutes=1), 60)
    return f"{whole}:{minutes:02}" if minutes else f"{whole}"
