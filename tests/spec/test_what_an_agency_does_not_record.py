"""The two pages of cases that are about agencies, and about no child."""

from __future__ import annotations

import pytest

from tests.spec.reading import CAST, SPEC, SYSTEMS, events, instant, protocol
from tests.spec.tables import Row, Section, sections
from wayhome.exchange.profiles.council import Council
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.episode import episodes
from wayhome.rules.event import OWN
from wayhome.rules.facts import Agency
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.guidance.recording import EXPECTED
from wayhome.rules.moment import day_of
from wayhome.rules.recording import (
    AgencyFinding,
    Counted,
    fell_due,
    late_every_time,
    period_of,
    records_nothing,
)
from wayhome.rules.rulebook import rulebook
from wayhome.ui.wording import say

NIGHTS = [
    (f"{section.title}, {number}", row)
    for section in sections(SPEC / "what_an_agency_does_not_record.md")
    for table in section.tables
    for number, row in enumerate(table, start=1)
]
THROUGH = {
    **SYSTEMS,
    "this record": OWN,
    "annual return": Council.of(None, "ssda903", "SSDA903 child").system,
}
LATE = "who_is_late_every_time"
CASES = [section for section in sections(SPEC / f"{LATE}.md") if section.tables]


@pytest.mark.parametrize("night", NIGHTS, ids=lambda night: night[0])
def test_an_agency_records_nothing_as_the_page_says(night: tuple[str, Row]) -> None:
    row = night[1]
    agency, rule = CAST[row["agency"]], f"recording.{row['of'].replace(' ', '_')}"
    expected = next(one for one in EXPECTED if one.of is agency.kind and one.rule == rule)
    counted = Counted(
        lately=int(row["lately"]),
        before=int(row["before"]),
        last=instant(row["last"]) if row["last"] else None,
        told=int(row["others told"]),
        systems=frozenset(THROUGH[one] for one in row["through"].split(", ") if one),
    )
    found = records_nothing(agency, expected, counted, instant(row["as at"]), DEFAULT)
    assert (found.state.value if found else "nothing", in_words(found)) == (row["state"], row["why"])


def in_words(found: AgencyFinding | None) -> str:
    return " ".join(map(say, found.why)) if found else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_an_agency_is_late_every_time_as_the_page_says(case: Section) -> None:
    said, answers = case.tables
    whole = Chronology.of("child", events(said))
    assert [answered(whole, row) for row in answers] == list(answers)


def answered(whole: Chronology, row: Row) -> Row:
    as_at, agency, agreed = instant(row["as at"]), CAST[row["agency"]], protocol(LATE)
    known = whole.known_to(row["known to"], as_at) if row.get("known to") else whole
    found = late(known, agency, row["duty"], as_at, agreed)
    counts = found.counts if found else {}
    return row | {
        "late": str(counts["late"]) if found else "nothing",
        "of": str(counts.get("of", "")),
        "unknown": str(counts.get("unknown", "")),
    }


def late(whole: Chronology, agency: Agency, rule: str, as_at, agreed) -> AgencyFinding | None:
    then = whole.as_at(as_at)
    assert agreed.late_looked_at_for is not None
    period = period_of(agreed.late_looked_at_for, as_at)
    findings = rulebook((agreed,)).answerable_of(then, episodes(then), ALONE, as_at)
    own = [one for one in findings if one.rule == rule and one.owner == agency]
    fell = [one for finding in own if (one := fell_due(finding, then, period))]
    return late_every_time(agency, rule, fell, as_at, agreed)


def test_the_days_of_the_pages_are_of_this_record() -> None:
    """The agency that begins in the middle of these pages, so that nobody moves it unseen."""
    joined = CAST["Newshire"].joined_at
    assert joined is not None
    assert f"{day_of(joined)}" == "2026-02-01"
