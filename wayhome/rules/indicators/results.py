"""What the answers to one instrument add up to. An unknown is never counted as no: a result says both of its ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wayhome.rules.guidance.instruments.instrument import Automatic, Band, Instrument, Level
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """By one version of one instrument, and never to be added to that of another.

    `totals` are those of each domain, in their order. `band` is what was answered is enough for, and `could_be` what it
    would be if each question that is `unanswered` were answered as heavily as can be; the same, where none is.
    `automatic` are the rules that hold, whatever the total.
    """

    instrument: Instrument
    totals: tuple[tuple[str, int], ...]
    band: Band
    could_be: Band
    automatic: tuple[Automatic, ...]
    unanswered: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(total for _, total in self.totals)

    @property
    def level(self) -> Level:
        """At least. That none is seen is never 'not exploited'."""
        return self.band.level

    @property
    def says(self) -> Sentence:
        """What the instrument calls it."""
        return self.instrument.calls(self.band)

    @property
    def could_say(self) -> Sentence:
        return self.instrument.calls(self.could_be)

    @property
    def is_settled(self) -> bool:
        """No answer that is still unknown could raise it."""
        return self.could_be == self.band

    @property
    def why(self) -> tuple[Sentence, ...]:
        """What decided it: each automatic rule that holds, and the total."""
        rules = map(self.instrument.holds, self.automatic)
        return (*rules, Sentence("instrument.total", n=self.total))


def result(instrument: Instrument, answers: Iterable[str], age: int | None) -> Result:
    """`answers` are as a screening says them, in any order; what the instrument does not ask is passed over.

    `age` is the child's in whole years when screened; None: nobody knows, and then a rule for younger children holds.
    """
    given = frozenset(answer for answer in answers if answer in instrument.weights)
    answered = {answer.partition(".")[0] for answer in given}
    unanswered = [question for question in instrument.questions if question.code not in answered]
    heaviest = {f"{question.code}.{question.answers[-1].code}" for question in unanswered}
    return Result(
        instrument=instrument,
        totals=_totals(instrument, given),
        band=_band(instrument, given, age),
        could_be=_band(instrument, given | heaviest, age),
        automatic=_automatic(instrument, given, age),
        unanswered=tuple(question.code for question in unanswered),
    )


def _totals(instrument: Instrument, given: frozenset[str]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (domain.code, sum(weight for answer, weight in domain.weights.items() if answer in given))
        for domain in instrument.domains
    )


def _automatic(instrument: Instrument, given: frozenset[str], age: int | None) -> tuple[Automatic, ...]:
    return tuple(
        rule
        for rule in instrument.automatic
        if not rule.answers.isdisjoint(given)
        and (rule.until_age is None or age is None or age <= rule.until_age)
    )


def _band(instrument: Instrument, given: frozenset[str], age: int | None) -> Band:
    """The highest that the total reaches or an automatic rule names."""
    total = sum(instrument.weights[answer] for answer in given)
    named = {rule.band for rule in _automatic(instrument, given, age)}
    reached = [
        band
        for band in instrument.bands
        if band.code in named or (band.at_least is not None and band.at_least <= total)
    ]
    return reached[-1]
