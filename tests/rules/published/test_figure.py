"""A figure stands for whatever rounds to it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wayhome.rules.published.figure import LARGEST, MOST_DECIMALS, Figure, fixed, signed
from wayhome.rules.refusal import Refusal


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [("69", "68.5", "69.5"), ("69.0", "68.95", "69.05"), ("-17.8", "-17.85", "-17.75"), ("0", "-0.5", "0.5")],
)
def test_it_is_exact_to_half_of_its_last_place(written: str, least: str, most: str) -> None:
    figure = Figure(Decimal(written))
    assert (figure.least, figure.most) == (Fraction(least), Fraction(most))


def test_the_same_number_with_another_decimal_is_another_figure() -> None:
    assert Figure(Decimal("69")) != Figure(Decimal("69.0"))
    assert Figure(Decimal("69.0")) == Figure(Decimal("69.0"))
    assert Figure(Decimal("69.0")) != "69.0"


@pytest.mark.parametrize(
    "written",
    [
        "nan",
        "-nan",
        "snan",
        "inf",
        "-inf",
        "1e13",
        "-1e13",
        "1e999999999999",
        "1e-99",
        "0.00001",
        "0e999999999",
        "0e-99",
    ],
)
def test_what_no_paragraph_says_is_refused(written: str) -> None:
    with pytest.raises(Refusal):
        Figure(Decimal(written))


def test_the_largest_and_the_finest_are_not() -> None:
    assert str(Figure(Decimal(LARGEST))) == "1,000,000,000,000"
    assert Figure(Decimal(1).scaleb(-MOST_DECIMALS)).decimals == MOST_DECIMALS


@given(some.decimals(-(10**6), 10**6, places=2))
def test_it_is_printed_as_it_was_written(written: Decimal) -> None:
    assert str(Figure(written)).replace("−", "-") == f"{written:,}".replace("-0.00", "0.00")


@pytest.mark.parametrize(
    ("number", "decimals", "printed"),
    [("-0.04", 1, "0.0"), ("-0.05", 2, "−0.05"), ("1234.5", 0, "1,234"), ("-1234.56", 1, "−1,234.6")],
)
def test_nought_has_no_sign(number: str, decimals: int, printed: str) -> None:
    assert fixed(Fraction(number), decimals) == printed


@pytest.mark.parametrize(("number", "printed"), [("21.55", "+21.6"), ("-17.7", "−17.7"), ("0.01", "0.0")])
def test_a_change_has_its_sign(number: str, printed: str) -> None:
    assert signed(Fraction(number), 1) == printed
