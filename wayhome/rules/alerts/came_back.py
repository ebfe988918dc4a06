"""What a child came back with: things and injuries that nobody explains, and what others may have had them carry."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set

from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.event import Event
from wayhome.rules.facts import CameBackWith, Fact, Item
from wayhome.rules.sentence import Sentence

#: Of which it is asked who gave them to the child to carry, whatever the child says.
CARRIED = frozenset({Item.DRUGS, Item.WEAPON})


def came_back_with(life: Life) -> Iterator[Seen]:
    """Money, a phone, clothes, injuries or anything else that nobody has explained, each time."""
    for event, fact in _came_back(life):
        if not fact.explained:
            yield Seen(why("came_back_with.items", items=_named(fact.items)), (event,))


def possession(life: Life) -> Iterator[Seen]:
    """Drugs or a weapon on a missing child, or money that nobody has explained. It counts no offence."""
    for event, fact in _came_back(life):
        carried = [one for one in fact.items if one in CARRIED or (one is Item.MONEY and not fact.explained)]
        if carried:
            yield Seen(why("possession.items", items=_named(carried)), (event,))


def not_explained(fact: Fact) -> Set[str]:
    """What of it asks for a decision, each by its code."""
    assert isinstance(fact, CameBackWith)
    return CARRIED.intersection(fact.items) if fact.explained else frozenset(fact.items)


def _named(items: Collection[Item]) -> tuple[Sentence, ...]:
    return tuple(Sentence(f"facts.Item.{one.value}") for one in items)


def _came_back(life: Life) -> Iterator[tuple[Event, CameBackWith]]:
    for event in life.chronology.by_kind.get("CameBackWith", ()):
        assert isinstance(event.fact, CameBackWith)
        yield event, event.fact
