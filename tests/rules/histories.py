"""Histories nobody would have thought of, with times so near to each other and to every limit that it matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from tests.saying import ENGLISH, FORCE, HOME, WELSH, WELSH_FORCE, after
from wayhome.rules import facts as f
from wayhome.rules.event import OWN, Event, System, Telling
from wayhome.rules.facts import Fact
from wayhome.rules.moment import Moment

#: Hours after the evening began: on, just before and just after every limit counted from another of them.
HOURS = (0, 0.25, 0.5, 1, 1.25, 2, 23, 24, 24.25, 25, 48, 71, 72, 73, 96, 97, 240, 241)
FILE = System("police", frozenset({"Missing", "Missing told police", "Found", "Returned", "RiskAssessed"}))

#: Days by which something is looked at again.
REVIEWS = (date(2026, 1, 13), date(2026, 1, 14), date(2026, 1, 22))

times = st.sampled_from(HOURS).map(after)
widths = st.sampled_from([timedelta(0), timedelta(0), timedelta(hours=1), timedelta(hours=24)])
moments = st.builds(lambda begins, width: Moment(begins, begins + width), times, widths)
agencies = st.sampled_from([ENGLISH, WELSH, FORCE, WELSH_FORCE, HOME])
tellings = st.builds(Telling, agencies, moments, st.booleans(), st.sampled_from(["", "", "77"]))
episode_keys = st.sampled_from(["a", "b", "c"])

OF_EPISODE: list[Callable[[str], st.SearchStrategy[Fact]]] = [
    lambda key: st.builds(f.Found, episode=st.just(key)),
    lambda key: st.builds(f.Recovered, episode=st.just(key)),
    lambda key: st.builds(f.Returned, episode=st.just(key), to=st.sampled_from(f.ReturnedTo)),
    lambda key: st.builds(f.FoundDead, episode=st.just(key)),
    lambda key: st.builds(f.Acknowledged, episode=st.just(key), desk=agencies),
    lambda key: st.builds(f.BelievedToBe, episode=st.just(key), force=st.sampled_from([FORCE, WELSH_FORCE])),
    lambda key: st.builds(f.MissingMeeting, episode=st.just(key)),
    lambda key: st.just(f.Whereabouts(episode=key, standing=f.WhereaboutsStanding.NOT_KNOWN)),
    lambda key: st.builds(
        f.RiskAssessed,
        episode=st.just(key),
        level=st.sampled_from([f.Risk.NO_APPARENT_RISK, f.Risk.HIGH]),
        review_by=st.none() | moments,
    ),
    lambda key: st.builds(
        f.NoticeGiven, episode=st.sampled_from([key, "s", "t"]), notice=st.sampled_from(f.Notice)
    ),
    lambda key: st.builds(
        f.SeriousEventStated,
        episode=st.just(key),
        event=st.sampled_from(f.SeriousEvent),
        reason=st.just("r"),
        decided_by=st.just("m"),
    ),
    lambda key: st.builds(
        f.MarkersStated, episode=st.just(key), markers=st.sampled_from([("CSE",), ("self-harm", "UASC")])
    ),
    lambda key: st.builds(
        f.Contact,
        contact=st.sampled_from([f.ContactKind.VEHICLE, f.ContactKind.PLACE]),
        value=st.sampled_from(["XX00 SIM 1", "XX00 SIM 2"]),
        episode=st.just(key),
    ),
    lambda key: st.builds(f.InterviewOffered, covers=st.just((key,))),
    lambda key: st.builds(f.InterviewAnswered, covers=st.just((key,)), answer=st.sampled_from(f.Answer)),
    lambda key: st.builds(
        f.InterviewHeld,
        covers=st.sampled_from([(key,), ("a", "b")]),
        push=st.sampled_from([(), (f.Push.FORCED_TO_LEAVE, f.Push.SCHOOL)]),
        dangers=st.sampled_from([(), (f.Danger.GROOMING,), (f.Danger.SELF_HARM,)]),
    ),
    lambda key: st.builds(
        f.CameBackWith,
        episode=st.just(key),
        items=st.sampled_from([(f.Item.MONEY,), (f.Item.DRUGS, f.Item.INJURIES)]),
        explained=st.sampled_from([None, True, False]),
    ),
    lambda key: st.builds(
        f.NotDone,
        covers=st.just((key,)),
        duty=st.sampled_from(["england.return_interview", "local.police_told", "england.care_review"]),
        reason=st.just("r"),
        decided_by=st.just("m"),
    ),
    lambda key: st.builds(
        f.NotDoneAnswered,
        covers=st.just((key,)),
        reason_given=st.sampled_from(["s", "t"]),
        edition=st.sampled_from([1, 1, 2]),
        agreed=st.booleans(),
        answered_by=st.just("m"),
        why=st.just("r"),
    ),
]

OF_CHILD: list[st.SearchStrategy[Fact]] = [
    st.builds(f.ResponsibleAuthorityStated, authority=st.sampled_from([ENGLISH, WELSH])),
    st.builds(
        f.IdentityStated,
        forename=st.sampled_from(["Robin", "Robyn"]),
        born=st.none() | st.sampled_from([date(2008, 1, 13), date(2008, 1, 14), date(2008, 1, 16)]),
    ),
    st.builds(f.AgeDisputed, resolved=st.booleans(), reason=st.just("r")),
    st.builds(f.CareStatusStated, status=st.sampled_from(f.CareStatus)),
    st.builds(
        f.Placed,
        placement=st.just(f.PlacementKind.FOSTER_HOME),
        host=st.sampled_from([ENGLISH, WELSH, None]),
        emergency=st.sampled_from([None, True, False]),
        adjoins=st.sampled_from([None, True, False]),
    ),
    st.builds(
        f.IdentityDecided,
        stands=st.sampled_from(["s", "t"]),
        among=st.just(("s", "t", "u")),
        reason=st.just("r"),
        decided_by=st.just("m"),
    ),
    st.builds(
        f.MarkerAdded,
        form=st.just(f.FormOfHarm.SEXUAL),
        because=st.just("r"),
        decided_by=st.just("m"),
        child_told=st.just(True),
        review_by=st.sampled_from(REVIEWS),
    ),
    st.builds(
        f.Reviewed,
        began=st.sampled_from(["s", "t"]),
        ended=st.booleans(),
        because=st.just("r"),
        reviewed_by=st.just("m"),
        review_by=st.none() | st.sampled_from(REVIEWS),
    ),
    st.builds(f.Withdrawn, reason=st.just("another child")),
    st.builds(
        f.Screened,
        instrument=st.just("scales"),
        instrument_version=st.just(1),
        answers=st.just(("missing.2",)),
        harm_occurred=st.sampled_from(f.Whether),
        screened_by=st.just("m"),
        covers=st.sampled_from([(), ("a",), ("a", "b")]),
    ),
    st.builds(
        f.PatternDecided,
        answer=st.sampled_from([f.PatternAnswer.SUPPORT_OFFERED, f.PatternAnswer.NOT_NOW]),
        weighed=st.just(("a", "b")),
        because=st.sampled_from(["r", "R."]),
        decided_by=st.just("m"),
        look_again_on=st.sampled_from(REVIEWS),
    ),
]

said_of_episodes = st.tuples(st.sampled_from(OF_EPISODE), episode_keys).flatmap(lambda pair: pair[0](pair[1]))
anything_said = st.one_of(said_of_episodes, said_of_episodes, *OF_CHILD)


def _event(fact: Fact, key: str, happened_at: Moment, told: list[Telling], system: System) -> Event:
    return Event(
        child="1", key=key, fact=fact, happened_at=happened_at, of=FORCE, told=tuple(told), system=system
    )


_parts = (moments, st.lists(tellings, max_size=3), st.sampled_from([OWN, OWN, FILE]))
openings = st.builds(
    _event,
    st.builds(
        f.Missing,
        missing_from=st.sampled_from(f.MissingFrom),
        force=st.sampled_from([FORCE, WELSH_FORCE, None]),
    ),
    episode_keys,
    *_parts,
)
others = st.builds(_event, anything_said, st.sampled_from(["s", "t", "u", "v", "w", "x"]), *_parts)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """One child's editions: up to three episodes and six things said, each of which may be said again otherwise."""
    opened = draw(st.lists(openings, min_size=1, max_size=4))
    return numbered([*opened, *draw(st.lists(others, max_size=8))])


def numbered(events: list[Event]) -> list[Event]:
    """What is said again under one key is its next edition."""
    editions: Counter[str] = Counter()
    written: list[Event] = []
    for event in events:
        editions[event.key] += 1
        written.append(replace(event, edition=editions[event.key]))
    return written


def instants_between(begins: datetime, ends: datetime | None) -> list[datetime]:
    """Instants after `begins` and before `ends`: each side of every time that a history can hold, and far ahead."""
    near = [
        after(hour + limit) for hour in HOURS for limit in (0, 0.25, 0.5, 1, 24, 48, 72, 120, 168, 240, 672)
    ]
    near += [Moment.day(day).ends for day in REVIEWS]
    moved = {instant + timedelta(minutes=step) for instant in near for step in (-1, 0, 1)} | {after(20_000)}
    return sorted(instant for instant in moved if begins < instant and (ends is None or instant < ends))
