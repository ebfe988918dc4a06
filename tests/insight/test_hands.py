"""Where the hours of late duties went, by kind of agency."""

from __future__ import annotations

from datetime import timedelta

from tests.saying import ENGLISH, FORCE, HOME, after
from wayhome.insight.hands import Hands, Median
from wayhome.rules.facts import Agency, AgencyKind
from wayhome.rules.finding import Finding, Source, State
from wayhome.rules.held import Held, Hours, Part
from wayhome.rules.moment import Moment

PROVIDER = Agency("provider", AgencyKind.INTERVIEW_PROVIDER)
FINDING = Finding(
    child="1", rule="england.x", state=State.MET_LATE, since=after(0), source=Source("Guidance", "2014")
)


def hours(least: float, most: float | None = None) -> Hours:
    return Hours(timedelta(hours=least), timedelta(hours=least if most is None else most))


def held(*parts: tuple[tuple[Agency, ...], Hours], before_known: Hours | None = None) -> Held:
    at = Moment.at(after(0))
    return Held(
        started_at=at,
        ended_at=at,
        whole=hours(0),
        before_known=before_known or hours(0),
        parts=tuple(Part(by, at, False, length) for by, length in parts),
        before_owner=None,
        owner_learned=None,
        owner_assumed=False,
    )


def test_each_kind_holds_until_the_next_and_the_last_until_the_end() -> None:
    hands = Hands()
    for police in (31, 2, 90):
        hands.add(FINDING, held(((FORCE,), hours(police)), ((ENGLISH,), hours(13)), ((PROVIDER,), hours(40))))
    assert list(hands.medians()) == [
        Median(("england.x", "interview_provider", "met_late"), 3, 40, 40),
        Median(("england.x", "police", "authority"), 3, 31, 31),
        Median(("england.x", "authority", "interview_provider"), 3, 13, 13),
    ]


def test_what_is_not_exactly_known_stays_open_and_nobody_is_a_holder_too() -> None:
    hands = Hands()
    hands.add(
        FINDING, held(((FORCE, HOME), hours(0, 40)), ((ENGLISH,), hours(30, 70)), before_known=hours(1))
    )
    assert list(hands.medians()) == [
        Median(("england.x", "authority", "met_late"), 1, 30, 70),
        Median(("england.x", "childrens_home and police", "authority"), 1, 0, 40),
        Median(("england.x", "nobody", "childrens_home and police"), 1, 1, 1),
    ]


def test_the_counts_of_two_processes_are_one() -> None:
    both, one, other = Hands(), Hands(), Hands()
    for hands, police in ((one, 10), (other, 20), (other, 30)):
        for counted in (hands, both):
            counted.add(FINDING, held(((FORCE,), hours(police))))
    one.include(other)
    assert one == both
    assert [median.least for median in one.medians()] == [20]
