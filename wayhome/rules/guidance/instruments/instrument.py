"""What a screening instrument is made of: questions with weighed answers, and what their total means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from wayhome.rules.finding import Source
from wayhome.rules.guidance.patterns import Pattern
from wayhome.rules.sentence import Sentence


class Level(StrEnum):
    """What the words of each instrument are mapped to, from the lowest up; to reach none is never 'not exploited'."""

    NONE = "none"
    EMERGING = "emerging"
    MODERATE = "moderate"
    SIGNIFICANT = "significant"


#: Whatever the question, and of no weight: it is counted as unanswered, not as no.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be answered, and what that adds to the total: nothing, or more."""

    code: str
    weight: int


@dataclass(frozen=True, slots=True)
class Hint:
    """A pattern in the record that suggests `answer`. `kind`: only where it saw this, such as a vehicle."""

    pattern: Pattern
    answer: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """`answers` from the lightest to the heaviest. `own_words`: they read otherwise here than in other questions."""

    code: str
    answers: tuple[Answer, ...]
    hints: tuple[Hint, ...] = ()
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class Domain:
    """Questions that are added up together."""

    code: str
    questions: tuple[Question, ...]

    @property
    def weights(self) -> dict[str, int]:
        """Of each answer, as 'question.answer'."""
        return {
            f"{question.code}.{answer.code}": answer.weight
            for question in self.questions
            for answer in question.answers
        }


@dataclass(frozen=True, slots=True)
class Band:
    """What the instrument calls a total of `at_least` or more, and the level that this is mapped to.

    `at_least` None: no total reaches it, only an automatic rule.
    """

    code: str
    at_least: int | None
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Automatic:
    """Whatever the total: any of these answers, each as 'question.answer', is enough for `band`.

    `until_age`: only of a child of at most so many years, or whose age nobody knows.
    """

    code: str
    answers: frozenset[str]
    band: str
    source: Source
    until_age: int | None = None


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """One version of it; what was screened with an older one is read by that one for good.

    `source` is where its shape, questions and weights were read, and `thresholds` where its bands come from. The first
    of the `bands`, which are in order, begins at nothing.
    """

    code: str
    version: int
    domains: tuple[Domain, ...]
    bands: tuple[Band, ...]
    automatic: tuple[Automatic, ...] = ()
    source: Source
    thresholds: Source

    @property
    def sources(self) -> tuple[Source, ...]:
        """Each once."""
        return tuple(dict.fromkeys((self.source, self.thresholds, *(one.source for one in self.automatic))))

    @property
    def questions(self) -> Iterator[Question]:
        return (question for domain in self.domains for question in domain.questions)

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """Of each answer, as 'question.answer'."""
        return {answer: weight for domain in self.domains for answer, weight in domain.weights.items()}

    def knows(self, given: Mapping[str, str]) -> bool:
        """Is each of these answers, by question, one of its own, or that nobody knows?"""
        questions = {question.code for question in self.questions}
        return all(
            question in questions and (answer == UNKNOWN or f"{question}.{answer}" in self.weights)
            for question, answer in given.items()
        )

    @property
    def title(self) -> Sentence:
        return self._words("title")

    @property
    def about(self) -> Sentence:
        return self._words("about")

    def names(self, domain: Domain) -> Sentence:
        return self._words(f"domain.{domain.code}")

    def asks(self, question: Question) -> Sentence:
        return self._words(f"question.{question.code}")

    def says(self, question: Question, answer: str) -> Sentence:
        """The words of an answer."""
        if question.own_words and answer != UNKNOWN:
            return self._words(f"answer.{question.code}.{answer}")
        return Sentence(f"instrument.answer.{answer}")

    def calls(self, band: Band) -> Sentence:
        return self._words(f"band.{band.code}")

    def holds(self, rule: Automatic) -> Sentence:
        return self._words(f"automatic.{rule.code}")

    def _words(self, what: str) -> Sentence:
        return Sentence(f"instrument.{self.code}.{what}")
