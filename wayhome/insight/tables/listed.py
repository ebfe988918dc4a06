"""Every table that is published, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from wayhome.insight.extract.about import About
from wayhome.insight.tables import (
    crossovers,
    decisions,
    duties,
    ever_missing,
    in_care,
    interviews,
    long_term,
    looked_after,
    next_episode,
    police,
    reasons,
    repeats,
)
from wayhome.insight.tables.areas import NO_AREAS, Areas, by_area
from wayhome.insight.tables.declared import Table

TABLES: Final[tuple[Table, ...]] = (
    looked_after.MISSING,
    looked_after.AWAY,
    in_care.TABLE,
    police.TABLE,
    interviews.TABLE,
    reasons.TABLE,
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
BY_AREA: Final = (looked_after.MISSING, looked_after.AWAY, in_care.TABLE)


def tables_of(about: About, areas: Areas = NO_AREAS) -> Iterator[Table]:
    """Those that such an extract can fill: of a police file, say, nothing of care. `areas` are told of by it."""
    for table in TABLES:
        is_listed = about.lists_in_care or not table.of_all_in_care
        if is_listed and all(map(about.system.can_say, table.needs)):
            yield printed(table, areas)


def printed(table: Table, areas: Areas) -> Table:
    """With its numbers by area, if it is one of those that are printed so."""
    return by_area(table, areas) if table in BY_AREA else table
