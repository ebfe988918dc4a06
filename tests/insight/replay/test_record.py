"""The record gone through again: what each agency knew beside the whole, and beside what really happened."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date

from tests.insight.replay.test_known_then import DAY, FAR, decided, times_missing
from tests.saying import ENGLISH, HOME
from tests.saying import said as said_at
from wayhome.insight.cores import spread
from wayhome.insight.replay.record import Knew, OfRecord, ReplayingRecord
from wayhome.insight.replay.record_lines import Decided, OneAgency, of_agencies
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE, Company
from wayhome.rules.event import Event
from wayhome.rules.facts import FormOfHarm, MarkerAdded

#: Police see each after an hour, the authority a day later.
OFTEN = times_missing(0, 3, 6, told_after=DAY)


def children(*lives: Sequence[Event]) -> list[tuple[Chronology, Company]]:
    return [(Chronology.of(str(number), life), ALONE) for number, life in enumerate(lives, start=1)]


def said_of(*lives: Sequence[Event], known_by: str | None = None) -> list[dict]:
    answer = ReplayingRecord(FAR, (), known_by, json=True).answer(children(*lives))
    return [json.loads(one) for one in answer.as_json]


def test_one_object_for_each_child_with_what_each_agency_knew() -> None:
    (said,) = said_of([*OFTEN, decided(40)])
    assert {key: said[key] for key in ("child", "decided_at", "first_alert_at", "rule", "days_earlier")} == {
        "child": "1",
        "decided_at": "2026-02-21T21:00:00+00:00",
        "first_alert_at": "2026-01-18T22:00:00+00:00",
        "rule": "alert.repeat_missing",
        "days_earlier": 34,
    }
    assert said["rules"]["alert.missing_again_soon"] == {
        "at": "2026-01-15T22:00:00+00:00",
        "episode": 2,
        "days_earlier": 37,
    }
    assert said["known_by"]["E-P"]["days_earlier"] == 34
    assert said["known_by"]["E-A"]["days_earlier"] == 33
    assert said["known_by"]["E-A"]["decisions"] == [
        {
            "asked_at": "2026-01-19T21:00:00+00:00",
            "due_at": "2026-01-24T21:00:00+00:00",
            "answered_at": ["2026-02-21T21:00:00+00:00"],
            "rules": ["alert.missing_again_soon", "alert.repeat_missing"],
        }
    ]
    assert said["known_by"]["E-P"]["decisions"][0]["answered_at"] == []


def test_where_nobody_decided_days_are_null() -> None:
    (said,) = said_of(OFTEN)
    assert (said["decided_at"], said["days_earlier"]) == (None, None)
    assert said["rules"]["alert.repeat_missing"]["days_earlier"] is None


def test_a_marker_is_a_decision_as_much_as_an_answer() -> None:
    asks = {"form": FormOfHarm.SEXUAL, "because": "Seen", "decided_by": "M", "child_told": True}
    marker = MarkerAdded(**asks, review_by=date(2026, 6, 1))  # type: ignore[arg-type]
    (said,) = said_of([*OFTEN, said_at(marker, 10 * DAY, key="k"), decided(40)])
    assert (said["decided_at"], said["days_earlier"]) == ("2026-01-22T21:00:00+00:00", 4)


def test_as_one_agency_knew_it_nothing_else_counts() -> None:
    early, never = times_missing(0, 3, 6, to=HOME), times_missing(0, to=HOME)
    answer = ReplayingRecord(FAR, (), ENGLISH.code, json=True).answer(children(OFTEN, early, never))
    assert [json.loads(one)["child"] for one in answer.as_json] == ["1"]
    assert (answer.of.totals.children, answer.of.totals.incidents, answer.of.totals.decisions) == (1, 3, 1)
    assert answer.of.knew == {"E-A": Knew(1, Counter({3: 1}))}


def test_a_decision_made_before_any_pattern_was_so_is_less_than_nought_days_earlier() -> None:
    (said,) = said_of([*OFTEN, decided(2)])
    assert said["days_earlier"] == -4


def test_beside_what_really_happened() -> None:
    lives = ([*OFTEN, decided(40)], [*OFTEN, decided(2)], [*OFTEN, decided(6.1)], OFTEN, times_missing(0))
    answer = ReplayingRecord(FAR, ()).answer(children(*lives))
    assert answer.as_json == []
    assert answer.of.earlier == Counter({34: 1, -4: 1, 0: 1})
    assert Decided.of(answer.of) == Decided(decisions=4, answered=2, children=3, before=1, days=0, never=1)
    assert Decided.of(OfRecord()).days is None


def test_an_agencys_small_numbers_are_withheld_and_what_would_tell_them() -> None:
    knew = {
        "A": Knew(4, Counter({2: 3})),
        "B": Knew(40, Counter({2: 20, 3: 8})),
        "C": Knew(40, Counter({2: 38})),
    }
    assert list(of_agencies(knew, {"A": "Zed"})) == [
        OneAgency("B", "B", 40, 30, 2, 3),
        OneAgency("C", "C", 40, None, None, None),
        OneAgency("A", "Zed", None, None, None, None),
    ]


def test_the_answer_is_the_same_from_one_process_or_many() -> None:
    question = ReplayingRecord(FAR, (), json=True)
    everyone = children(*([*OFTEN, decided(40)] if n % 3 else times_missing(0, n) for n in range(40)))
    one, many = (list(spread(question.answer, everyone, size=2, processes=n)) for n in (1, 2))
    assert one == many
    together = OfRecord()
    for answer in one:
        together.include(answer.of)
    assert together == question.answer(everyone).of
    assert together.knew["E-A"].children == 40
