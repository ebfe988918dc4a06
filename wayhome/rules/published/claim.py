"""What every claim says of itself, of whatever kind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass

from wayhome.rules.published.row import Row
from wayhome.rules.sentence import Sentence
from wayhome.rules.span import Span

#: What each count may be, by its name.
Spans = Mapping[str, Span]

#: What each count is called in words, by its name.
Called = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(ABC):
    """One figure, or one thing that is said of several. `published` says where."""

    id: str
    published: str

    @property
    @abstractmethod
    def counts(self) -> tuple[str, ...]:
        """Of which it speaks, by name."""

    @property
    @abstractmethod
    def rows(self) -> tuple[Row, ...]:
        """All that it says, as limits between counts."""

    @abstractmethod
    def in_words(self, called: Called) -> Sentence: ...

    @abstractmethod
    def clash(self, spans: Spans, called: Called) -> Sentence | None:
        """The arithmetic by which it cannot be true while its counts lie in `spans`; None: that does not show it."""
