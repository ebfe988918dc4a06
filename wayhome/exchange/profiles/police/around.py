"""Rows that name an incident: the people and places around the child, and return interviews."""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.exchange.profiles.police.incident import Incident, digest, said
from wayhome.exchange.profiles.police.words import ACCEPTED, CONTACT, meant
from wayhome.exchange.profiles.values import NotRead, moment_in, no_longer, word_in
from wayhome.rules.event import Event, Telling
from wayhome.rules.facts import (
    Answer,
    Contact,
    ContactKind,
    InterviewAnswered,
    InterviewHeld,
    InterviewOffered,
)
from wayhome.rules.guidance.marks import ORDINARY, plain
from wayhome.rules.sentence import Sentence

#: Letters in what somebody or something around the child is called.
LONGEST_VALUE = 180


class Numbers:
    """Which of its equals a row without a number of its own is, counted from 1."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, ...], int] = {}

    def after(self, *values: str) -> str:
        """Blank for the first of its equals, else '/2', '/3' and so on: to end a key with."""
        nth = self._seen[values] = self._seen.get(values, 0) + 1
        return f"/{nth}" if nth > 1 else ""


def is_ordinary(role: str) -> bool:
    """Is it that of somebody around every child? Such rows are equals of no others."""
    return plain(role) in ORDINARY


def contact(incident: Incident, values: tuple[str, ...], numbers: Numbers) -> Iterator[Event]:
    """Known with the report; since when it was so, the file does not say. Raises NotRead."""
    _, kind, value, role = map(str.strip, values)
    if not value:
        raise NotRead("value", Sentence("police.contact_without_value"))
    no_longer("value", value, LONGEST_VALUE)
    flags: list[str] = []
    what = f"contact/{digest((kind, value, role))}{numbers.after(incident.key, kind, value, role)}"
    fact = Contact(
        contact=meant("kind", kind, CONTACT, ContactKind.OTHER, flags),
        value=value,
        role=role,
        episode=incident.key,
    )
    yield said(incident, what, fact, incident.at, incident.told, assumed=True, flags=flags)


def interview(incident: Incident, values: tuple[str, ...], numbers: Numbers) -> Iterator[Event]:
    """What a row says was offered, answered and held; nothing where it says that none was. Raises NotRead.

    Each is known by its own time, so that a file sent again with more filled in adds to what was said.
    """
    _, offered_text, held_text, accepted = values
    offered_flags: list[str] = []
    held_flags: list[str] = []
    offered = moment_in("offered_at", offered_text, offered_flags)
    held = moment_in("held_at", held_text, held_flags)
    answer = word_in(accepted.strip(), ACCEPTED)
    if accepted.strip() and answer is None:
        offered_flags.append("unknown_value:accepted")
    first = offered or held
    if first is None:
        if answer is not None:
            raise NotRead("offered_at", Sentence("police.answer_without_offer"))
        return
    covers, to = (incident.key,), incident.sender.authority
    started = first.begins.isoformat(timespec="minutes")
    nth = numbers.after(incident.key, started)
    told = (Telling(to, first),)
    if offered is not None:
        fact = InterviewOffered(covers=covers)
        yield said(incident, f"offered/{started}{nth}", fact, offered, told, flags=offered_flags)
    if answer is not None:
        given = InterviewAnswered(covers=covers, answer=Answer.ACCEPTED if answer else Answer.DECLINED)
        yield said(incident, f"answered/{started}{nth}", given, first, told, assumed=True)
    if held is not None:
        done = InterviewHeld(covers=covers)
        told = (Telling(to, held),)
        yield said(incident, f"held/{started}{nth}", done, held, told, flags=held_flags)
