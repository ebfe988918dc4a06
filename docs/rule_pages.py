"""Pages that the rules write of themselves: duties, what may follow what in an episode, and definitions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from wayhome.rules.duties import Duty
from wayhome.rules.episode import MAY_BE_SAID, MOVES, Standing
from wayhome.rules.facts import Nation
from wayhome.rules.finding import Source
from wayhome.rules.guidance import england, record, uk, wales
from wayhome.rules.guidance.definitions import DEFINITIONS, Definition
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.ladders import Ladder
from wayhome.rules.triggers import SetBy, Setting

Clock = Duty | Ladder

SPEC = "../../tests/spec"

NATIONS: tuple[tuple[str, tuple[Clock, ...]], ...] = (
    ("In England", england.DUTIES),
    ("In Wales", wales.DUTIES),
    ("In both", (*uk.DUTIES, *uk.LADDERS)),
)


def duties() -> str:
    """Every clock and every doubt, by nation, those nobody has checked first."""
    tables = "\n\n".join(f"## {title}\n\n{_table(clocks)}" for title, clocks in NATIONS)
    doubts = "\n".join(
        f"| [`{one.rule}`]({SPEC}/{one.rule}.md) | {cited(one.source)} |" for one in record.DOUBTS
    )
    return f"""# Duties

What is due, from whom and by when. Each rule leads to its cases, which are its tests. A source that nobody has read at
the place named is marked **unchecked** and stands first. Limits that the partnership sets are shown with their default.

{tables}

## What the record asks of itself

| rule | source |
|---|---|
{doubts}
"""


def _table(clocks: Iterable[Clock]) -> str:
    rows = "\n".join(_row(clock) for clock in sorted(clocks, key=lambda clock: clock.source.checked))
    return f"| rule | how binding | falls on | limit | source |\n|---|---|---|---|---|\n{rows}"


def _row(clock: Clock) -> str:
    named = f"[`{clock.rule}`]({SPEC}/{clock.rule}.md)"
    cells = (named, plain(clock.weight), plain(clock.falls_on), limit(clock), cited(clock.source))
    return f"| {' | '.join(cells)} |"


def limit(clock: Clock) -> str:
    """A limit in words; what the protocol sets, with its default."""
    settled = DEFAULT.settle(clock)
    if isinstance(settled, Ladder):
        assert isinstance(settled.rungs, tuple)
        rungs = ", ".join(elapsed(rung) for rung in settled.rungs)
        every = (
            f", then every {elapsed(settled.then_every)}" if isinstance(settled.then_every, timedelta) else ""
        )
        return f"{rungs}{every} (set locally)"
    match settled.within:
        case timedelta():
            local = " (set locally)" if isinstance(clock, Duty) and isinstance(clock.within, Setting) else ""
            return f"{elapsed(settled.within)}{local}"
        case SetBy():
            return "the time set with it"
        case _:
            return "none of its own"


def elapsed(time: timedelta) -> str:
    for unit, length in (
        ("day", timedelta(days=1)),
        ("hour", timedelta(hours=1)),
        ("minute", timedelta(minutes=1)),
    ):
        if time >= length * (4 if unit == "day" else 1) and not time % length:
            count = time // length
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return str(time)


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
says: what may not follow moves nothing, and a contradiction is a [finding](duties.md#what-the-record-asks-of-itself).

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
