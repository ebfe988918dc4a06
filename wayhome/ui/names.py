"""What this partnership calls its meetings and panels, and what it says in words of its own.

A line of the catalogue says `{names[missing_meeting]}`. That is the name given for as long as a page or a command
is answered, or else the usual one, which the catalogue has under `names`. A whole sentence of its own stands under
a key that begins with OWN: its words are said as they are, braces and all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

OWN = "alert.local."

#: By code, and sentences by key. It can be hashed: whoever keeps words that say a name keeps them by these.
Given = tuple[tuple[str, str], ...]

_GIVEN: ContextVar[Given] = ContextVar("names", default=())


@contextmanager
def calling(names: Given) -> Iterator[None]:
    """Everything that is said meanwhile says these names."""
    before = _GIVEN.set(names)
    try:
        yield
    finally:
        _GIVEN.reset(before)


def given() -> Given:
    return _GIVEN.get()


def own(key: str) -> str | None:
    """The partnership's words for it; None: it is none of theirs, or they say it no longer."""
    return dict(given()).get(key) if key.startswith(OWN) else None


class Names:
    """Asked by the lines that say a name, which are few. Raises KeyError where the catalogue has no usual one."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, object]) -> None:
        self._words = words

    def __getitem__(self, code: str) -> object:
        return dict(given()).get(code) or self._words[f"names.{code}"]
