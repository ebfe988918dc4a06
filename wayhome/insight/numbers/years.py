"""Which years are counted: the one to 31 March that runs, and those before it."""

from __future__ import annotations

from datetime import date

from wayhome.insight.tables.periods import year_end

YEARS = 4


def years(today: date) -> list[date]:
    """The day on which each of them ends, the one that runs first."""
    last = year_end(today)
    return [last.replace(year=last.year - back) for back in range(YEARS)]
