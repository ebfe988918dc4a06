"""What this partnership calls its meetings and panels.

A line of the catalogue says `{names[missing_meeting]}`. That is the name given for as long as a page or a command
is answered, or else the usual one, which the catalogue has under `names`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

#: By code. It can be hashed: whoever keeps words that say a name keeps them by these.
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


class Names:
    """Asked by the lines that say a name, which are few. Raises KeyError where the catalogue has no usual one."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, object]) -> None:
        self._words = words

    def __getitem__(self, code: str) -> object:
        return dict(given()).get(code) or self._words[f"names.{code}"]
