"""Which of a source's children are held already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wayhome.cases.children.models import Event, Identifier
from wayhome.cases.children.queries import Query
from wayhome.exchange.profiles.source import OneChild
from wayhome.rules.facts import IdentifierStated

_ORIGINS = Query(lambda keys: Event.objects.filter(key__in=keys, edition=1).values_list("key", "child"))
_NUMBERED = Query(
    lambda values: (
        Identifier.objects.filter(value__in=values).order_by("-pk").values_list("scheme", "value", "child")
    )
)


def known(batch: Iterable[OneChild]) -> dict[str, int]:
    """Row keys of those of a source's children who are held: by what the source said before, or by a number."""
    stated = {
        said.key: (one.child, said.fact)
        for one in batch
        for said in one.events
        if isinstance(said.fact, IdentifierStated)
    }
    by_number = _by_number(fact for _, fact in stated.values())
    numbered = {
        child: by_number[number] for child, fact in stated.values() if (number := _number(fact)) in by_number
    }
    return numbered | {stated[key][0]: child for key, child in _ORIGINS(keys=stated)}


def _by_number(facts: Iterable[IdentifierStated]) -> Mapping[tuple[str, str], int]:
    held = _NUMBERED(values=[fact.value for fact in facts])
    return {(scheme, value): child for scheme, value, child in held}


def _number(fact: IdentifierStated) -> tuple[str, str]:
    return fact.scheme, fact.value
