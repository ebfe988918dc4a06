"""Whatever was told to whom, the parts make up the whole, and hold what is true at whichever moments it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.saying import ENGLISH, FORCE, HOME, WELSH, missing, said
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.event import OWN, Event, System, Telling
from wayhome.rules.facts import (
    Agency,
    AgencyKind,
    InterviewHeld,
    InterviewOffered,
    ResponsibleAuthorityStated,
    Returned,
)
from wayhome.rules.finding import Finding
from wayhome.rules.held import Held
from wayhome.rules.moment import Moment
from wayhome.rules.rulebook import rulebook, who_held

PROVIDER = Agency("provider", AgencyKind.INTERVIEW_PROVIDER)
FILE = System("police", frozenset({"Missing", "Returned", "Returned told police", "InterviewHeld"}))
ZERO = timedelta()

#: The night on which the clocks go back, and a winter's night.
BEGINNINGS = [datetime(2026, 10, 24, 19, tzinfo=UTC), datetime(2026, 1, 12, 21, tzinfo=UTC)]

hours = st.integers(0, 120)
widths = st.sampled_from([0, 0, 0, 1, 24])
spans = st.tuples(hours, widths)
tellings = st.tuples(st.sampled_from([ENGLISH, FORCE, HOME, WELSH, PROVIDER]), spans, st.booleans())


class History:
    """A return interview that is late: its return, its tellings, an offer and an end, at spans of hours."""

    def __init__(self, draw: st.DrawFn, *, exact: bool) -> None:
        self.begins = draw(st.sampled_from(BEGINNINGS))

        def moment(span: tuple[int, int]) -> Moment:
            at = self.begins + timedelta(hours=span[0])
            return Moment(at, at if exact else at + timedelta(hours=span[1]))

        def told(most: int) -> tuple[Telling, ...]:
            drawn = draw(st.lists(tellings, max_size=most))
            return tuple(Telling(to, moment(span), stated) for to, span, stated in drawn)

        self.owner = draw(st.sampled_from([ENGLISH, None]))
        self.system = OWN if exact else draw(st.sampled_from([OWN, OWN, FILE]))
        self.returned = replace(
            said(Returned(episode="m"), key="r", told=told(6), system=self.system),
            happened_at=moment(draw(spans)),
        )
        self.offered = replace(said(InterviewOffered(covers=("m",)), key="o", told=told(2)))
        self.held_at = moment((draw(st.integers(72 + 24, 400)), draw(widths)))
        events = [missing(-9000), self.returned, self.offered]
        if self.owner:
            events.append(said(ResponsibleAuthorityStated(authority=self.owner), -9500, told=()))
        if draw(st.booleans()):
            held = said(InterviewHeld(covers=("m",)), key="h", told=())
            events.append(replace(held, happened_at=self.held_at))
        self.at = max(self.held_at.ends, self.begins + timedelta(hours=draw(st.integers(300, 500))))
        self.then = Chronology.of("1", events).as_at(self.at)
        found = rulebook().findings(self.then, ALONE, self.at)
        self.finding: Finding = next(one for one in found if one.rule == "england.return_interview")

    @property
    def events(self) -> Iterable[Event]:
        return (self.returned, self.offered)

    @property
    def held(self) -> Held:
        one = who_held(self.finding, self.then, self.at)
        assert one is not None
        return one


@st.composite
def histories(draw: st.DrawFn, *, exact: bool = False) -> History:
    history = History(draw, exact=exact)
    assume(history.finding.is_late)
    return history


@settings(max_examples=200, deadline=None)
@given(histories(exact=True))
def test_where_every_time_is_exact_the_parts_add_up_to_the_whole(history: History) -> None:
    held = history.held
    lengths = [held.before_known, *(part.hours for part in held.parts)]
    assert all(length.least == length.most for length in lengths)
    assert sum((length.least for length in lengths), ZERO) == held.whole.least == held.whole.most


@settings(max_examples=400, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_at_whichever_moments_it_was_each_part_holds_what_is_true_and_they_make_up_the_whole(
    history: History, chance: Random
) -> None:
    def within(moment: Moment) -> datetime:
        return moment.begins + (moment.ends - moment.begins) * chance.uniform(0.001, 0.999)

    held = history.held
    start, end = within(held.started_at), within(held.ended_at)
    assume(start <= end)
    truly = true_shares(
        learned_truly(history, held, within), in_words(history), history.finding.owner, start, end
    )
    shown = [((), held.before_known), *((part.by, part.hours) for part in held.parts)]
    for by, length in shown:
        true = sum((share for who, share in truly.items() if who in by or (who is None and not by)), ZERO)
        assert length.least <= true <= length.most
    assert sum((length.least for _, length in shown), ZERO) <= end - start
    assert sum((length.most for _, length in shown), ZERO) >= end - start
    named = {agency for by, _ in shown for agency in by} | {None}
    assert {who for who, share in truly.items() if share} <= named


def learned_truly(
    history: History, held: Held, within: Callable[[Moment], datetime]
) -> dict[Agency, datetime]:
    """When each learned in one world in which all that was said is true."""
    owner = history.finding.owner
    drawn: dict[Moment, datetime] = {}
    told: dict[Agency, list[Telling]] = {}
    for event in history.events:
        for telling in history.then.by_key[event.key].told:
            told.setdefault(telling.to, []).append(telling)
    learned = {}
    for agency, tellings in told.items():
        stated = [one for one in tellings if one.stated and agency.kind is AgencyKind.INTERVIEW_PROVIDER]
        moments = {one.at for one in stated or tellings}
        learned[agency] = min(drawn.setdefault(at, within(at)) for at in moments)
        if len(moments) > 1 and min(at.begins for at in moments) < learned[agency]:
            # Not at the very minute of another: whoever surely learned by then learned before.
            learned[agency] -= timedelta(microseconds=1)
    if owner and held.before_owner is not None and held.owner_learned is None:
        latest = learned.get(owner, held.ended_at.ends)
        if latest > held.started_at.begins:
            latest -= timedelta(microseconds=1)  # not at the very minute at which it surely knew, as above
        learned[owner] = min(latest, within(Moment(held.started_at.begins, held.ended_at.ends)))
    return learned


def in_words(history: History) -> set[Agency]:
    """Those whose first telling was stated."""
    told = [one for event in history.events for one in history.then.by_key[event.key].told]
    first: dict[Agency, Telling] = {}
    for telling in sorted(told, key=lambda one: (one.at, not one.stated)):
        first.setdefault(telling.to, telling)
    providers = {one.to for one in told if one.stated and one.to == PROVIDER}
    return {agency for agency, telling in first.items() if telling.stated} | providers


def true_shares(
    learned: Mapping[Agency, datetime],
    told_in_words: set[Agency],
    owner: Agency | None,
    start: datetime,
    end: datetime,
) -> dict[Agency | None, timedelta]:
    """Told in the words of the page: who held it between each two moments at which anything changed."""
    shares: dict[Agency | None, timedelta] = {}
    moments = sorted({start, end, *(at for at in learned.values() if start < at < end)})
    for begun, over in pairwise(moments):
        holder = holder_at(begun, learned, told_in_words, owner)
        shares[holder] = shares.get(holder, ZERO) + (over - begun)
    return shares


def holder_at(
    instant: datetime, learned: Mapping[Agency, datetime], told_in_words: set[Agency], owner: Agency | None
) -> Agency | None:
    knew = {agency: at for agency, at in learned.items() if at <= instant}
    if owner in knew:
        knew = {
            agency: at
            for agency, at in knew.items()
            if agency == owner or (agency.kind is AgencyKind.INTERVIEW_PROVIDER and at > knew[owner])
        }
    # Of several at one moment any stands for all: they stand together in one part.
    return max(knew, key=lambda agency: (knew[agency], agency in told_in_words), default=None)


@pytest.mark.parametrize("hours_late", [0, 1])
def test_only_what_is_late_has_been_held(hours_late: int) -> None:
    history = [missing(), said(Returned(episode="m"), 1), said(InterviewHeld(covers=("m",)), 73 + hours_late)]
    chronology = Chronology.of("1", history)
    found = rulebook().findings(chronology, ALONE, BEGINNINGS[0])
    (finding,) = (one for one in found if one.rule == "england.return_interview")
    assert (who_held(finding, chronology, BEGINNINGS[0]) is not None) == bool(hours_late)
