"""An extract made straight of a partner's files: values that any process can take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from wayhome.exchange.profiles.source import NotKept, Rows
from wayhome.exchange.screening.people import Read, chronologies
from wayhome.insight.extract.batches import Batch, Extracting
from wayhome.rules.company import Company


class Answer(NamedTuple):
    """Of a batch of children."""

    batch: Batch
    not_kept: list[NotKept]


@dataclass(frozen=True)
class ExtractingFiles:
    """`read` is the source's."""

    read: Read
    extracting: Extracting

    def answer(self, children: Iterable[tuple[Rows, Company]]) -> Answer:
        not_kept: list[NotKept] = []
        batch = self.extracting.answer(chronologies(self.read, children, not_kept))
        return Answer(batch, not_kept)
