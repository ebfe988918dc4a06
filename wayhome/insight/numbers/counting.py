"""All that is counted of the record by night: every table, of the partnership and of each agency, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from wayhome.insight.extract import record
from wayhome.insight.extract.about import About
from wayhome.insight.extract.batches import Extracting
from wayhome.insight.extract.folder import Extract, write
from wayhome.insight.extract.pseudonyms import Pseudonyms
from wayhome.insight.numbers.years import years
from wayhome.insight.tables.areas import NO_AREAS, Areas
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.engine import opened
from wayhome.insight.tables.listed import tables_of
from wayhome.insight.tables.periods import Period
from wayhome.rules.event import OWN
from wayhome.rules.guidance.protocol import Protocols
from wayhome.rules.rulebook import rulebook


class Counted(NamedTuple):
    """`agency` is a code; None: of the whole partnership."""

    agency: str | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class Numbers:
    """`areas` are those by which the whole partnership's were counted."""

    about: About
    each: list[Counted]
    areas: Areas


def numbers(at: datetime, protocols: Protocols, agencies: Iterable[str], areas: Areas = NO_AREAS) -> Numbers:
    """As at `at`. The extract that they are counted in is gone when this returns."""
    with TemporaryDirectory(prefix="wayhome-numbers-") as folder:
        extract = _extract(Path(folder), at, protocols)
        each = [*_counted(extract, None, areas)]
        each += (one for agency in agencies for one in _counted(extract, agency, NO_AREAS))
        return Numbers(extract.about, each, areas)


def _extract(into: Path, at: datetime, protocols: Protocols) -> Extract:
    """Under pseudonyms of this once: nobody joins it to another."""
    asked = Extracting(Pseudonyms.of_this_once(), at, protocols)
    batches = map(asked.answer, batched(record.chronologies_to_count(), record.AT_ONCE))
    return write(batches, into, system=OWN, as_at=at, rules=rulebook(protocols).version)


def _counted(extract: Extract, agency: str | None, areas: Areas) -> Iterator[Counted]:
    """An agency's own are of one authority, or of one force: by area they would say little, and give away more."""
    with opened(extract, agency) as engine:
        for table in tables_of(extract.about, areas):
            for ends in years(extract.about.day):
                yield Counted(agency, engine.counts(table, Period.year(ends, extract.about.day)))
