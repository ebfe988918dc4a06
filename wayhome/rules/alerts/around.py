"""Who and what comes up again around a child."""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.event import Event


def same_contact_again(life: Life) -> Iterator[Seen]:
    """In a second episode and each one after it, somebody or something that is not around every child."""
    first: dict[str, list[Event]] = {}
    for event, contact, thing in life.around:
        named = first.setdefault(thing, [])
        if all(set(one.fact.episodes).isdisjoint(event.fact.episodes) for one in named):
            named.append(event)
            if len(named) > 1:
                kind = contact.contact.value
                yield Seen(why(f"same_contact_again.{kind}", n=len(named)), tuple(named))
