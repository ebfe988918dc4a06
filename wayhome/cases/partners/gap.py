"""Spans of a rota in which nobody is on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Gap(NamedTuple):
    """Aware datetimes, `begins < ends`."""

    begins: datetime
    ends: datetime


def uncovered(spans: Iterable[tuple[datetime, datetime]], begins: datetime, ends: datetime) -> list[Gap]:
    """What is left of begins..ends once spans, in order of their beginning, are taken away."""
    gaps, covered_to = [], begins
    for on, off in spans:
        if on > covered_to:
            gaps.append(Gap(covered_to, on))
        covered_to = max(covered_to, off)
    if covered_to < ends:
        gaps.append(Gap(covered_to, ends))
    return gaps
