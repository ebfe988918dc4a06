"""Pages that the rules write of themselves: what may follow what in an episode, and definitions."""

from __future__ import annotations

from collections.abc import Iterable

from wayhome.rules.episode import MAY_BE_SAID, MOVES, Standing
from wayhome.rules.facts import Nation
from wayhome.rules.finding import Source
from wayhome.rules.guidance.definitions import DEFINITIONS, Definition


def episode() -> str:
    """The table of what may follow what, and its diagram."""
    arrows = "\n".join(
        f"    {standing} --> {then}: {words(step)}"
        for standing, moves in MOVES.items()
        for step, then in moves.items()
    )
    rows = "\n".join(
        f"| {plain(standing)} | {_said(MOVES[standing])} | {_said(MAY_BE_SAID[standing])} |"
        for standing in Standing
    )
    return f"""# An episode

What a person may say of an episode, as it stands, and how it stands then. A file from elsewhere is kept whatever it
says: what may not follow moves nothing, and a contradiction is a
[finding](duties/england.md#what-the-record-asks-of-itself).

```mermaid
stateDiagram-v2
    [*] --> missing: missing
{arrows}
    found_dead --> [*]
```

| an episode that stands as | moves when this is said | and this may be said without moving it |
|---|---|---|
{rows}
"""


def definitions() -> str:
    """Every definition, by term, the newest first; those nobody has checked say so."""
    terms = dict.fromkeys(one.term for one in DEFINITIONS)
    parts = "\n".join(f"## {plain(term).capitalize()}\n\n{_meanings(term)}" for term in terms)
    return f"""# Definitions

What the words mean, where and since when. The words are ours; the sources say it at length. A meaning that nobody has
checked against its source is marked **unchecked**.

{parts}"""


def _meanings(term: str) -> str:
    held = [one for one in DEFINITIONS if one.term == term]
    held.sort(key=lambda one: (one.in_force_from, one.nation or ""), reverse=True)
    return "\n".join(f"{_meaning(one)}\n" for one in held)


def _meaning(one: Definition) -> str:
    until = f"until {one.in_force_until:%d %B %Y}" if one.in_force_until else "in force"
    where = {Nation.ENGLAND: "England", Nation.WALES: "Wales", None: "England and Wales"}[one.nation]
    note = f" {one.note}" if one.note else ""
    return (
        f"**{where}, from {one.in_force_from:%d %B %Y}, {until}.** {one.words}{note}\n\n*{cited(one.source)}*"
    )


def cited(source: Source) -> str:
    """A source as it is printed, unchecked ones marked."""
    title = f"[{source.title}]({source.url})" if source.url else source.title
    said = ", ".join(part for part in (title, source.dated, source.paragraph) if part)
    return said if source.checked else f"**unchecked:** {said}"


def _said(steps: Iterable[str]) -> str:
    return ", ".join(sorted(words(step) for step in steps)) or "nothing"


def words(step: str) -> str:
    """'InterviewHeld' as it is read: 'interview held'."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in step).strip()


def plain(code: str) -> str:
    return str(code).replace("_", " ")
