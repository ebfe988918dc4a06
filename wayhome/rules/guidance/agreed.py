"""A partnership's own protocols, read from texts that people write, and written so that they read back as they were.

A line for each thing that differs from the default, and a version; where one follows another, its days:

    version = "Northshire 2026"
    in_force_from = 2026-04-01
    duty_desk_acknowledges_within = "20 minutes"
    meetings_at = ["24 hours", "48 hours"]
    names.missing_meeting = "Missing episode meeting"
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from wayhome.rules.guidance.faults import Fault, Unagreed, read_values
from wayhome.rules.guidance.protocol import DEFAULT, Protocol, Protocols
from wayhome.rules.guidance.values import value_of
from wayhome.rules.sentence import Sentence

__all__ = ["Fault", "Unagreed", "read", "read_each"]


def read(text: str) -> Protocol:
    """The default with what the text sets. Raises Unagreed."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise Unagreed(Fault("", Sentence("protocol.no_toml", why=str(fault)))) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, lists in lists in lists
        raise Unagreed(Fault("", Sentence("protocol.beyond_reading"))) from None
    faults = [] if "version" in said else [Fault("version", Sentence("protocol.no_version"))]
    agreed = replace(DEFAULT, **read_values(said, value_of, faults))
    if agreed.in_force_until and agreed.in_force_from and agreed.in_force_until < agreed.in_force_from:
        raise Unagreed(Fault("in_force_until", Sentence("protocol.ends_before_it_begins")))
    if agreed.late_times > agreed.late_of_the_last:
        raise Unagreed(Fault("late_times", Sentence("protocol.more_than_all", all=agreed.late_of_the_last)))
    return agreed


def read_each(texts: Mapping[str, str]) -> Protocols:
    """Several, by the names of their files in the order of those: one after another. Raises Unagreed."""
    agreed: dict[str, Protocol] = {}
    faults: list[Fault] = []
    for file, text in texts.items():
        try:
            agreed[file] = read(text)
        except Unagreed as unagreed:
            faults += (fault._replace(file=file) for fault in unagreed.faults)
    for earlier, later in pairwise(agreed.items()):
        faults += _not_one_after_the_other(*earlier, *later)
    if faults:
        raise Unagreed(*faults)
    return tuple(agreed.values())


def _not_one_after_the_other(
    file: str, earlier: Protocol, next_file: str, later: Protocol
) -> Iterator[Fault]:
    begins = later.in_force_from
    if begins is None or begins <= (earlier.in_force_from or date.min):
        yield Fault("in_force_from", Sentence("protocol.begins_before", earlier=file), next_file)
    elif earlier.in_force_until is None or earlier.in_force_until >= begins:
        last = begins - timedelta(days=1)
        why = Sentence("protocol.overlaps", later=next_file, last=last.isoformat())
        yield Fault("in_force_until", why, file)
