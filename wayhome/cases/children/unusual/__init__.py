"""Reads of children's records that want a second look: each kind is one question to what the audit holds.

None is a finding of fault: a duty worker reads much in a bad night, and surnames are shared by strangers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from wayhome.cases.children.unusual.own import own_address, own_surname
from wayhome.cases.children.unusual.reads import WITHIN, Reads, Unusual
from wayhome.cases.children.unusual.refusals import refused, wrong_tries
from wayhome.cases.children.unusual.ties import MANY, mass, no_relation, out_of_hours
from wayhome.cases.partners.models import User

__all__ = ["KINDS", "MANY", "WITHIN", "Unusual", "unusual"]

KINDS: Mapping[str, Callable[[Reads], Iterable[Unusual]]] = {
    "no_relation": no_relation,
    "own_surname": own_surname,
    "own_address": own_address,
    "mass": mass,
    "out_of_hours": out_of_hours,
    "refused": refused,
    "wrong_tries": wrong_tries,
}


def unusual(lead: User, since: datetime) -> list[Unusual]:
    """Of every kind, the latest first."""
    reads = Reads(lead, since)
    found = [one for kind in KINDS.values() for one in kind(reads)]
    return sorted(found, key=lambda one: one.at, reverse=True)
