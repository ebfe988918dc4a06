"""Each check of a return, by a case that it finds and one beside it that it must not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wayhome.exchange.profiles.ssda903.tables import opened_return, read_return
from wayhome.exchange.returns.checks import CHECKS, By, checked
from wayhome.exchange.returns.year import Year

FAKE = Path(__file__).parents[2] / "data" / "ssda903"
KNOWN = json.loads((FAKE / "expected_missing_rule_findings.json").read_text(encoding="utf-8"))
YEAR = Year.read("2017/18")

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN\n1,1,01/01/2005,WBRI,\n2,F,01/06/2000,WBRI,\n"
CARE = "CHILD,DECOM,RNE,LS,PLACE,DEC,REC,URN\n"


def found(
    tmp_path: Path, code: str, *missing: str, care: str = "1,01/04/2016,S,C2,U1,,,", by: By = By.PUBLISHED
) -> list[int]:
    """Rows that a check finds among these of child 1, or of another where a row says whose it is."""
    whole = [row if row.count(",") == 4 else f"1,01/01/2005,{row}" for row in missing]
    (tmp_path / "header.csv").write_text(HEADER)
    (tmp_path / "episodes.csv").write_text(f"{CARE}{care}\n")
    (tmp_path / "missing.csv").write_text("\n".join(["CHILD,DOB,MISSING,MIS_START,MIS_END", *whole]) + "\n")
    (tmp_path / "oc3.csv").write_text("CHILD,DOB\n7,01/01/1999\n")
    (rows,) = checked(read_return(opened_return(tmp_path)), YEAR, by)[code].values() or [[]]
    return rows


@pytest.mark.parametrize("year", KNOWN, ids=str)
def test_the_fake_return_is_judged_as_the_sectors_checker_judges_it(year: str) -> None:
    begins = int(KNOWN[year]["metadata"]["collection_start"][-4:])
    asked = Year.read(f"{begins}/{(begins + 1) % 100:02}")
    assert checked(read_return(opened_return(FAKE)), asked) == KNOWN[year]["findings"]


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("1004", "M,31/02/2017,", "M,28/02/2017,"),
        ("1004", "M,,", "M,1/6/2017,"),
        ("1005", "M,01/06/2017,2017-06-02", "M,01/06/2017,"),
        ("1006", "X,01/06/2017,", "a,01/06/2017,"),
        ("564", "M,,02/06/2017", "M,soon,02/06/2017"),
        ("565", ",01/06/2017,", ",,"),
        ("566", ",,01/06/2017", ",01/06/2017,"),
        ("567", "M,02/06/2017,01/06/2017", "M,01/06/2017,01/06/2017"),
        ("570", "M,01/04/2018,", "M,31/03/2018,"),
        ("571", "M,01/03/2017,31/03/2017", "M,01/03/2017,01/04/2017"),
        ("571", "M,01/06/2017,01/04/2018", "M,01/06/2017,"),
        ("577", "M,01/01/2016,01/03/2016", "M,01/06/2017,"),
        ("578", "M,01/03/2016,", "M,01/04/2016,"),
        ("581", "M,31/03/2016,", "M,01/04/2016,"),
        ("586", "M,01/01/2005,", "M,02/01/2005,"),
        ("INT04", "9,01/01/2005,M,01/06/2017,", "1,01/01/2005,M,01/06/2017,"),
        ("INT13", "1,02/01/2005,M,01/06/2017,", "1,,M,01/06/2017,"),
        ("1012", "9,01/01/2005,M,01/06/2017,", "1,01/01/2005,M,01/06/2017,"),
    ],
)
def test_a_row_is_found_and_the_one_beside_it_is_not(
    tmp_path: Path, code: str, wrong: str, right: str
) -> None:
    assert found(tmp_path, code, right, wrong) == [1]


def test_a_period_may_start_on_the_day_another_ends_and_no_sooner(tmp_path: Path) -> None:
    first = "M,01/06/2017,05/06/2017"
    assert found(tmp_path, "574", first, "A,05/06/2017,06/06/2017") == []
    assert found(tmp_path, "574", first, "A,04/06/2017,06/06/2017") == [1]
    assert found(tmp_path, "574", "M,01/06/2017,", "A,04/06/2017,06/06/2017") == [1]
    assert found(tmp_path, "574", first, "2,01/06/2000,A,02/06/2017,03/06/2017") == []


def test_a_placement_that_ended_ends_the_period_that_began_in_it(tmp_path: Path) -> None:
    care = "1,01/04/2016,S,C2,U1,30/06/2017,X1,\n1,30/06/2017,P,C2,K2,,,"
    assert found(tmp_path, "575", "M,01/06/2017,", "M,01/07/2017,", care=care) == [0]


def test_care_that_ceased_on_the_birthday_while_missing_ceased_because_of_it(tmp_path: Path) -> None:
    ended = "2,01/06/2000,M,01/05/2018,01/06/2018"
    assert found(tmp_path, "580", ended, care="2,01/04/2016,S,C2,U1,01/06/2018,E3,") == [0]
    assert found(tmp_path, "580", ended, care="2,01/04/2016,S,C2,U1,01/06/2018,E8,") == []


def test_what_last_years_return_left_open_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "last").mkdir()
    found(tmp_path / "last", "576", "M,20/03/2017,")
    last = read_return(opened_return(tmp_path / "last"))
    for start, rows in (("20/03/2017", {}), ("02/04/2017", {"Missing": [0]})):
        found(tmp_path, "576", f"M,{start},05/04/2017")
        assert checked(read_return(opened_return(tmp_path)).after(last), YEAR)["576"] == rows


@pytest.mark.parametrize(
    ("code", "row", "care"),
    [
        ("1004", "M,,", "1,01/04/2016,S,C2,U1,,,"),
        ("577", "M,01/01/2016,01/03/2016", "1,01/04/2016,S,C2,U1,,,"),
        ("578", "M,01/03/2016,", "1,01/04/2016,S,C2,U1,,,"),
        ("581", "M,01/07/2017,", "1,01/04/2016,S,C2,U1,30/06/2017,E3,"),
        ("586", "M,01/01/2005,", "1,01/01/2005,S,C2,U1,,,"),
        ("1012", "9,01/01/2005,M,01/06/2017,", "1,01/04/2016,S,C2,U1,,,"),
    ],
)
def test_where_the_words_ask_for_something_else_they_are_followed(
    tmp_path: Path, code: str, row: str, care: str
) -> None:
    assert found(tmp_path, code, row, care=care) == [0]
    assert found(tmp_path, code, row, care=care, by=By.TEXT) == []


def test_the_words_find_what_they_speak_of(tmp_path: Path) -> None:
    ceased = "1,01/04/2016,S,C2,U1,30/06/2017,E3,"
    assert found(tmp_path, "577", "M,01/06/2017,", care=ceased, by=By.TEXT) == [0]
    assert found(tmp_path, "578", "M,01/07/2017,", care=ceased, by=By.TEXT) == [0]
    assert found(tmp_path, "581", "M,01/03/2016,", by=By.TEXT) == [0]
    assert found(tmp_path, "1012", "7,01/01/1999,M,01/06/2017,", by=By.TEXT) == [0]


def test_every_check_that_differs_says_how() -> None:
    assert [check.code for check in CHECKS if (check.by_text is None) != (check.differs == "")] == []
    assert len(CHECKS) == 20


def test_a_check_without_its_table_finds_nothing(tmp_path: Path) -> None:
    found(tmp_path, "581", "M,01/03/2016,")
    (tmp_path / "episodes.csv").unlink()
    assert checked(read_return(opened_return(tmp_path)), YEAR)["581"] == {}
