"""An annual return, from files to files: no check finds anything in it, and read and written again it is the same."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.exchange.files import FIRST, police_files
from tests.exchange.returns.lives import life, looked_after, missing, placed
from tests.exchange.simulated.seen import NOW, SEED
from wayhome.exchange import register
from wayhome.exchange.exports.form import annual_return
from wayhome.exchange.exports.writing import Exported, export
from wayhome.exchange.profiles.named import DATASET, POLICE_FILES, RETURN, Profile
from wayhome.exchange.profiles.ssda903.tables import opened_return, read_return
from wayhome.exchange.returns.checks import checked
from wayhome.exchange.returns.year import Year
from wayhome.exchange.simulated import partnership, write_dataset
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import PlacementKind
from wayhome.rules.refusal import Refusal
from wayhome.ui.wording import say

FAKE = Path(__file__).parents[2] / "data" / "ssda903"
BRADFORD = register.current("E08000032")
Y2017 = Year.read("2017/18")


def out(path: Path, profile: Profile, year: Year, into: Path, named: str | None = BRADFORD.code) -> Exported:
    with profile.of(profile.opened(path), BRADFORD if named else None) as files:
        files.sort()
        children = [(one.child, Chronology.of(one.child, one.events)) for one in files.children()]
    return written(children, year, into, named)


def written(
    children: Iterable[tuple[str, Chronology]], year: Year, into: Path, council: str | None = None
) -> Exported:
    return export(children, into, annual_return(council, year, at=NOW))


def found(folder: Path, year: Year, last: Path | None = None) -> dict[str, dict[str, list[int]]]:
    read = read_return(opened_return(folder))
    whole = read.after(read_return(opened_return(last))) if last else read
    return {code: rows for code, rows in checked(whole, year).items() if rows}


def same(one: Path, other: Path) -> bool:
    return {file.name: file.read_bytes() for file in one.iterdir()} == {
        file.name: file.read_bytes() for file in other.iterdir()
    }


def test_every_table_has_its_columns_in_a_returns_own_order(tmp_path: Path) -> None:
    written([], Y2017, tmp_path / "out")
    heads = {file.name: next(csv.reader(file.open())) for file in (tmp_path / "out").iterdir()}
    assert heads == {
        file: next(csv.reader((FAKE / file).open())) for file in ("header.csv", "episodes.csv", "missing.csv")
    }


def test_of_a_return_with_faults_what_can_be_returned_is_kept_and_the_rest_counted(tmp_path: Path) -> None:
    first = out(FAKE, RETURN, Y2017, tmp_path / "once")
    assert found(FAKE, Y2017).keys() == {"574", "577", "578", "581", "1012"}
    assert found(tmp_path / "once", Y2017) == {}
    assert first.rows == {"header.csv": 29, "episodes.csv": 69, "missing.csv": 32}
    # Of 43 rows one ended before the year, ten are of no time in care, and of two a part lies outside it.
    assert first.lost == {"not_in_care": 10, "outside_care": 2, "code": 14, "short_break": 11}
    again = out(tmp_path / "once", RETURN, Y2017, tmp_path / "again")
    assert (again.rows, again.lost) == (first.rows, {})
    assert same(tmp_path / "once", tmp_path / "again")


def test_rows_of_the_fake_return_in_which_nothing_is_wrong_are_written_as_they_were(tmp_path: Path) -> None:
    out(FAKE, RETURN, Y2017, tmp_path / "out")
    wrong = {row for rows in found(FAKE, Y2017).values() for row in rows.get("Missing", ())}
    kept = {tuple(row) for row in csv.reader((tmp_path / "out" / "missing.csv").open())}
    rows = [tuple(row) for row in csv.reader((FAKE / "missing.csv").open())][1:]
    assert [row for place, row in enumerate(rows) if place not in wrong and row not in kept] == [
        row for row in rows if row[4].endswith(("2016", "01/2017", "02/2017", "03/2017"))
    ]


def test_what_simulated_councils_hold_becomes_returns_in_which_nothing_is_found(tmp_path: Path) -> None:
    years = [Year.read(text) for text in ("2023/24", "2024/25", "2025/26", "2026/27")]
    lost = set[str]()
    for council, folder in write_dataset(tmp_path, partnership(NOW), SEED, 600).items():
        last = None
        for year in years:
            into = tmp_path / f"{council} {year.begins.year}"
            exported = out(folder, DATASET, year, into, named=None)
            assert exported.rows["missing.csv"] > 10
            assert found(into, year, last) == {}
            again = out(into, RETURN, year, tmp_path / f"{into.name} again", named=None)
            assert (again.lost, same(into, tmp_path / f"{into.name} again")) == ({}, True)
            lost |= exported.lost.keys()
            last = into
    assert lost >= {"hour", "name", "overlap", "unended", "outside_care", "placement", "later"}


def test_a_forces_files_hold_nobody_who_can_be_returned(tmp_path: Path) -> None:
    files = police_files(tmp_path / "files", FIRST)
    exported = out(files, POLICE_FILES, Year.read("2025/26"), tmp_path / "out")
    assert (exported.children, exported.rows, exported.lost) == (0, {}, {"not_in_care": 1})


def test_a_year_that_has_not_begun_is_refused_in_words() -> None:
    annual_return(None, Year.read("2026/27"), at=NOW)
    with pytest.raises(Refusal, match="year_ahead") as refused:
        annual_return(None, Year.read("2027/28"), at=NOW)
    assert "1 Apr 2027" in say(refused.value.sentence)


def test_a_placement_that_is_planned_has_not_begun(tmp_path: Path) -> None:
    child = life(
        looked_after("2025-01-01"),
        placed("2026-12-01", kind=PlacementKind.SECURE),
        missing("2026-05-01", "2026-05-02"),
    )
    written([("7", child)], Year.read("2026/27"), tmp_path / "out")
    (episode,) = csv.DictReader((tmp_path / "out" / "episodes.csv").open())
    assert (episode["PLACE"], episode["DEC"]) == ("", "")


def test_a_number_that_a_spreadsheet_would_run_comes_back(tmp_path: Path) -> None:
    year = Year.read("2025/26")
    child = life(looked_after("2025-01-01"), missing("2025-05-01", "2025-05-02"))
    written([("=1+1", child)], year, tmp_path / "out")
    assert "'=1+1" in (tmp_path / "out" / "missing.csv").read_text()
    out(tmp_path / "out", RETURN, year, tmp_path / "again", named=None)
    assert same(tmp_path / "out", tmp_path / "again")
