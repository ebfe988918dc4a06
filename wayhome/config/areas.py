"""Authorities as tables are told of them: each with its region and its part of London, by the register."""

from __future__ import annotations

from collections.abc import Iterable

from wayhome.exchange import register
from wayhome.insight.tables.areas import Areas, Authority, Region
from wayhome.rules.refusal import Refusal


def areas(codes: Iterable[str]) -> Areas:
    return {code: _authority(code) for code in codes}


def _authority(code: str) -> Authority:
    """One that the register does not know, as in a demonstration, goes by its code and is in no region."""
    try:
        known = register.authority(code)
    except Refusal:
        return Authority(code)
    placed = register.placed(known.code)
    if placed is None:
        return Authority(known.code, known.name)
    narrowest, wider = placed.region, placed.region.part_of
    return Authority(
        known.code,
        known.name,
        placed.number,
        region=_named(wider or narrowest),
        part=_named(narrowest) if wider else None,
    )


def _named(region: register.Region) -> Region:
    return Region(region.code, region.name)
