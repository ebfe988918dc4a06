"""A partnership's protocol as a text: every fault said at once, and read back as it was written."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wayhome.rules.access import ROLES
from wayhome.rules.basis import Regime
from wayhome.rules.facts import AgencyKind, ContactKind, Danger, Item, MissingFrom, Part, Pull, Push
from wayhome.rules.guidance.agreed import Unagreed, read, read_each
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.local_patterns import LocalPattern, LooksFor
from wayhome.rules.guidance.overdue import ON_SHIFT, USUAL, USUAL_OF_RULES, Step
from wayhome.rules.guidance.patterns import DECISION, PATTERNS, SAME_REASON_AGAIN
from wayhome.rules.guidance.protocol import (
    DEFAULT,
    MEETINGS_AND_PANELS,
    LocalPatterns,
    Protocol,
    Protocols,
    named,
    without_gaps,
)
from wayhome.rules.guidance.values import AGES, GO_UP, KEPT_ELSEWHERE, LONGEST_NAME
from wayhome.rules.guidance.writing import SETTINGS, length, written
from wayhome.rules.training import Course
from wayhome.rules.working_days import WorkingDays
from wayhome.ui.wording import say

MINUTES = some.integers(1, 9_999).map(lambda n: timedelta(minutes=n))
RUNGS = some.lists(MINUTES, min_size=1, max_size=5, unique=True).map(lambda some: tuple(sorted(some)))

STEPS = some.lists(
    some.builds(
        Step,
        some.integers(-9_999, 9_999).map(lambda n: timedelta(minutes=n)),
        some.sets(some.sampled_from([ON_SHIFT, *ROLES]), min_size=1, max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda step: step.after,
).map(lambda steps: tuple(sorted(steps, key=lambda step: step.after)))
RULES = some.lists(some.sampled_from(KEPT_ELSEWHERE), unique=True).map(tuple)
NAMES = some.lists(
    some.text("MACSEt ’", min_size=1, max_size=LONGEST_NAME).filter(lambda name: name == name.strip()),
    max_size=len(MEETINGS_AND_PANELS),
    unique_by=str.casefold,
).map(lambda names: tuple(zip(MEETINGS_AND_PANELS, names, strict=False)))
SEARCHING = [role.key for role in ROLES.values() if role.readable[Part.IDENTITY]]
WORKING_DAYS = some.integers(1, 99).map(WorkingDays)
WORDS = (
    some.text("hotel é’ 4", min_size=1, max_size=20)
    .filter(lambda words: any(map(str.isalpha, words)))
    .map(str.strip)
)
LETTERS = some.lists(WORDS.filter(lambda words: "h" in words), max_size=3, unique=True).map(tuple)


def codes(of: type[StrEnum]) -> some.SearchStrategy[tuple[StrEnum, ...]]:
    return some.lists(some.sampled_from(of), max_size=3, unique=True).map(tuple)


LOOKS_FOR = some.builds(
    LooksFor,
    contact=some.none() | some.sampled_from(ContactKind),
    words=LETTERS,
    marks=LETTERS,
    missing_from=codes(MissingFrom),
    push=codes(Push),
    pull=codes(Pull),
    dangers=codes(Danger),
    items=codes(Item),
).filter(lambda looks_for: looks_for != LooksFor())


@some.composite
def local_patterns(draw: some.DrawFn) -> LocalPatterns:
    keys = draw(some.lists(some.sampled_from(["a", "hotel_2", "z"]), max_size=2, unique=True))
    once = some.just((1, None))
    windows = once | some.tuples(some.integers(2, 100), MINUTES)
    return tuple(
        LocalPattern(
            key=key,
            title=draw(WORDS),
            why=draw(WORDS),
            agreed_by=draw(WORDS),
            agreed_on=draw(some.dates(date(2020, 1, 1), date(2030, 1, 1))),
            looks_for=draw(LOOKS_FOR),
            opens=draw(some.booleans()),
            times=times,
            within=within,
        )
        for key, (times, within) in ((key, draw(windows)) for key in keys)
    )


OF_TYPE: dict[str, some.SearchStrategy[object]] = {
    "timedelta": MINUTES,
    "timedelta | None": some.none() | MINUTES,
    "tuple[timedelta, ...]": RUNGS,
    "tuple[timedelta, ...] | None": some.none() | RUNGS,
    "tuple[str, ...]": RULES,
    "WorkingDays | None": some.none() | WORKING_DAYS,
    "int | None": some.none() | some.sampled_from(AGES),
    "Years | None": some.none() | some.integers(1, 125),
    "Times": some.integers(2, 100),
    "ChildYears": some.integers(1, 18),
    "PatternRules": some.sets(some.sampled_from([one.rule for one in PATTERNS])).map(
        lambda rules: tuple(one.rule for one in PATTERNS if one.rule in rules)
    ),
    "date | None": some.none(),
    "Names": NAMES,
    "Regimes": some.dictionaries(some.sampled_from(AgencyKind), some.sampled_from(Regime)).map(
        lambda given: tuple((kind, given[kind]) for kind in AgencyKind if kind in given)
    ),
    "Roles": some.lists(some.sampled_from(SEARCHING), unique=True).map(tuple),
    "LocalPatterns": local_patterns(),
    "Courses": some.lists(some.sampled_from(Course), unique=True).map(tuple),
    "Steps": STEPS,
    "StepsOfRules": some.tuples(*(some.tuples(some.just(rule), STEPS) for rule, _ in USUAL_OF_RULES)),
}


@some.composite
def protocols(draw: some.DrawFn) -> Protocol:
    said: dict[str, object] = {
        "version": draw(some.text("abc 2026", min_size=1, max_size=20).map(str.strip).filter(bool))
    }
    for field in fields(Protocol):
        if field.name != "version":
            said[field.name] = draw(OF_TYPE[str(field.type)])
    said["late_of_the_last"] = max(said["late_times"], said["late_of_the_last"])  # type: ignore[type-var]
    return replace(DEFAULT, **said)  # type: ignore[arg-type]


DAYS = some.dates(date(2020, 1, 1), date(2030, 1, 1))
DAY = timedelta(days=1)


@some.composite
def sequences(draw: some.DrawFn) -> Protocols:
    """One after another, with gaps or without; open at either end or at neither."""
    firsts = sorted(draw(some.sets(DAYS, min_size=1, max_size=4)))
    lasts = [draw(some.dates(first, later - DAY)) for first, later in pairwise(firsts)]
    ends = (*lasts, draw(some.none() | some.dates(firsts[-1], date(2031, 1, 1))))
    begins = (draw(some.sampled_from([firsts[0], None])), *firsts[1:])
    return tuple(
        replace(draw(protocols()), in_force_from=first, in_force_until=last)
        for first, last in zip(begins, ends, strict=True)
    )


def text(protocol: Protocol) -> str:
    return "\n".join(f"{name} = {value}" for name, value in written(protocol) if value is not None)


def faults(said: str) -> dict[str, str]:
    with pytest.raises(Unagreed) as unagreed:
        read(said)
    return {fault.key: fault.why.key for fault in unagreed.value.faults}


@settings(deadline=None)
@given(protocols())
def test_what_is_written_reads_back_as_it_was(protocol: Protocol) -> None:
    assert read(text(protocol)) == protocol


@settings(deadline=None)
@given(sequences())
def test_several_read_back_as_they_were(agreed: Protocols) -> None:
    again = read_each({f"{n}.toml": text(one) for n, one in enumerate(agreed)})
    assert again == agreed


@given(sequences(), some.dates(date(2019, 1, 1), date(2032, 1, 1)))
def test_on_every_day_one_protocol_is_in_force_and_the_default_where_none_was_agreed(
    agreed: Protocols, day: date
) -> None:
    (holds,) = (one for one in without_gaps(agreed) if one.is_in_force(day))
    own = next((one for one in agreed if one.is_in_force(day)), None)
    assert holds == (
        own or replace(DEFAULT, in_force_from=holds.in_force_from, in_force_until=holds.in_force_until)
    )


def test_more_late_than_are_looked_at_is_refused() -> None:
    assert faults('version = "N"\nlate_of_the_last = 5') == {"late_times": "protocol.more_than_all"}
    assert read('version = "N"\nlate_of_the_last = 5\nlate_times = 5').late_times == 5


def faults_of(*said: str) -> list[tuple[str, str, str]]:
    with pytest.raises(Unagreed) as unagreed:
        read_each({f"{n}.toml": f'version = "N {n}"\n{one}' for n, one in enumerate(said, start=1)})
    return [(fault.file, fault.key, fault.why.key) for fault in unagreed.value.faults]


def test_two_that_are_in_force_on_one_day_are_refused() -> None:
    overlap = [("1.toml", "in_force_until", "protocol.overlaps")]
    assert faults_of("in_force_until = 2026-04-01", "in_force_from = 2026-04-01") == overlap
    assert faults_of("", "in_force_from = 2026-04-01") == overlap


def test_a_later_file_that_does_not_begin_later_is_refused() -> None:
    late = [("2.toml", "in_force_from", "protocol.begins_before")]
    assert faults_of("in_force_from = 2026-04-01", "in_force_from = 2025-04-01") == late
    assert faults_of("in_force_from = 2026-04-01", "in_force_from = 2026-04-01") == late
    assert faults_of("in_force_until = 2026-04-01", "") == late


def test_the_faults_of_every_file_are_said_at_once() -> None:
    assert faults_of("board = 3", "in_force_until = 2026-04-01", "meetings = 1") == [
        ("1.toml", "board", "protocol.unknown"),
        ("3.toml", "meetings", "protocol.unknown"),
    ]


@pytest.mark.parametrize("day", ['"2026-04-01"', "2026-04-01T09:00:00", "2026"])
def test_a_day_is_a_day(day: str) -> None:
    assert faults(f'version = "N"\nin_force_from = {day}') == {"in_force_from": "protocol.day"}


def test_it_does_not_end_before_it_begins() -> None:
    said = 'version = "N"\nin_force_from = 2026-04-01\nin_force_until = 2026-03-31'
    assert faults(said) == {"in_force_until": "protocol.ends_before_it_begins"}


def test_what_the_default_asks_for_can_be_asked_for_never() -> None:
    assert read('version = "N"\nmeetings_then_every = "never"').meetings_then_every is None
    assert faults('version = "N"\npolice_told_within = "never"') == {"police_told_within": "protocol.length"}


def test_the_default_reads_back_as_it_was() -> None:
    assert read(text(DEFAULT)) == DEFAULT


def test_only_what_differs_need_be_written() -> None:
    agreed = read('version = "N 1"\ndirector_told_within = "5 days"')
    assert agreed == replace(DEFAULT, version="N 1", director_told_within=timedelta(days=5))


def test_every_fault_is_said_at_once() -> None:
    said = """
        duty_desk_acknowledges_withn = "20 minutes"
        control_room_acknowledges_within = 20
        parents_told_within = "0 hours"
        director_told_within = "soon"
        meetings_at = ["72 hours", "24 hours"]
        long_term_reviews_at = "28 days"
        interview_written_up_within = "3 days"
        written_here = "england.care_review"
        care_leavers_until_age = 18
    """
    assert faults(said) == {
        "version": "protocol.no_version",
        "duty_desk_acknowledges_withn": "protocol.unknown",
        "control_room_acknowledges_within": "protocol.length",
        "parents_told_within": "protocol.length",
        "director_told_within": "protocol.length",
        "meetings_at": "protocol.in_order",
        "long_term_reviews_at": "protocol.lengths",
        "interview_written_up_within": "protocol.working_days",
        "written_here": "protocol.rules",
        "care_leavers_until_age": "protocol.age",
    }


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(Unagreed) as unagreed:
        read('version = "N 1"\nmeeting_at = ["24 hours"]')
    assert unagreed.value.faults[0].why.facts["near"] == "meetings_at"


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("england.care_reviews", "england.care_review"),
        ("placement_plan", "wales.placement_plan"),
        ("england.return_interview", "england.care_review"),  # always asked for, so not a thing to switch on
    ],
)
def test_only_a_clock_kept_elsewhere_can_be_written_here_and_the_nearest_is_offered(
    said: str, near: str
) -> None:
    with pytest.raises(Unagreed) as unagreed:
        read(f'version = "N 1"\nwritten_here = ["{said}"]')
    (fault,) = unagreed.value.faults
    assert (fault.why.key, fault.why.facts["near"]) == ("protocol.not_kept_elsewhere", near)


@pytest.mark.parametrize("said", ["version =", "= 3", "version = 'a'\nversion = 'b'"])
def test_what_is_no_text_of_this_kind_is_a_fault_of_the_whole(said: str) -> None:
    assert faults(said) == {"": "protocol.no_toml"}


@pytest.mark.parametrize("version", ['""', "3", f'"{"x" * 41}"'])
def test_a_version_is_a_few_words(version: str) -> None:
    assert faults(f"version = {version}") == {"version": "protocol.version"}


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=36), "36 hours"),
        (timedelta(days=14), "2 weeks"),
        (timedelta(minutes=90), "90 minutes"),
    ],
)
def test_a_length_is_said_in_the_largest_unit_that_fits(of: timedelta, said: str) -> None:
    assert length(of) == said


def test_every_setting_can_be_written() -> None:
    assert {name.partition(".")[0] for name, _ in written(DEFAULT)} == set(SETTINGS)


def test_every_clock_that_is_not_a_new_report_goes_up() -> None:
    along_the_rota = {"local.report_acknowledged_by_control_room", "local.report_acknowledged_by_duty_desk"}
    decided = {DECISION.rule, SAME_REASON_AGAIN.rule}
    assert {clock.rule for clock in CLOCKS} | decided == GO_UP | along_the_rota
    assert {rule for rule, _ in USUAL_OF_RULES} <= GO_UP


def test_a_line_for_one_rule_leaves_the_usual_lines_of_the_others() -> None:
    agreed = read('version = "N"\nescalation_of."local.police_told" = ["when due: on_shift"]')
    assert agreed.steps_of("local.police_told") == (Step(timedelta(), (ON_SHIFT,)),)
    assert agreed.steps_of("england.rapid_review") == DEFAULT.steps_of("england.rapid_review")
    assert agreed.steps_of("uk.prevention_interview") == USUAL


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('escalation = "when due: on_shift"', "protocol.steps"),
        ("escalation = []", "protocol.steps"),
        ('escalation = ["on_shift"]', "protocol.steps"),
        ('escalation = ["4 hours after: coordinator", "when due: on_shift"]', "protocol.steps"),
        ('escalation = ["soon after: coordinator"]', "protocol.length"),
        ('escalation = ["when due: service_manager"]', "protocol.no_such_role"),
        ('escalation_of = ["when due: on_shift"]', "protocol.steps_of_rules"),
    ],
)
def test_a_step_that_is_none_is_refused(said: str, why: str) -> None:
    assert list(faults(f'version = "N"\n{said}').values()) == [why]


def test_every_fault_of_every_rule_is_said_with_its_key() -> None:
    said = """
        version = "N"
        escalation_of."england.return_interviews" = ["when due: on_shift"]
        escalation_of."local.police_told" = ["when late: on_shift"]
    """
    assert faults(said) == {
        'escalation_of."england.return_interviews"': "protocol.no_such_clock",
        'escalation_of."local.police_told"': "protocol.steps",
    }


def test_a_meeting_is_called_what_the_partnership_calls_it_whatever_the_order_of_the_text() -> None:
    agreed = read('version = "N"\n[names]\nplacement_panel = " MACE "\nmissing_meeting = "CMET"')
    assert agreed.names == (("missing_meeting", "CMET"), ("placement_panel", "MACE"))


def test_a_new_name_is_no_reason_to_derive_every_child_anew() -> None:
    before, after = read('version = "N"'), read('version = "N"\nnames.missing_meeting = "CMET"')
    assert after != before
    assert named((after,)) == named((before,))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('regimes = "uk_gdpr"', {"regimes": "protocol.regimes"}),
        ('regimes.council = "uk_gdpr"', {"regimes.council": "protocol.no_such_kind"}),
        ('regimes.police = "gdpr"', {"regimes.police": "protocol.no_such_regime"}),
        ("regimes.police = 3", {"regimes.police": "protocol.no_such_regime"}),
    ],
)
def test_a_regime_is_one_of_two_and_of_a_kind_of_agency(said: str, why: dict[str, str]) -> None:
    assert faults(f'version = "N"\n{said}') == why


@pytest.mark.parametrize("said", ['["analyst"]', '["nobody"]', "3", '"analyst"', "[3]"])
def test_only_a_role_that_searches_can_search_beyond(said: str) -> None:
    assert faults(f'version = "N"\nsearch_beyond = {said}') == {"search_beyond": "protocol.no_such_role"}


def test_who_may_search_beyond_is_no_reason_to_derive_every_child_anew() -> None:
    before, after = read('version = "N"'), read('version = "N"\nsearch_beyond = ["duty_worker"]')
    assert after.search_beyond == ("duty_worker",)
    assert named((after,)) == named((before,))


@pytest.mark.parametrize("said", ['["juggling"]', "3", '"juggling"'])
def test_only_a_training_that_there_is_can_be_asked_for(said: str) -> None:
    expected = {"training_to_interview": "protocol.no_such_course"}
    assert faults(f'version = "N"\ntraining_to_interview = {said}') == expected


def test_training_that_is_asked_for_is_no_reason_to_derive_every_child_anew() -> None:
    text = 'version = "N"\ntraining_lasts_years = 3\ntraining_to_interview = ["missing", "exploitation"]'
    before, after = read('version = "N"'), read(text)
    assert after.training_to_interview == (Course.MISSING, Course.EXPLOITATION)
    assert after.training_lasts_years == 3
    assert named((after,)) == named((before,))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('names = "MACE"', {"names": "protocol.names"}),
        ('names.mace = "MACE"', {"names.mace": "protocol.no_such_meeting"}),
        ('names.missing_meeting = " "', {"names.missing_meeting": "protocol.name"}),
        ("names.missing_meeting = 3", {"names.missing_meeting": "protocol.name"}),
        (f'names.missing_meeting = "{"x" * 51}"', {"names.missing_meeting": "protocol.name"}),
        ("names.missing_meeting = 'a \"b\"'", {"names.missing_meeting": "protocol.name"}),
        (
            'names.missing_meeting = ""\nnames.panel = "MACE"',
            {"names.missing_meeting": "protocol.name", "names.panel": "protocol.no_such_meeting"},
        ),
        (
            'names.missing_meeting = "MACE"\nnames.long_term_review = "Mace "',
            {
                "names.missing_meeting": "protocol.one_name_for_two",
                "names.long_term_review": "protocol.one_name_for_two",
            },
        ),
        ('names.missing_meeting = "A"\nnames.missing_meeting = "B"', {"": "protocol.no_toml"}),
    ],
)
def test_a_name_that_is_none_is_refused(said: str, why: dict[str, str]) -> None:
    assert faults(f'version = "N"\n{said}') == why


def test_what_can_be_named_is_said() -> None:
    with pytest.raises(Unagreed) as unagreed:
        read('version = "N"\nnames.mace = "MACE"')
    (fault,) = unagreed.value.faults
    assert fault.why.facts["known"] == ", ".join(MEETINGS_AND_PANELS)


HOTEL = """
version = "N"
[local_patterns.ring_road_hotel]
title = "The hotel on the ring road"
why = "A hotel that our panel watches is named around the child"
agreed_by = "Northshire exploitation panel"
agreed_on = 2026-03-12
"""


def test_a_pattern_of_ones_own_is_a_table_under_its_key() -> None:
    said = (
        HOTEL
        + 'looks_for.contact = "place"\nlooks_for.words = ["ring road hotel"]\ntimes = 2\nwithin = "60 days"'
    )
    (one,) = read(said).local_patterns
    assert (one.rule, one.opens, one.times, one.within) == (
        "alert.local.ring_road_hotel",
        False,
        2,
        timedelta(days=60),
    )
    assert one.looks_for == LooksFor(contact=ContactKind.PLACE, words=("ring road hotel",))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", {"looks_for": "protocol.local.left_out"}),
        ("looks_for.marks = []", {"looks_for.marks": "protocol.local.list"}),
        ('looks_for.marks = ["24"]', {"looks_for.marks": "protocol.local.letters"}),
        ('looks_for.words = ["£"]', {"looks_for.words": "protocol.local.letters"}),
        ('looks_for.marks = "debt"', {"looks_for.marks": "protocol.local.list"}),
        ('looks_for.items = ["cash"]', {"looks_for.items": "protocol.local.no_such_code"}),
        ('looks_for.contact = "car"', {"looks_for.contact": "protocol.local.no_such_code"}),
        ('looks_for.colour = "red"', {"looks_for.colour": "protocol.local.unknown"}),
        ('looks_for = "debt"', {"looks_for": "protocol.local.looks_for"}),
        ("looks_for = {}", {"looks_for": "protocol.local.looks_for"}),
        ('looks_for.marks = ["debt"]\ntimes = 2', {"within": "protocol.local.times_within"}),
        ('looks_for.marks = ["debt"]\nwithin = "2 days"', {"within": "protocol.local.times_within"}),
        (
            'looks_for.marks = ["debt"]\ntimes = 1\nwithin = "soon"\nopens = 1\nweight = 3',
            {
                "times": "protocol.times",
                "within": "protocol.length",
                "opens": "protocol.local.yes_or_no",
                "weight": "protocol.local.unknown",
            },
        ),
    ],
)
def test_every_fault_in_a_pattern_of_ones_own_is_named(said: str, expected: dict[str, str]) -> None:
    at = "local_patterns.ring_road_hotel."
    assert faults(HOTEL + said) == {at + line: why for line, why in expected.items()}


def test_a_pattern_of_ones_own_has_a_key_words_and_somebody_who_agreed_it() -> None:
    assert faults('version = "N"\nlocal_patterns = ["hotel"]') == {"local_patterns": "protocol.local.tables"}
    assert faults('version = "N"\nlocal_patterns.Hotel.title = "H"') == {
        "local_patterns.Hotel": "protocol.local.tables"
    }
    said = faults('version = "N"\n[local_patterns.hotel]\ntitle = "<b>\\\\"\nlooks_for.marks = ["debt"]')
    assert said == {
        "local_patterns.hotel.title": "protocol.local.words",
        **{
            f"local_patterns.hotel.{line}": "protocol.local.left_out"
            for line in ("why", "agreed_by", "agreed_on")
        },
    }


def test_every_fault_of_a_pattern_has_its_words() -> None:
    with pytest.raises(Unagreed) as unagreed:
        read(HOTEL + 'looks_for.items = ["cash"]\nlooks_for.colour = 1\ntimes = 3\nopens = "yes"')
    assert all(say(fault.why) for fault in unagreed.value.faults)
