"""Who and what comes up again around a child.

A place counts only where it is rare: a bus station is in thousands of chronologies, which takes their company to know.
"""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.event import Event
from wayhome.rules.facts import Contact, ContactKind
from wayhome.rules.guidance.readings import is_telling


def same_contact_again(life: Life) -> Iterator[Seen]:
    """In a second episode and each one after it, somebody or something that is not around every child."""
    first: dict[str, list[Event]] = {}
    for event, contact in telling(life):
        named = first.setdefault(contact.thing, [])
        if all(set(one.fact.episodes).isdisjoint(event.fact.episodes) for one in named):
            named.append(event)
            if len(named) > 1:
                kind = contact.contact.value
                yield Seen(why(f"same_contact_again.{kind}", n=len(named)), tuple(named))


def telling(life: Life) -> Iterator[tuple[Event, Contact]]:
    """Contacts of an episode that are not around every child, nor a place to which every child goes."""
    for event in life.chronology.by_kind.get("Contact", ()):
        contact = event.fact
        if is_telling(contact) and (
            contact.contact is not ContactKind.PLACE or contact.thing in life.company
        ):
            yield event, contact
