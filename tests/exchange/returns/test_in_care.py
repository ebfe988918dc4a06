"""The episodes of a return: when a child was looked after, and in which places."""

from __future__ import annotations

from datetime import date

import pytest

from tests.exchange.returns.lives import life, looked_after, missing, placed, rows, stated, table
from wayhome.exchange.returns.in_care import in_care
from wayhome.rules.event import Event
from wayhome.rules.facts import AgeDisputed, PlacementKind

UNTIL = date(2026, 3, 31)


def care(*told: list[Event], born: date | None = None) -> list[str]:
    return [f"{one.began} {one.ceased or '-'}" for one in in_care(life(*told, born=born), UNTIL)]


@pytest.mark.parametrize(
    ("told", "periods"),
    [
        pytest.param([looked_after("2025-05-01", "2025-06-01")], ["2025-05-01 2025-06-01"], id="from and until"),
        pytest.param([looked_after("2025-05-01"), looked_after("2025-05-20", "2025-06-01")], ["2025-05-01 2025-06-01"],
                     id="said again, it does not begin anew"),
        pytest.param([looked_after("2025-05-01", "2025-06-01"), looked_after("2025-06-01")], ["2025-05-01 -"],
                     id="ceased and begun again on one day"),
        pytest.param([looked_after("2025-05-01", "2025-05-01")], ["2025-05-01 2025-05-01"], id="of one day"),
        pytest.param([looked_after("2025-05-01 09:00", "2025-05-01 17:00")], ["2025-05-01 2025-05-01"], id="of hours"),
        pytest.param([placed("2025-05-01", "2025-06-01")], ["2025-05-01 2025-06-01"], id="placed, and nothing stated"),
        pytest.param([placed("2025-05-01"), looked_after("2025-05-20", "2025-06-01")], ["2025-05-01 2025-06-01"],
                     id="placed before it was stated, until it is denied"),
        pytest.param([looked_after("2025-01-01", "2025-02-01"), placed("2025-05-01")],
                     ["2025-01-01 2025-02-01", "2025-05-01 -"], id="placed again"),
        pytest.param([looked_after("2025-05-01", "2026-04-01")], ["2025-05-01 -"], id="ceased after that day"),
        pytest.param([looked_after("2026-04-01")], [], id="begun after it"),
        pytest.param([placed("2025-05-09", "2025-05-01")], [], id="a placement that ended before it began"),
    ],
)  # fmt: skip
def test_a_child_is_looked_after_as_stated_or_while_placed(
    told: list[list[Event]], periods: list[str]
) -> None:
    assert care(*told) == periods


def test_it_ends_with_the_eighteenth_birthday_unless_the_age_is_disputed() -> None:
    born, told = date(2008, 1, 15), looked_after("2025-05-01")
    assert care(told, born=born) == ["2025-05-01 2026-01-15"]
    assert care(looked_after("2026-02-01"), born=born) == []
    assert care(told, stated("2025-06-01", "age", AgeDisputed(reason="x")), born=born) == ["2025-05-01 -"]


def episodes(*told: list[Event], year: str = "2025/26") -> list[str]:
    """DECOM, RNE, PLACE, DEC and REC of a child who was missing all the while."""
    return table(life(*told, missing("2025-04-20", "2025-04-21")), year, "episodes.csv")


HOME, SECURE, FOSTER = PlacementKind.CHILDRENS_HOME, PlacementKind.SECURE, PlacementKind.FOSTER_HOME


@pytest.mark.parametrize(
    ("told", "written"),
    [
        pytest.param([looked_after("2025-04-10")], ["10/04/2025 S - - -"], id="nobody says where"),
        pytest.param([looked_after("2025-04-10"), placed("2025-04-10", kind=HOME)], ["10/04/2025 S K2 - -"],
                     id="placed"),
        pytest.param([looked_after("2025-04-10"), placed("2025-04-10", "2025-05-01", HOME),
                      placed("2025-05-01", kind=SECURE)],
                     ["10/04/2025 S K2 01/05/2025 X1", "01/05/2025 P K1 - -"], id="moved"),
        pytest.param([looked_after("2025-04-10"), placed("2025-04-10", "2025-05-01", HOME),
                      placed("2025-05-01", kind=HOME)],
                     ["10/04/2025 S K2 01/05/2025 X1", "01/05/2025 P K2 - -"], id="moved to another of the kind"),
        pytest.param([looked_after("2025-04-10"), placed("2025-04-10", "2025-05-01", HOME),
                      placed("2025-05-09", kind=HOME)],
                     ["10/04/2025 S K2 01/05/2025 X1", "01/05/2025 P - 09/05/2025 X1", "09/05/2025 P K2 - -"],
                     id="nowhere between two placements"),
        pytest.param([looked_after("2025-04-10"), placed("2025-04-10", kind=HOME),
                      placed("2025-05-01", "2025-05-08", SECURE)],
                     ["10/04/2025 S K2 01/05/2025 X1", "01/05/2025 P K1 08/05/2025 X1", "08/05/2025 P K2 - -"],
                     id="back to where the place was kept"),
        pytest.param([looked_after("2025-04-10", "2025-06-01"), placed("2025-04-10", kind=FOSTER)],
                     ["10/04/2025 S - 01/06/2025 -"], id="in a foster home, until care ceased"),
        pytest.param([looked_after("2024-01-10", "2025-02-01"), looked_after("2025-04-10")], ["10/04/2025 S - - -"],
                     id="of this year alone"),
        pytest.param([looked_after("2024-01-10"), placed("2024-01-10", "2025-04-01", HOME), placed("2025-04-01")],
                     ["10/01/2024 - K2 01/04/2025 X1", "01/04/2025 P K2 - -"], id="begun before the year"),
        pytest.param([looked_after("2024-01-10", "2026-04-01"), placed("2024-01-10", "2026-04-01", HOME)],
                     ["10/01/2024 - K2 - -"], id="ended after the year"),
    ],
)  # fmt: skip
def test_an_episode_is_a_time_in_one_place(told: list[list[Event]], written: list[str]) -> None:
    assert episodes(*told) == written


def test_of_a_short_break_it_is_said_that_its_legal_status_is_left_open() -> None:
    """The return has two, and nobody says here which of them it is."""
    child = life(
        looked_after("2025-04-10"), placed("2025-04-10", kind=HOME, short=True), missing("2025-04-20")
    )
    assert table(child, file="episodes.csv") == ["10/04/2025 S K2 - -"]
    assert rows(child).lost["short_break"] == 1
