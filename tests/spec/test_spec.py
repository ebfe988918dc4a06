"""Every page here is asked of its rule: what was said, and what the rule must answer."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.spec.reading import CHILD, OF_NO_RULE, SPEC, events, instant, protocol
from tests.spec.tables import Row, Section, sections
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company, company_known_to, company_of, first_shared, shares
from wayhome.rules.event import Event
from wayhome.rules.finding import Finding
from wayhome.rules.moment import LONDON, Moment
from wayhome.rules.rulebook import rulebook
from wayhome.ui.wording import say

PAGES = sorted(page for page in SPEC.glob("*.md") if page.stem not in OF_NO_RULE)
CASES = [section for page in PAGES for section in sections(page) if section.tables]

ASKED_BY = ("as at", "known to")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.page}: {case.title}")
def test_the_rule_answers_as_its_page_says(case: Section) -> None:
    said, answers = case.tables
    chronology, company = lives(events(said))
    for asked, rows in groupby(answers, key=lambda row: tuple(row.get(name, "") for name in ASKED_BY)):
        expected = [row for row in map(_asked_of, rows) if row.get("state") != "nothing"]
        assert answers_to(case.page, chronology, company, *asked, tuple(answers[0])) == expected, asked


def lives(said: list[Event]) -> tuple[Chronology, Company]:
    """The child's, and what the others share with it."""
    by_child: dict[str, list[Event]] = {CHILD: []}
    for one in said:
        by_child.setdefault(one.child, []).append(one)
    each = {child: Chronology.of(child, events) for child, events in by_child.items()}
    everyones = (share for chronology in each.values() for share in shares(chronology))
    return each[CHILD], company_of(CHILD, first_shared(shares(each[CHILD])), everyones)


def answers_to(
    rule: str, chronology: Chronology, company: Company, as_at: str, known_to: str, columns: tuple[str, ...]
) -> list[Row]:
    at = instant(as_at.split(maxsplit=1)[1] if as_at[0].isalpha() else as_at)
    heard = chronology.known_to(known_to, at) if known_to else chronology
    others = company_known_to(company, known_to, at) if known_to else company
    rules = rulebook((protocol(rule),))
    found = (finding for finding in rules.findings(heard, others, at) if finding.rule == rule)
    return [{name: written(finding)[name] for name in columns if name not in ASKED_BY} for finding in found]


def written(finding: Finding) -> Row:
    """A finding as a row of a page says it."""
    return {
        "state": finding.state.value.replace("_", " "),
        "due": written_moment(finding.due) if finding.due else "no limit",
        "owner": finding.owner.code if finding.owner else "nobody stated",
        "rung": finding.rung,
        "episode": finding.episode,
        "rests on": " ".join(finding.evidence),
        "inherited": "yes" if finding.inherited else "no",
        "why": say(finding.why) if finding.why else "",
    }


def written_moment(moment: Moment) -> str:
    ends = [f"{end.astimezone(LONDON):%Y-%m-%d %H:%M}" for end in (moment.begins, moment.ends)]
    return ends[0] if moment.is_instant else " to ".join(ends)


def _asked_of(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in ASKED_BY}
