"""What closes a child's record, or where the child is, to everybody but those named.

Proposed by Wayhome: no statute lists these kinds. What they rest on is written in docs/decisions/0029.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class RestrictionKind(StrEnum):
    """Each value is a row's `kind` for as long as the record is kept: none is renamed."""

    STAFF_FAMILY = "staff_family"  # a child of somebody who works for the agency, or of their family
    WITNESS = "witness"  # a child who is, or lives with, a protected witness
    ADOPTION = "adoption"  # a child whose name before or after an adoption must not be joined to the other
    REFUGE = "refuge"  # a child in a refuge, or at another address that must not be known


@dataclass(frozen=True, slots=True)
class Restricts:
    """`record`: all of it is closed, and not only where the child is. `everybody`: to every agency's people."""

    record: bool
    everybody: bool


RESTRICTS: Mapping[RestrictionKind, Restricts] = {
    # Another agency's people are no colleagues of the family's, and search for the child as for any other.
    RestrictionKind.STAFF_FAMILY: Restricts(record=True, everybody=False),
    RestrictionKind.WITNESS: Restricts(record=True, everybody=True),
    RestrictionKind.ADOPTION: Restricts(record=True, everybody=True),
    # Whoever searches must know the child; only the place is closed.
    RestrictionKind.REFUGE: Restricts(record=False, everybody=True),
}
