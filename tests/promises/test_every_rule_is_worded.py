"""A rule says which sentence; the catalogue has the words of every one, and of every code it may name."""

from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest

from wayhome.cases.children.reading.parts import TIES
from wayhome.cases.emergency.models import Verdict
from wayhome.rules.access import BY_NAME, Act, RelationKind
from wayhome.rules.episode import Standing
from wayhome.rules.factors import Factor
from wayhome.rules.facts import KINDS, FoundBy, MissingFrom, Part, Risk
from wayhome.rules.first_hour import CAN_BE_ASKED
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.grounds import GROUNDS
from wayhome.rules.guidance.instruments import INSTRUMENTS, Instrument, Level
from wayhome.rules.guidance.instruments.instrument import UNKNOWN
from wayhome.rules.guidance.keeping import CLASSES
from wayhome.rules.guidance.patterns import DECISION, PATTERNS
from wayhome.rules.guidance.record import DOUBTS
from wayhome.rules.retention import Unsettled
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

GROUND_LABELS = [f"keeping.ground.{one.ground}" for one in GROUNDS]
RULES = [rule.rule for rule in (*CLOCKS, *DOUBTS, *CLASSES, *PATTERNS, DECISION)]
LABELS = [
    f"{group}.{code.value}"
    for group, codes in {
        "access.act": Act,
        "access.part": Part,
        "access.tie": RelationKind,
        "emergency.verdict": Verdict,
        "given": sorted(BY_NAME),
        "standing": Standing,
        "risk": Risk,
        "missing_from": MissingFrom,
        "factor": Factor,
        "first_hour.ended": FoundBy,
        "first_hour.ask": sorted(CAN_BE_ASKED),
        "keeping.unsettled": Unsettled,
        "instrument.level": Level,
    }.items()
    for code in codes
]


def of_facts() -> Iterator[str]:
    """Every kind of fact, every field of one that is shown, and every answer it may hold."""
    for kind, fact in KINDS.items():
        yield f"facts.kind.{kind}"
        hints = get_type_hints(fact)
        for field in fields(fact):
            if field.name not in TIES:
                yield f"facts.field.{field.name}"
                yield from answers(hints[field.name])


def answers(hint: Any) -> Iterator[str]:
    for one in (hint, *get_args(hint)):
        if isinstance(one, type) and issubclass(one, StrEnum):
            yield from (f"facts.{one.__name__}.{answer.value}" for answer in one)


def of_instrument(one: Instrument) -> Iterator[Sentence]:
    """All that it asks, every answer, and what comes of them."""
    yield from (one.title, one.about)
    for domain in one.domains:
        yield one.names(domain)
        for question in domain.questions:
            yield one.asks(question)
            yield from (one.says(question, code) for code in (UNKNOWN, *(a.code for a in question.answers)))
    yield from map(one.calls, one.bands)
    yield from map(one.holds, one.automatic)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_words(rule: str) -> None:
    assert say(Sentence(rule, rung="24h"))


@pytest.mark.parametrize("label", [*LABELS, *GROUND_LABELS, *dict.fromkeys(of_facts())])
def test_every_code_has_its_label(label: str) -> None:
    assert say(Sentence(label))


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda one: f"{one.code} {one.version}")
def test_every_instrument_has_its_words(instrument: Instrument) -> None:
    assert all(say(sentence) for sentence in of_instrument(instrument))
