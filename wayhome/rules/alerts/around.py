"""Who and what comes up again around a child.

Only people, vehicles, phones and online names: a place joins nobody before it is known to be rare, which takes the
company of other children.
"""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.rules.alerts.seen import Life, Seen, why
from wayhome.rules.company import thing
from wayhome.rules.event import Event
from wayhome.rules.facts import Contact, ContactKind
from wayhome.rules.guidance.marks import ORDINARY, plain

TELLING_KINDS = frozenset({ContactKind.PERSON, ContactKind.VEHICLE, ContactKind.PHONE, ContactKind.HANDLE})


def same_contact_again(life: Life) -> Iterator[Seen]:
    """In a second episode and each one after it, somebody or something that is not around every child."""
    first: dict[str, list[Event]] = {}
    for event, what in telling(life):
        named = first.setdefault(what, [])
        if all(set(one.fact.episodes).isdisjoint(event.fact.episodes) for one in named):
            named.append(event)
            if len(named) > 1:
                assert isinstance(event.fact, Contact)
                kind = event.fact.contact.value
                yield Seen(why(f"same_contact_again.{kind}", n=len(named)), tuple(named))


def telling(life: Life) -> Iterator[tuple[Event, str]]:
    """Contacts of an episode that are not around every child, each with its thing."""
    for event in life.chronology.by_kind.get("Contact", ()):
        fact = event.fact
        assert isinstance(fact, Contact)
        if fact.episode and fact.contact in TELLING_KINDS and plain(fact.role) not in ORDINARY:
            yield event, thing(fact)
