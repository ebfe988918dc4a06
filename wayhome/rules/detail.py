"""How a fact is written down and read again: plain JSON values, versioned by kind.

Every example of every release stays readable. A kind whose detail changes raises its `version` and adds to
OLDER a step that lifts the version before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from wayhome.rules.facts import KINDS, Agency, Fact, KeptApart
from wayhome.rules.moment import Moment

Detail = dict[str, Any]

#: (kind, version) → the detail as version + 1 holds it.
OLDER: Mapping[tuple[str, int], Callable[[Detail], Detail]] = {
    ("Placed", 1): lambda detail: detail,  # whether in an emergency, or at a distance, was not yet asked
    ("Placed", 2): lambda detail: detail,  # nor whether it was a short break
    ("InterviewHeld", 1): lambda detail: detail,  # why the child went, and in what danger, was not yet coded
}

#: Under which the token of words that are kept apart is written.
KEPT = "kept"

#: Of each kind its fields, with what stands in them where nothing was said.
_FIELDS = {name: {field.name: field.default for field in fields(kind)} for name, kind in KINDS.items()}


def write(fact: Fact) -> Detail:
    """Only what was said: blanks, Nones and lists of nothing are left out. Agencies are written by their code, and what
    is kept apart by its token.
    """
    return {
        name: {KEPT: str(value)} if isinstance(value, KeptApart) else _plain(value)
        for name, unsaid in _FIELDS[type(fact).__name__].items()
        if (value := getattr(fact, name)) is not None and value != "" and (value != () or unsaid != ())
    }


def read(kind: str, version: int, detail: Mapping[str, Any], agencies: Mapping[str, Agency]) -> Fact:
    """The fact that was written; `agencies` must hold every agency it names, by code.

    Raises KeyError for a kind, an agency or a field that this release does not know.
    """
    of, lifted = KINDS[kind], dict(detail)
    for older in range(version, of.version):
        lifted = OLDER[kind, older](lifted)
    readers = _readers(kind)
    for name, value in lifted.items():
        reader = readers[name]
        if reader is not None:
            lifted[name] = reader(value, agencies)
    return of(**lifted)


def agencies(fact: Fact) -> Iterator[Agency]:
    """Those that it names."""
    return filter(None, (getattr(fact, name) for name in _naming(type(fact).__name__)))


def with_agencies(fact: Fact, known: Callable[[Agency], Agency]) -> Fact:
    """The same fact of the same agencies, as they are known there."""
    named = {name: getattr(fact, name) for name in _naming(type(fact).__name__)}
    return replace(fact, **{name: known(agency) for name, agency in named.items() if agency})


@lru_cache
def _naming(kind: str) -> tuple[str, ...]:
    """The fields in which an agency may stand."""
    hints = get_type_hints(KINDS[kind])
    return tuple(name for name in _FIELDS[kind] if Agency in (hints[name], *get_args(hints[name])))


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case Moment():
            return [value.begins.isoformat(), value.ends.isoformat()]
        case date():
            return value.isoformat()
        case Agency():
            return value.code
        case tuple():
            return [_plain(one) for one in value]
        case _:
            return value


Reader = Callable[[Any, Mapping[str, Agency]], Any]


@lru_cache
def _readers(kind: str) -> Mapping[str, Reader | None]:
    """By the name of the field; None: as it was written."""
    hints = get_type_hints(KINDS[kind])
    # Only somebody's own words are ever kept apart.
    words = {
        field.name for field in fields(KINDS[kind]) if "part" in field.metadata and hints[field.name] is str
    }
    return {name: _words if name in words else _reader(hints[name]) for name in _FIELDS[kind]}


def _words(said: Any, agencies: Mapping[str, Agency]) -> str:
    return KeptApart(said[KEPT]) if type(said) is dict else said


def _reader(hint: Any) -> Reader | None:
    if get_origin(hint) is UnionType:
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    if get_origin(hint) is tuple:
        each = _reader(get_args(hint)[0])
        return lambda value, agencies: tuple(each(one, agencies) if each else one for one in value)
    if hint is Agency:
        return lambda code, agencies: agencies[code]
    if hint is Moment:
        return lambda ends, agencies: Moment(*(datetime.fromisoformat(end) for end in ends))
    if hint is date:
        return lambda day, agencies: date.fromisoformat(day)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda value, agencies: hint(value)
    return None
