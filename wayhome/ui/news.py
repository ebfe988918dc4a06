"""What others said of the same matter while a page was open: shown before anything more is saved of it.

A page is given out with a mark: how far its matters had come. When it is sent, what has come since is shown above what
was typed, and nothing is saved; the same page, sent again, saves it. See docs/decisions/0027.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from django.core import signing

#: What a page's mark is called among what is sent.
MARK: Final = "mark"

#: What a form calls what is new, and the id of where it stands on the page.
NEWS: Final = "news"


@dataclass(frozen=True, slots=True)
class Line:
    """`words` are blank where they are withheld from this reader, and `withheld` then says why."""

    label: str
    words: str
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that somebody said or did: `number` tells it from what came before; `who` may be an agency alone."""

    number: int
    what: str
    who: str
    at: datetime
    lines: tuple[Line, ...] = ()


class Matter(Protocol):
    """What a page is about, as far as others may say something of it too. Its numbers only grow."""

    @property
    def name(self) -> str:
        """Tells it from every other."""

    def take_turn(self) -> None:
        """Waits for whoever says something of it, and has others wait until this transaction ends."""

    def latest(self) -> int:
        """The number of what came last; 0: nothing has."""

    def news(self, after: int) -> list[News]:
        """What came after that number, as far as the reader may know of it, the earliest first."""


def news_since(mark: str, of: Sequence[Matter]) -> list[News]:
    """What was said that did not stand on the page with this mark, the earliest first.

    In a transaction, so that nobody says more before what was sent is saved. A mark that is not ours has seen nothing.
    """
    for one in of:
        one.take_turn()
    found = (news for one, number in zip(of, _seen(mark, of), strict=True) for news in one.news(number))
    return sorted(found, key=lambda news: news.at)


def mark_of(of: Sequence[Matter]) -> str:
    """How far each of them has come, signed."""
    return _signer(of).sign(".".join(str(one.latest()) for one in of))


def _seen(mark: str, of: Sequence[Matter]) -> list[int]:
    try:
        return [int(number) for number in _signer(of).unsign(mark).split(".")]
    except signing.BadSignature:
        return [0] * len(of)


def _signer(of: Sequence[Matter]) -> signing.Signer:
    """A mark of one matter is none of another."""
    return signing.Signer(salt=f"wayhome.news/{'+'.join(one.name for one in of)}")
