"""Screening instruments as data: faithful in shape to published ones, in words of our own, each version kept for good.

They are never merged: a total of one says nothing of another.
"""

from __future__ import annotations

from collections.abc import Mapping

from wayhome.rules.guidance.instruments.incidents import INCIDENTS
from wayhome.rules.guidance.instruments.indicator_list import INDICATOR_LIST
from wayhome.rules.guidance.instruments.instrument import Instrument, Level
from wayhome.rules.guidance.instruments.scales import SCALES
from wayhome.rules.guidance.instruments.seraf import SERAF

__all__ = ["INSTRUMENTS", "IN_USE", "Instrument", "Level", "instrument_of"]

#: Every version there ever was, the older ones of each first.
INSTRUMENTS: tuple[Instrument, ...] = (INCIDENTS, INDICATOR_LIST, SERAF, SCALES)

#: The newest of each, by its code.
IN_USE: Mapping[str, Instrument] = {one.code: one for one in INSTRUMENTS}

_BY_VERSION = {(one.code, one.version): one for one in INSTRUMENTS}


def instrument_of(code: str, version: int) -> Instrument | None:
    """None: this release does not know it."""
    return _BY_VERSION.get((code, version))
