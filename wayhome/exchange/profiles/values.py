"""Reading single values: words from an agreed list whatever their case, moments with what was assumed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from wayhome.exchange.profiles.folder import Held
from wayhome.exchange.tables.moments import read_moment
from wayhome.exchange.tables.refused import Refused, Unreadable
from wayhome.rules.moment import Moment
from wayhome.rules.sentence import Sentence


class NotRead(Exception):  # noqa: N818 - it is the row that was not read
    """A row that cannot be kept, for what stands in `field` or for the row as a whole (None)."""

    def __init__(self, field: str | None, why: Sentence) -> None:
        super().__init__(field, why)
        self.field = field
        self.why = why

    def refused(self, of: Held, line: int) -> Refused:
        """The same, told of the file the row stands in, by what its column is called there."""
        field = None if self.field is None else of.called(self.field)
        return Refused(of.path.name, line, field, self.why)


def moment_in(field: str, text: str, flags: list[str]) -> Moment | None:
    """The moment a value names, None where it is blank. What was assumed goes to `flags` as `code:field`."""
    if not text or text.isspace():
        return None
    try:
        moment, assumed = read_moment(text)
    except Unreadable as unreadable:
        raise NotRead(field, unreadable.why) from None
    if assumed:
        flags.extend(f"{code}:{field}" for code in assumed)
    return moment


def no_longer(field: str, text: str, longest: int) -> str:
    """The text. Raises NotRead for one that no such thing has, and that the record could not keep."""
    if len(text) > longest:
        raise NotRead(field, Sentence("row.too_long", letters=len(text), longest=longest))
    return text


def word_in[Word](text: str, words: Mapping[str, Word]) -> Word | None:
    """What a word of an agreed list means, whatever its case, and with blanks for hyphens; None: not one of them."""
    found = words.get(text)
    return found if found is not None else words.get(plain(text))


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("-", " ").casefold().split())
