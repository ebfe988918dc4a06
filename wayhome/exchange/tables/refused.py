"""A row that could not be read, told without showing what was in it."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

#: What is said of each such row, in the order in which a table of them shows it.
COLUMNS = ("file", "line", "field", "code", "reason")


@dataclass(frozen=True, slots=True)
class Refused:
    """One row of a partner's file that was not kept.

    `line` is the physical line on which the row begins (the header is line 1). `field` is the column, or None
    when it is the row as a whole. `why` says the reason and what to do, from the shape of the value alone.
    """

    file: str
    line: int
    field: str | None
    why: Sentence

    @property
    def code(self) -> str:
        """The reason as a code, the same in every language and release: the key of its sentence."""
        return self.why.key

    @property
    def in_words(self) -> dict[str, str | int | None]:
        """By COLUMNS, as a report and `--json` tell it."""
        values = (self.file, self.line, self.field, self.code, say(self.why))
        return dict(zip(COLUMNS, values, strict=True))


class Unreadable(ValueError):  # noqa: N818 - a value is unreadable; whose error it is nobody knows
    """A value that cannot be read as what its column should hold. It never shows the value itself."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why.key)
        self.why = why

    @property
    def code(self) -> str:
        return self.why.key


def printable(text: str) -> str:
    """The text, with a mark for what no page and no printer can show."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def shape(value: str) -> Sentence:
    """How many letters, digits and other marks a value has: enough to find it, too little to know it."""
    letters = sum(map(str.isalpha, value))
    digits = sum(map(str.isdecimal, value))
    return Sentence(
        "shape.of_value",
        letters=Sentence("shape.letters", n=letters),
        digits=Sentence("shape.digits", n=digits),
        marks=Sentence("shape.marks", n=len(value) - letters - digits),
    )
