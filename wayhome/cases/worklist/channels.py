"""How a notice reaches a person. The board is the one channel there is; a text message or a call is one more class.

A channel gets a sentence that says something waits, and never a child's name, a place or a number of the record:
a phone lies on tables and is read over shoulders.
"""

from __future__ import annotations

from typing import Protocol

from wayhome.cases.partners.models import User
from wayhome.rules.sentence import Sentence


class NotTakenError(Exception):
    """The channel did not take a notice; it is tried again at the next minute. It says why without the number."""


class Channel(Protocol):
    """`key` is kept with each notice sent on it, so it never changes."""

    key: str

    def reaches(self, user: User) -> bool:
        """Is there an address for this user on the channel?"""

    def send(self, to: User, words: Sentence, *, once: str) -> None:
        """Hands it over, or raises `NotTakenError`. `once` names the notice: a provider that is given it twice,
        because the worker died in between, must send it once."""


class Board:
    """My work and the board show every notice as soon as it is made: there is nothing to hand over."""

    key = "board"

    def reaches(self, user: User) -> bool:
        return True

    def send(self, to: User, words: Sentence, *, once: str) -> None:
        return


#: In the order in which they are used. Text messages and voice calls join here.
CHANNELS: tuple[Channel, ...] = (Board(),)
