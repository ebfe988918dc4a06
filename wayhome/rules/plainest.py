"""The plainest facts of a kind: every field as it is left unsaid, before it is said with the least there is to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import StrEnum
from itertools import product
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from wayhome.rules.facts import Agency, Fact
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal

#: Every word in a story is the key of its one episode: a key where one is asked for, and anybody's words elsewhere.
EPISODE = "episode"


def plainest(
    kind: type[Fact], where: Callable[[Fact], bool] | None, everyone: Sequence[Agency], day: date
) -> Iterator[Fact]:
    """Those of which `where` holds. `everyone` are the agencies that a field may name, `day` the day it may."""
    hints = get_type_hints(kind)
    values = {field.name: _values(field, hints[field.name], everyone, day) for field in fields(kind)}
    for chosen in product(*values.values()):
        with suppress(Refusal):
            fact = kind(**dict(zip(values, chosen, strict=True)))
            if where is None or where(fact):
                yield fact


def _values(field: Field[Any], hint: Any, everyone: Sequence[Agency], day: date) -> list[Any]:
    unsaid = [] if field.default in (MISSING, "") else [field.default]
    if get_origin(hint) is UnionType:
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    return [*unsaid, *(value for value in _sayable(hint, everyone, day) if value not in unsaid)]


def _sayable(hint: Any, everyone: Sequence[Agency], day: date) -> Sequence[Any]:
    if get_origin(hint) is tuple:
        return [(one,) for one in _sayable(get_args(hint)[0], everyone, day)]
    if issubclass(hint, StrEnum):
        return list(hint)
    sayable: dict[type, Sequence[Any]] = {
        str: [EPISODE],
        bool: [True, False],
        Agency: everyone,
        Moment: [Moment.day(day)],
        date: [day],
    }
    return sayable[hint]
