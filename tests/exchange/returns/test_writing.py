"""A child's rows in a return; and whatever the life, no check finds anything in them and no day is lost unsaid."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.returns.any_life import lives
from tests.exchange.returns.lives import (
    BORN,
    LATER,
    life,
    looked_after,
    missing,
    rows,
    sent,
    stated,
    table,
)
from tests.saying import ENGLISH, WELSH
from wayhome.exchange.profiles.council import Council
from wayhome.exchange.profiles.ssda903.files import CALLED
from wayhome.exchange.profiles.ssda903.layouts import NAMES, WRITTEN
from wayhome.exchange.profiles.ssda903.one_child import read
from wayhome.exchange.profiles.ssda903.periods import Care, day
from wayhome.exchange.profiles.whole import ChildsRows
from wayhome.exchange.returns.checks import checked
from wayhome.exchange.returns.in_care import in_care, stays
from wayhome.exchange.returns.writing import rows_of
from wayhome.exchange.returns.year import Year
from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import episodes
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    Contact,
    ContactKind,
    IdentifierStated,
    IdentityStated,
    ResponsibleAuthorityStated,
)
from wayhome.rules.moment import day_of

CARE = looked_after("2024-06-01")
AWAY = missing("2025-05-03", "2025-05-05")


@pytest.mark.parametrize(
    ("sex", "year", "code"),
    [
        ("M", "2025/26", "M"),
        ("F", "2024/25", "F"),
        ("U", "2024/25", "U"),
        ("F", "2023/24", "2"),
        ("M", "2017/18", "1"),
        ("U", "2023/24", "-"),
        ("?", "2025/26", "-"),
        ("", "2025/26", "-"),
    ],
)
def test_sex_is_coded_as_the_year_codes_it(sex: str, year: str, code: str) -> None:
    began = int(year[:4])
    who = stated(f"{began}-01-01", "who", IdentityStated(born=date(began - 12, 5, 1), sex=sex))
    told = missing(f"{began}-06-01", f"{began}-06-02")
    child = life(looked_after(f"{began}-01-01"), told, who, born=None)
    assert table(child, year, "header.csv") == [f"{code} 01/05/{began - 12} - -"]
    assert rows(child, year).lost["sex"] == (code == "-" and sex != "")


def test_the_header_holds_codes_and_no_name() -> None:
    who = IdentityStated(forename="A", surname="B", born=BORN, sex="F", ethnicity="wbri", postcode="ZZ1 1AA")
    upn = IdentifierStated(scheme="UPN", value="D051910639385")
    other = IdentifierStated(scheme="police person id E", value="P1")
    told = [stated("2024-01-01", key, fact) for key, fact in (("w", who), ("u", upn), ("o", other))]
    child = life(CARE, AWAY, *told, born=None)
    assert table(child, file="header.csv") == ["F 01/05/2010 WBRI D051910639385"]
    assert rows(child).lost == {"name": 1, "postcode": 1, "number": 1}
    in_words = stated("2024-01-01", "w", IdentityStated(born=BORN, ethnicity="White British"))
    assert rows(life(CARE, AWAY, in_words, born=None)).lost == {"ethnicity": 1}


def test_whatever_else_was_said_in_the_year_is_counted() -> None:
    contact = Contact(contact=ContactKind.PHONE, value="07700900123")
    child = life(CARE, AWAY, stated("2025-05-04", "c", contact), stated("2024-05-04", "d", contact))
    assert rows(child).lost == {"other": 1}


def test_a_child_who_was_not_missing_in_the_year_has_no_row_and_nothing_is_lost() -> None:
    assert rows(life(CARE, AWAY), "2026/27") == rows(life(CARE))
    assert rows(life(CARE)).tables == {}


def test_only_the_responsible_authority_returns_a_child() -> None:
    ours, theirs = (ResponsibleAuthorityStated(authority=one) for one in (ENGLISH, WELSH))
    nobodys, moved = (
        life(CARE, AWAY),
        life(CARE, AWAY, stated("2024-01-01", "a", ours), stated("2025-01-01", "b", theirs)),
    )
    assert rows(moved, council=WELSH.code).tables
    assert rows(moved, council=ENGLISH.code).tables == {}
    assert rows(moved, council=ENGLISH.code).lost == {"anothers": 1}
    assert rows(nobodys, council=ENGLISH.code).lost == {"nobodys": 1}
    assert rows(nobodys, council=None).tables


def test_care_that_ends_with_a_child_still_missing_at_eighteen_ended_for_another_reason() -> None:
    child = life(CARE, missing("2028-04-20"))
    assert table(child, "2028/29", "episodes.csv") == ["01/06/2024 - - 01/05/2028 E8"]
    back = life(CARE, missing("2028-04-20", "2028-04-21"))
    assert table(back, "2028/29", "episodes.csv") == ["01/06/2024 - - 01/05/2028 -"]


# ── whatever the life ────────────────────────────────────────────────────────────────────────────────────

YEARS = [Year.read(text) for text in ("2023/24", "2024/25", "2025/26")]

#: When all the years are over, or one of those days on which two of them turn.
_AT = st.sampled_from([LATER, datetime(2025, 3, 31, 12, tzinfo=UTC), datetime(2025, 4, 5, 12, tzinfo=UTC)])


@given(st.lists(lives(), min_size=1, max_size=3), _AT)
def test_no_check_finds_anything_in_any_year(children: list[Chronology], at: datetime) -> None:
    last = None
    for year in _begun(at):
        each = [rows_of(child, str(number), year, None, at=at) for number, child in enumerate(children)]
        read = sent(each)
        found = checked(read if last is None else read.after(last), year)
        assert {code: rows for code, rows in found.items() if rows} == {}
        last = read


@given(lives(), _AT)
def test_a_return_read_and_written_again_is_the_same(child: Chronology, at: datetime) -> None:
    council = Council.of(None, *CALLED)
    for year in _begun(at):
        once = rows_of(child, "7", year, None, at=at)
        tables = sent([once]).tables
        told, refused = read(council, ChildsRows("7", {file: tables[NAMES[file]] for file in WRITTEN}))
        again = rows_of(Chronology.of("7", told.events), "7", year, None, at=at)
        assert (again.tables, again.lost, refused) == (once.tables, {}, [])


@given(lives(born=st.sampled_from([None, BORN])))
def test_no_day_is_written_that_was_not_told_and_none_is_lost(child: Chronology) -> None:
    """But for the last day in a place, where a period may have to begin anew on the next."""
    said = [(_day(one.opened_by), one.counted_end and _day(one.counted_end)) for one in episodes(child)]
    for year in YEARS:
        care = in_care(child, year.ends)
        moves = {one.ended for one in stays(child, care)}
        written = {
            on
            for row in rows_of(child, "7", year, None, at=LATER).tables.get("missing.csv", ())
            for on in _days(day(row["MIS_START"]), day(row["MIS_END"]) or year.ends)
        }
        assert written <= {on for began, ended in said for on in _days(began, ended or year.ends)}
        certain = {on for began, ended in said for on in _days(began, ended or began) if on in year}
        in_a_place = {on for on in certain - moves if any(_is_after_the_first_day(on, one) for one in care)}
        assert in_a_place <= written


def _begun(at: datetime) -> list[Year]:
    return [year for year in YEARS if year.begins <= day_of(at)]


def _is_after_the_first_day(on: date, care: Care) -> bool:
    return care.began < on and (care.ceased is None or on <= care.ceased)


def _day(event: Event) -> date:
    return day_of(event.happened_at.begins)


def _days(began: date | None, ended: date | None) -> list[date]:
    assert began is not None
    assert ended is not None
    return [began + timedelta(n) for n in range((ended - began).days + 1)]
