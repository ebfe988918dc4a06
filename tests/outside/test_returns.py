"""The sector's own checker finds nothing in the returns that are written here, by the rules of each collection year."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.exchange.returns.any_life import lives
from tests.exchange.simulated.seen import NOW, SEED
from tests.outside.copies import FAKE
from tests.outside.judged import Sent, judged, ours
from wayhome.exchange.exports.form import annual_return
from wayhome.exchange.exports.writing import export
from wayhome.exchange.profiles.named import DATASET, RETURN, Profile
from wayhome.exchange.returns.year import Year
from wayhome.exchange.simulated import partnership, write_dataset
from wayhome.rules.chronology import Chronology

YEARS = [Year.read(text) for text in ("2023/24", "2024/25", "2025/26", "2026/27")]


def written(path: Path, profile: Profile, year: Year, into: Path, at: datetime = NOW) -> int:
    """How many missing periods were."""
    with profile.of(profile.opened(path), None) as files:
        files.sort()
        children = ((one.child, Chronology.of(one.child, one.events)) for one in files.children())
        return export(children, into, annual_return(None, year, at=at)).rows["missing.csv"]


def of_councils(folder: Path) -> Iterator[tuple[Sent, int]]:
    """What the simulated councils return for each year, with the year before from the second on."""
    for council, dataset in write_dataset(folder, partnership(NOW), SEED).items():
        last = None
        for year in YEARS:
            into = folder / f"{council} {year.begins.year}"
            periods = written(dataset, DATASET, year, into)
            yield Sent(into, year, last), periods
            last = into


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Sent, int]]:
    return list(of_councils(tmp_path_factory.mktemp("councils")))


def test_nothing_is_found_in_what_the_simulated_councils_return(returns: list[tuple[Sent, int]]) -> None:
    assert sum(periods for _, periods in returns) > 1_000
    sent = [one for one, _ in returns]
    assert [{code: rows for code, rows in found.items() if rows} for found in judged(sent)] == [{}] * len(
        sent
    )
    assert [{code: rows for code, rows in ours(one).items() if rows} for one in sent] == [{}] * len(sent)


def test_run_as_a_whole_it_finds_open_periods_as_it_does_in_every_return(
    returns: list[tuple[Sent, int]],
) -> None:
    """Rule 365 fills each blank end of an episode with 31 March, in the table that 575 and 577 read after it."""
    sent = [one for one, _ in returns]
    for one, found in zip(sent, judged(sent, whole=True), strict=True):
        rows = [*csv.DictReader((one.folder / "missing.csv").open())]
        still_open = [place for place, row in enumerate(rows) if not row["MIS_END"]]
        expected = {"Missing": still_open} if still_open else {}
        assert {code: rows for code, rows in found.items() if rows} == {
            code: expected for code in ("575", "577") if expected
        }


def test_it_would_have_been_found_if_a_period_had_been_left_open(returns: list[tuple[Sent, int]]) -> None:
    """So that 'nothing' is not for want of looking."""
    broken = next(one for one, _ in returns if one.last)
    table = broken.folder / "missing.csv"
    first, *rows = table.read_text().splitlines()
    before = table.read_text()
    table.write_text("\n".join([first, *(row[: row.rindex(",")] + "," for row in rows), ""]))
    (found,) = judged([broken])
    table.write_text(before)
    assert found["574"]


def test_nothing_is_found_in_the_fake_return_once_it_is_written_here(tmp_path: Path) -> None:
    year = Year.read("2017/18")
    assert written(FAKE, RETURN, year, tmp_path / "out") == 32
    (found,) = judged([Sent(tmp_path / "out", year)])
    assert {code: rows for code, rows in found.items() if rows} == {}


def test_nothing_is_found_whatever_was_told_of_a_child(tmp_path: Path) -> None:
    """Two hundred lives, with every kind of contradiction, as the children of one council."""
    drawn: list[Chronology] = []

    @given(lives())
    @settings(max_examples=200)
    def draw(child: Chronology) -> None:
        drawn.append(child)

    draw()
    sent, lost, last = list[Sent](), set[str](), None
    for year in (Year.read(text) for text in ("2023/24", "2024/25", "2025/26")):
        into = tmp_path / str(year.begins.year)
        children = ((str(number), child) for number, child in enumerate(drawn))
        exported = export(children, into, annual_return(None, year, at=NOW))
        lost |= exported.lost.keys()
        sent.append(Sent(into, year, last))
        last = into
    assert lost >= {"overlap", "unended", "outside_care", "placement", "contrary"}
    assert [{code: rows for code, rows in found.items() if rows} for found in judged(sent)] == [{}] * 3
