"""What is wrong with a text that is to be a protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from wayhome.rules.sentence import Sentence


class Fault(NamedTuple):
    """What is wrong under a key, and what may stand there; the key is blank for the text as a whole.

    `file` names the text where several were read.
    """

    key: str
    why: Sentence
    file: str = ""


class Unagreed(ValueError):  # noqa: N818 - reads as the state it is
    """A text that is no protocol: every fault in it at once, so that all can be mended together."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults


def read_values(
    said: Mapping[str, object], reads: Callable[[str, object], Any], faults: Iterable[Fault] = ()
) -> dict[str, Any]:
    """What each says, by its key. Raises Unagreed with every fault in any of them, after those found before."""
    each, found = dict[str, Any](), [*faults]
    for key, value in said.items():
        try:
            each[key] = reads(key, value)
        except Unagreed as unagreed:
            found += unagreed.faults
    if found:
        raise Unagreed(*found)
    return each
