"""A child's row on the list that an inspection asks for: who is on it, what is counted, what is said of interviews."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.exchange.returns.lives import life, looked_after, missing, placed, stated
from tests.saying import ENGLISH, WELSH
from wayhome.exchange.returns import inspection
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    Answer,
    IdentityStated,
    InterviewAnswered,
    InterviewOffered,
    PlacementKind,
    ResponsibleAuthorityStated,
)

#: The day of the inspection.
AT = datetime(2026, 5, 20, 12, tzinfo=UTC)

IN_CARE = looked_after("2024-02-01")


def row(*told: list[Event]) -> dict[str, str] | None:
    tables = inspection.rows_of(life(*told), "7", None, at=AT).tables
    rows = tables.get(inspection.FILE, [])
    assert len(rows) <= 1
    return rows[0] if rows else None


def counts(*told: list[Event]) -> tuple[str, str]:
    said = row(*told)
    assert said is not None
    return said[inspection.MISSING], said[inspection.AWAY]


def interview(*told: list[Event]) -> tuple[str, str]:
    said = row(*told)
    assert said is not None
    return said[inspection.OFFERED], said[inspection.ACCEPTED]


def offered(episode: str, answer: Answer | None = None) -> list[Event]:
    said = stated("2026-05-10", f"{episode}/offered", InterviewOffered(covers=(episode,)))
    if answer:
        said += stated(
            "2026-05-11",
            f"{episode}/answer",
            InterviewAnswered(
                covers=(episode,), spoken_to=answer is not Answer.NOT_REACHED, by="Worker", answer=answer
            ),
        )
    return said


def test_every_column_is_filled_that_the_record_knows_of() -> None:
    told = stated("2024-01-02", "who", IdentityStated(sex="F", ethnicity="wiri"))
    home = placed("2026-01-05", kind=PlacementKind.SECURE)
    said = row(IN_CARE, home, missing("2026-03-01", "2026-03-02"), told)
    assert said == {
        "ChildUniqueID": "7",
        "Gender": "c) Not stated/recorded",
        "Ethnicity": "u) UNKNOWN",
        "DateOfBirth": "01/05/2010",
        "Age": "16",
        "MostRecentPlacementStartDate": "05/01/2026",
        "PlacementType": "K1",
        "CeasedLookedAfterDate": "",
        inspection.MISSING: "1",
        inspection.AWAY: "0",
        inspection.OFFERED: "b) No",
        inspection.ACCEPTED: "c) Unknown",
    }
    assert set(said) == set(inspection.COLUMNS)


@pytest.mark.parametrize(
    ("said", "sex", "ethnicity"),
    [
        ("F", "b) Female", "b) WIRI"),
        ("M", "a) Male", "u) UNKNOWN"),
        ("U", "c) Not stated/recorded", "t) NOBT"),
    ],
)
def test_codes_are_those_of_the_list(said: str, sex: str, ethnicity: str) -> None:
    code = {"b) WIRI": "WIRI", "t) NOBT": "NOBT"}.get(ethnicity, "purple")
    who = stated("2024-01-01", "who", IdentityStated(born=None, sex=said, ethnicity=code))
    chronology = life(IN_CARE, missing("2026-03-01"), who, born=None)
    [told] = inspection.rows_of(chronology, "7", None, at=AT).tables[inspection.FILE]
    assert (told["Gender"], told["Ethnicity"], told["DateOfBirth"], told["Age"]) == (sex, ethnicity, "", "")


@pytest.mark.parametrize(
    ("ceased", "listed"), [("2025-11-19", False), ("2025-11-20", True), ("2026-05-01", True)]
)
def test_who_ceased_to_be_looked_after_stays_on_it_for_six_months(ceased: str, listed: bool) -> None:
    said = row(looked_after("2024-02-01", ceased), missing("2025-06-01", "2025-06-02"))
    assert (said is not None) is listed
    if said:
        day, month, year = ceased[8:], ceased[5:7], ceased[:4]
        assert said["CeasedLookedAfterDate"] == f"{day}/{month}/{year}"


def test_a_child_who_was_never_looked_after_or_never_missing_is_not_on_it() -> None:
    assert row(missing("2026-03-01")) is None
    assert row(IN_CARE) is None


def test_episodes_of_twelve_months_are_counted_and_none_from_the_day_after_the_inspection() -> None:
    of_years = [missing(day, day) for day in ("2025-05-19", "2025-05-20", "2026-05-20")]
    ahead = missing("2026-05-21", "2026-05-22")
    assert counts(IN_CARE, *of_years, ahead) == ("2", "0")


def test_away_is_counted_from_the_last_placement_alone_and_missing_from_any() -> None:
    moved = [placed("2025-01-01", "2026-02-01"), placed("2026-02-01", nth=1)]
    before = [missing("2026-01-10", "2026-01-11"), missing("2026-01-20", "2026-01-21", away=True)]
    since = [missing("2026-03-10", "2026-03-11"), missing("2026-03-20", "2026-03-21", away=True)]
    assert counts(IN_CARE, *moved, *before) == ("1", "0")
    assert counts(IN_CARE, *moved, *before, *since) == ("2", "1")


def test_the_interview_is_that_after_the_last_episode_that_is_over() -> None:
    over, still = missing("2026-04-01", "2026-04-02"), missing("2026-05-18")
    answered = offered("2026-04-01/0", Answer.ACCEPTED)
    assert interview(IN_CARE, over, still, answered) == ("a) Yes", "a) Yes")
    assert interview(IN_CARE, still) == ("b) No", "c) Unknown")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, ("a) Yes", "c) Unknown")),
        (Answer.DECLINED, ("a) Yes", "b) No")),
        (Answer.NOT_REACHED, ("a) Yes", "c) Unknown")),
    ],
)
def test_an_offer_without_a_clear_answer_is_unknown(answer: Answer | None, said: tuple[str, str]) -> None:
    assert interview(IN_CARE, missing("2026-05-01", "2026-05-02"), offered("2026-05-01/0", answer)) == said


def test_who_was_only_away_has_no_interview_to_speak_of() -> None:
    assert interview(IN_CARE, missing("2026-04-01", "2026-04-02", away=True)) == ("", "")


def test_another_authoritys_child_is_left_out_and_counted() -> None:
    theirs = stated("2024-02-01", "whose", ResponsibleAuthorityStated(authority=WELSH))
    rows = inspection.rows_of(life(IN_CARE, missing("2026-03-01"), theirs), "7", ENGLISH.code, at=AT)
    assert (dict(rows.tables), rows.lost) == ({}, {"anothers": 1})
    nobodys = inspection.rows_of(life(IN_CARE, missing("2026-03-01")), "7", ENGLISH.code, at=AT)
    assert nobodys.lost == {"nobodys": 1}


def test_what_was_told_after_the_inspection_was_not_known_at_it() -> None:
    early = datetime(2026, 3, 1, 12, tzinfo=UTC)
    chronology = life(IN_CARE, missing("2026-02-01", "2026-02-02"), missing("2026-04-01", "2026-04-02"))
    [told] = inspection.rows_of(chronology, "7", None, at=early).tables[inspection.FILE]
    assert told[inspection.MISSING] == "1"
