"""How many of what a load has created."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass, fields
from typing import Self

from wayhome.cases.children.comparing import Recorded
from wayhome.exchange.profiles.source import OneChild

_INTERVIEW = frozenset({"InterviewOffered", "InterviewAnswered", "InterviewHeld"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Created this time; an interview is a row, of which offer, answer and interview may be three events.

    `rows` are those that said something new, `unchanged` those seen before.
    """

    children: int = 0
    episodes: int = 0
    events: int = 0
    interviews: int = 0
    contacts: int = 0
    rows: int = 0
    unchanged: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def counted(batch: Iterable[OneChild], known: Container[str], recorded: Recorded) -> Counts:
    """What came of children recorded together; `known` are those who were held before, as the source calls them.

    A row that says nothing, such as of an interview that was not offered, is seen before if its child was.
    """
    new = {event.key: event.kind for event in recorded.editions}
    passed_on = {event.key for event, _ in recorded.passed_on}
    first = [event.kind for event in recorded.editions if event.edition == 1]
    children = interviews = rows = unchanged = 0
    for child in batch:
        is_known = child.child in known
        children += not is_known
        for row in child.rows:
            kinds = {new[event.key] for event in row.events if event.key in new}
            interviews += not kinds.isdisjoint(_INTERVIEW)
            if kinds or any(event.key in passed_on for event in row.events):
                rows += 1
            elif row.events or is_known:
                unchanged += 1
    return Counts(
        children=children,
        episodes=first.count("Missing"),
        events=len(recorded.editions),
        interviews=interviews,
        contacts=first.count("Contact"),
        rows=rows,
        unchanged=unchanged,
    )
