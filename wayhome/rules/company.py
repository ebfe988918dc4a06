"""What a child's events share with other children's, where the thing they share is rare.

A rule that needs several children takes their company as a value. What is common joins nobody and is cut while
company is gathered: a bus station is in thousands of chronologies. Rare is judged as at the moment this child
first shared the thing, so that an alert does not vanish because more children appear later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Telling
from wayhome.rules.facts import Contact, Fact, Missing, Placed
from wayhome.rules.moment import Moment

#: A thing is common for a child who came to it after this many others.
RARE = 20

#: How many of the others' shares a rule is shown.
EARLIEST = 20


@dataclass(frozen=True, slots=True)
class Share:
    """One child's event that touches a thing others may touch too. `key` names the thing, such as "phone:…"."""

    key: str
    child: str
    event: str
    happened_at: Moment
    told: tuple[Telling, ...]


#: For each rare thing, the others' earliest shares of it, in order of when they happened.
Company = Mapping[str, tuple[Share, ...]]

ALONE: Company = {}


def _named(fact: Fact) -> str:
    assert isinstance(fact, Contact)
    return f"{fact.contact}:{''.join(fact.value.split()).casefold()}"


def _reported(fact: Fact) -> str:
    assert isinstance(fact, Missing)
    return f"report:{fact.report}" if fact.report else ""


def _lived(fact: Fact) -> str:
    assert isinstance(fact, Placed)
    return f"placement:{fact.home.code}" if fact.home is not None else ""


#: By kind of fact, the key of what it touches; blank: nothing. No two kinds touch the same thing.
_TOUCHES: Mapping[str, Callable[[Fact], str]] = {
    Contact.__name__: _named,
    Missing.__name__: _reported,
    Placed.__name__: _lived,
}


def thing(fact: Fact) -> str:
    """The key of what is touched that another child's facts may touch; blank: nothing is."""
    touches = _TOUCHES.get(type(fact).__name__)
    return touches(fact) if touches is not None else ""


def shares(chronology: Chronology) -> Iterator[Share]:
    """Of each thing, in order of when it happened."""
    for kind, touches in _TOUCHES.items():
        for event in chronology.by_kind.get(kind, ()):
            if key := touches(event.fact):
                yield Share(key, chronology.child, event.key, event.happened_at, event.told)


def first_shared(chronology: Chronology) -> dict[str, datetime]:
    """When this child first shared each thing."""
    first: dict[str, datetime] = {}
    for share in shares(chronology):
        first.setdefault(share.key, share.happened_at.begins)
    return first


def company_of(child: str, first: Mapping[str, datetime], everyones: Iterable[Share]) -> Company:
    """The company of `child`, out of the earliest shares of each thing.

    `everyones` must hold, for each key of `first`, the earliest shares by anyone: enough of them to show
    RARE + EARLIEST different children. More do no harm.
    """
    by_thing: dict[str, list[Share]] = {}
    for share in everyones:
        if share.child != child and share.key in first:
            by_thing.setdefault(share.key, []).append(share)
    gathered: dict[str, tuple[Share, ...]] = {}
    for thing, others in by_thing.items():
        others.sort(key=lambda share: (share.happened_at, share.child, share.event))
        came_before = {share.child for share in others if share.happened_at.begins < first[thing]}
        if len(came_before) < RARE:
            gathered[thing] = tuple(others[:EARLIEST])
    return gathered


def company_as_at(company: Company, instant: datetime) -> Company:
    """The same company without what had not yet happened, or been told, by `instant`."""
    return {
        thing: begun
        for thing, others in company.items()
        if (begun := tuple(_until(share, instant) for share in others if share.happened_at.begins <= instant))
    }


def turns_of(company: Company) -> Iterator[datetime]:
    """Every moment at which a share, or a telling of one, begins to count."""
    for others in company.values():
        for share in others:
            yield share.happened_at.begins
            yield from (telling.at.begins for telling in share.told)


def _until(share: Share, instant: datetime) -> Share:
    told = tuple(telling for telling in share.told if telling.at.begins <= instant)
    return share if len(told) == len(share.told) else replace(share, told=told)
