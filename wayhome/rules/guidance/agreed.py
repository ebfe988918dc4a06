"""A partnership's own protocol, read from a text that people write, and written so that it reads back as it was.

A line for each thing that differs from the default, and a version:

    version = "Northshire 2026"
    duty_desk_acknowledges_within = "20 minutes"
    meetings_at = ["24 hours", "48 hours"]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import timedelta
from difflib import get_close_matches
from itertools import pairwise
from typing import NamedTuple

from wayhome.rules.guidance.protocol import DEFAULT, Protocol
from wayhome.rules.sentence import Sentence

_LENGTH = re.compile(r"(\d{1,4}) (minute|hour|day|week)s?")
_UNITS = {
    "week": timedelta(weeks=1),
    "day": timedelta(days=1),
    "hour": timedelta(hours=1),
    "minute": timedelta(minutes=1),
}

#: What may be set, with its type as the protocol declares it.
SETTINGS: Mapping[str, str] = {field.name: str(field.type) for field in fields(Protocol)}

#: With the other versions it stands in one short column.
LONGEST_VERSION = 30


class Fault(NamedTuple):
    """What is wrong under a key, and what may stand there; the key is blank for the text as a whole."""

    key: str
    why: Sentence


class Unagreed(ValueError):  # noqa: N818 - reads as the state it is
    """A text that is no protocol: every fault in it at once, so that all can be mended together."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults


def read(text: str) -> Protocol:
    """The default with what the text sets. Raises Unagreed."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise Unagreed(Fault("", Sentence("protocol.no_toml", why=str(fault)))) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, lists in lists in lists
        raise Unagreed(Fault("", Sentence("protocol.beyond_reading"))) from None
    read_so_far: dict[str, object] = {}
    faults = [] if "version" in said else [Fault("version", Sentence("protocol.no_version"))]
    for key, value in said.items():
        try:
            read_so_far[key] = _value(key, value)
        except Unagreed as unagreed:
            faults += unagreed.faults
    if faults:
        raise Unagreed(*faults)
    return replace(DEFAULT, **read_so_far)  # type: ignore[arg-type]


def written(protocol: Protocol) -> Iterator[tuple[str, str | None]]:
    """Every setting with its value as the text writes it; None for one that is not set."""
    for name in SETTINGS:
        value = getattr(protocol, name)
        match value:
            case timedelta():
                yield name, f'"{length(value)}"'
            case tuple():
                yield name, f"[{', '.join(f'"{length(one)}"' for one in value)}]"
            case None:
                yield name, None
            case _:
                yield name, f'"{value}"'


def length(of: timedelta) -> str:
    """In the largest unit of which it is a whole number, as `read` takes it: weeks, days, hours or minutes."""
    for unit, one in _UNITS.items():
        if not of % one:
            count = of // one
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    raise ValueError("a protocol counts in whole minutes")


def _value(key: str, value: object) -> object:
    kind = SETTINGS.get(key)
    match kind, value:
        case None, _:
            near = get_close_matches(key, SETTINGS, n=1) or [""]
            raise Unagreed(Fault(key, Sentence("protocol.unknown", near=near[0])))
        case "str", str() if 0 < len(value) <= LONGEST_VERSION and _stands_in_quotes(value):
            return value
        case "str", _:
            raise Unagreed(Fault(key, Sentence("protocol.version", longest=LONGEST_VERSION)))
        case str(), list() if kind.startswith("tuple"):
            return _lengths(key, value)
        case str(), _ if kind.startswith("tuple"):
            raise Unagreed(Fault(key, Sentence("protocol.lengths")))
    return _length(key, value)


def _stands_in_quotes(value: str) -> bool:
    return value.isprintable() and not set(value) & {'"', "\\"}


def _lengths(key: str, values: list[object]) -> tuple[timedelta, ...]:
    """One after the other: a ladder's rungs are counted from one start."""
    lengths = tuple(_length(key, value) for value in values)
    if not lengths or any(later <= earlier for earlier, later in pairwise(lengths)):
        raise Unagreed(Fault(key, Sentence("protocol.in_order")))
    return lengths


def _length(key: str, value: object) -> timedelta:
    said = _LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if said is None or int(said[1]) == 0:
        raise Unagreed(Fault(key, Sentence("protocol.length")))
    return int(said[1]) * _UNITS[said[2]]
