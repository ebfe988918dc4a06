"""The words of every sentence, read once from `sentences/<language>/<topic>.toml`.

A file is for one room or topic. In it a key is either a line of words with `{facts}` in braces, or a table
with one line for each form of a number, and the fact that is counted:

    [episode]
    closed = "This episode was closed on {on}. Reopen it before you add to it."

    [alert.repeat_missing]
    count = "n"
    one = "Missing once in {days} days"
    other = "Missing {n} times in {days} days"

`Sentence("episode.closed", on=day)` and `Sentence("alert.repeat_missing", n=3, days=30)` say them.
`{names[missing_meeting]}` stands for what this partnership calls a meeting or a panel; see `ui.names`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SENTENCES = Path(__file__).parent / "sentences"

PLURALS: Mapping[str, Callable[[int], str]] = {"en": lambda n: "one" if n == 1 else "other"}
"""Which form a number takes, by language. Another language is one more line here and one more folder."""


class Unworded(LookupError):  # noqa: N818 - reads as the state it is
    """A sentence has no words, or words cannot be read: a fault of ours, never shown as a half sentence."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Words that differ by number: `count` names the fact counted, `forms` holds a line for each form."""

    count: str
    forms: Mapping[str, str]


Words = str | Counted


@cache
def catalogue(language: str) -> Mapping[str, Words]:
    """Every key of a language and its words. Raises `Unworded` for a language that has no folder."""
    if language not in PLURALS:
        raise Unworded(f"no catalogue is kept in the language {language!r}")
    words: dict[str, Words] = {}
    for file in sorted((SENTENCES / language).glob("*.toml")):
        for key, said in _flat("", tomllib.loads(file.read_text(encoding="utf-8"))):
            if key in words:
                raise Unworded(f"{key!r} is worded twice; the second time in {file.name}")
            words[key] = said
    return words


def _flat(above: str, table: Mapping[str, object]) -> Iterator[tuple[str, Words]]:
    for name, held in table.items():
        key = f"{above}.{name}" if above else name
        match held:
            case str():
                yield key, held
            case {"count": str(count), "other": str(other), **forms}:
                lines = {str(form): str(line) for form, line in forms.items()}
                yield key, Counted(count, {"other": other, **lines})
            case dict():
                yield from _flat(key, held)
            case _:
                raise Unworded(f"{key!r} is neither words, nor words by number, nor a group of keys")
