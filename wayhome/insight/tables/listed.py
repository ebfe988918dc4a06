"""Every table that is published, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from wayhome.insight.tables import (
    crossovers,
    decisions,
    duties,
    ever_missing,
    interviews,
    long_term,
    looked_after,
    next_episode,
    police,
    repeats,
)
from wayhome.insight.tables.areas import NO_AREAS, Areas, by_area
from wayhome.insight.tables.declared import Table
from wayhome.rules.event import System

TABLES: Final[tuple[Table, ...]] = (
    looked_after.MISSING,
    looked_after.AWAY,
    police.TABLE,
    interviews.TABLE,
    repeats.TABLE,
    next_episode.TABLE,
    long_term.TABLE,
    crossovers.TABLE,
    ever_missing.TABLE,
    duties.TABLE,
    decisions.TABLE,
)

BY_NAME: Final[Mapping[str, Table]] = {table.name: table for table in TABLES}


#: Those that are printed by area as well.
BY_AREA: Final = (looked_after.MISSING, looked_after.AWAY)


def tables_of(system: System, areas: Areas = NO_AREAS) -> Iterator[Table]:
    """Those that such a source can fill: a police file, say, tells nothing of care. `areas` are told of by it."""
    for table in TABLES:
        if all(map(system.can_say, table.needs)):
            yield by_area(table, areas) if table in BY_AREA else table
