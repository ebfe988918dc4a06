"""Every English authority is in a region, as the Department for Education prints them."""

from __future__ import annotations

from collections import Counter

import pytest

from wayhome.exchange import register


def test_every_english_authority_is_in_one_of_nine_regions_and_no_welsh_one_is() -> None:
    narrowest = {one.code: register.placed(one.code) for one in register.authorities()}
    assert {code[0] for code, placed in narrowest.items() if placed is None} == {"W"}
    regions = [placed.region.part_of or placed.region for placed in narrowest.values() if placed]
    assert len(set(regions)) == 9


def test_london_is_in_two_parts_of_fourteen_and_nineteen_authorities() -> None:
    placed = [register.placed(one.code) for one in register.authorities() if one.code.startswith("E09")]
    assert Counter(one.region.name for one in placed if one) == {"Inner London": 14, "Outer London": 19}
    assert {one.region.part_of.name for one in placed if one and one.region.part_of} == {"London"}


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("E06000063", "North West"),  # Cumberland, newer than the source
        ("E06000066", "South West"),  # Somerset, newer too
        ("E10000002", "South East"),  # Buckinghamshire County, which had ended
        ("E08000038", "Yorkshire and The Humber"),  # Barnsley, under its newest code
        ("E10000007", "East Midlands"),  # Derbyshire, which another source has wrong
        ("E10000019", "East Midlands"),  # Lincolnshire, too
    ],
)
def test_an_authority_that_the_source_knows_otherwise_has_its_region(code: str, region: str) -> None:
    placed = register.placed(code)
    assert placed is not None
    assert placed.region.name == region


def test_a_code_of_no_authority_is_in_no_region() -> None:
    assert register.placed("E99999999") is None
