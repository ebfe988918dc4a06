"""People, places, vehicles, phones and online names around a child, as they come up in a report.

Telephone numbers are those set aside for drama; no vehicle has ever borne the marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from wayhome.exchange.simulated.child import Around, Child
from wayhome.exchange.simulated.drawing import drawing
from wayhome.rules.facts import ContactKind

#: Where everybody goes: shared by so many children that it joins nobody.
PLACES = (
    "Marrowdale bus station",
    "Wexleby retail park",
    "Glynfelin railway station",
    "Quay Street arcade",
    "Castle Park",
    "the all-night shop on Mill Lane",
)
STREETS = (
    "Alder Court",
    "Tannery Row",
    "Stryd y Bont",
    "Foundry Close",
    "Harbour Walk",
    "Ffordd Las",
    "Kiln Lane",
)
NICKNAMES = ("Ace", "Bones", "Dex", "Jay-R", "Kez", "Max", "Sparks", "Tall Mike", "Vee", "Zed")
FAMILY = (("mother", 0.5), ("father", 0.2), ("grandparent", 0.12), ("older sibling", 0.12))


def around(child: Child, chance: Random, seed: int) -> Iterator[Around]:
    """What one report holds: little, as a rule; more where the child is being exploited with others."""
    if chance.random() < 0.3:
        yield Around(ContactKind.PLACE, chance.choice(PLACES), "often seen there")
    own = drawing(seed, "friends", child.number)
    friend, handle = (
        f"friend {own.choice(NICKNAMES)} {own.choice('ABCDEFGHJKLM')}.",
        f"@sim_{own.randrange(10**6):06}",
    )
    if chance.random() < 0.25:
        yield Around(ContactKind.PERSON, friend, "friend")
    if chance.random() < 0.12:
        yield Around(ContactKind.HANDLE, handle, "own account")
    if child.truth.group is not None and chance.random() < 0.45:
        yield chance.choice(of_group(child.truth.group, seed))


def of_group(group: int, seed: int) -> tuple[Around, ...]:
    """What joins the children who are exploited by the same people."""
    chance = drawing(seed, "group", group)
    return (
        Around(
            ContactKind.PERSON, f"{chance.choice(NICKNAMES)} {chance.choice('NPRSTW')}.", "older associate"
        ),
        Around(ContactKind.PHONE, phone(chance), "calls at night"),
        Around(ContactKind.VEHICLE, f"XX00 SIM {group + 1}", "collected by"),
        Around(
            ContactKind.PLACE, f"{chance.randrange(1, 90)} {chance.choice(STREETS)}", "found there before"
        ),
    )


def relatives(chance: Random) -> Iterator[Around]:
    for who, share in FAMILY:
        if chance.random() < share:
            yield Around(ContactKind.PHONE, phone(chance), who)


def phone(chance: Random) -> str:
    """A mobile number of the range that Ofcom keeps for drama."""
    return f"07700 900{chance.randrange(1000):03}"
