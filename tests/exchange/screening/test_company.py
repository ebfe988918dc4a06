"""Company gathered on disk is the company the rules would see if they were shown everybody."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import UTC, datetime, timedelta

from wayhome.exchange.screening.company import Sharing
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import EARLIEST, RARE, company_of, first_shared, shares
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import Agency, AgencyKind, Contact, ContactKind
from wayhome.rules.moment import Moment

POLICE = Agency("E23000010", AgencyKind.POLICE)
BEGINS = datetime(2026, 1, 1, tzinfo=UTC)


def seen(child: str, n: int, value: str, minutes: int) -> Event:
    at = Moment.at(BEGINS + timedelta(minutes=minutes))
    return Event(
        child=child,
        key=f"{child}/{n}",
        fact=Contact(contact=ContactKind.PLACE, value=value, episode="m"),
        happened_at=at,
        of=POLICE,
        told=(Telling(POLICE, at, True, "I1"),),
    )


def people(times: dict[str, list[tuple[str, int]]]) -> list[Chronology]:
    return [
        Chronology.of(child, [seen(child, n, value, at) for n, (value, at) in enumerate(said)])
        for child, said in times.items()
    ]


def everyone_shown(chronologies: list[Chronology]) -> dict[str, object]:
    every = [share for chronology in chronologies for share in shares(chronology)]
    return {c.child: company_of(c.child, first_shared(shares(c)), every) for c in chronologies}


def gathered(chronologies: list[Chronology]) -> dict[str, object]:
    with closing(Sharing()) as sharing:
        sharing.hold(share for chronology in chronologies for share in shares(chronology))
        in_order = sorted(chronologies, key=lambda chronology: chronology.child)
        return {chronology.child: company for chronology, company in sharing.with_company(in_order)}


def test_what_is_rare_joins_and_what_is_common_does_not():
    chance = random.Random(7)
    busy = {f"c{n:03}": [("station", chance.randrange(500)), (f"flat {n % 30}", n)] for n in range(3 * RARE)}
    chronologies = people(busy)
    assert gathered(chronologies) == everyone_shown(chronologies)


def test_many_shares_by_one_child_hide_nobody_elses():
    often = {"a": [("park", n) for n in range(4 * EARLIEST)]}
    others = {f"b{n:02}": [("park", 1000 + n)] for n in range(RARE + EARLIEST + 5)}
    chronologies = people({**often, **others})
    assert gathered(chronologies) == everyone_shown(chronologies)


def test_shares_at_one_and_the_same_moment_keep_the_same_order():
    chronologies = people({f"c{n:03}": [("fair", 60)] for n in range(3 * RARE)})
    assert gathered(chronologies) == everyone_shown(chronologies)


def test_any_history_is_joined_as_if_everybody_were_shown():
    for seed in range(20):
        chance = random.Random(seed)
        history = {
            f"c{n:02}": [
                (f"place {chance.randrange(4)}", chance.randrange(200)) for _ in range(chance.randrange(6))
            ]
            for n in range(chance.randrange(2, 70))
        }
        chronologies = people(history)
        assert gathered(chronologies) == everyone_shown(chronologies)


def test_what_nobody_else_came_to_is_rare_and_joins_nobody():
    chronologies = people({"a": [("park", 1)], "b": [("pier", 2)]})
    assert gathered(chronologies) == {"a": {"place:park": ()}, "b": {"place:pier": ()}}
