"""The page of what an agency is expected to record, and when its silence or lateness is a gap."""

from __future__ import annotations

from rule_pages import cited, words

from wayhome.rules.facts import AgencyKind
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.guidance.recording import (
    EXPECTED,
    LATE,
    MISSING_CHILDREN,
    OF_AN_EPISODE,
    SOURCES,
    Expected,
)
from wayhome.rules.guidance.writing import length, written
from wayhome.rules.recording import TO_ANSWER
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

#: Of the protocol, in its order.
SETTINGS = (
    "nothing_recorded_for",
    "told_by_others_times",
    "recorded_before_times",
    "late_looked_at_for",
    "late_of_the_last",
    "late_times",
)


def recording() -> str:
    """What is expected of each kind of agency, what makes it a gap, and what is never held against anybody."""
    rows = "\n".join(map(_row, EXPECTED))
    settings = "\n".join(
        f"| `{name}` | {str(value).strip('"')} | {say(Sentence(f'protocol.setting.{name}'))} |"
        for name, value in written(DEFAULT)
        if name in SETTINGS
    )
    return f"""# Gaps in recording

What is found about an agency, and not about a child. Each night every agency that records here itself is looked at, and
what was found stands on the page *Gaps in recording* until a night no longer finds it. It is no score and compares
nobody: each line says what was counted, from when to when. [How to read it](../how-to/read-gaps-in-recording.md).

## Nothing is recorded

| of | what is expected | is recorded by | is also recorded by |
|---|---|---|---|
{rows}

Silence is a gap only beside something else: others told, in the same time, of what this agency would have had to
record, or it had recorded some itself. Others told of missing children of whom a force was told, for whom an authority
is responsible, or who live in a home; of returns of an authority's children; of children who were referred to a
provider. What came into the record in the last {length(TO_ANSWER)} is asked of nobody yet.
*{cited(SOURCES[MISSING_CHILDREN])}*

## Late every time

Of the last duties of one rule that fell due for an agency, one of each episode, as good as all were met late or not at
all. Every clock that is in use is looked at, by the limit under which it began. *{cited(SOURCES[LATE])}*

## What a partnership may set

| setting | by default | what it means |
|---|---|---|
{settings}

## What is never held against an agency

- **That it has not begun.** An agency that does not record here itself, or not yet for all of that time, is listed as
  *not asked yet*. What fell due before it began is *inherited*, and counts for nothing.
- **What its files could not say.** Where it speaks only through files that have no place for it, the line says *not
  stated*: ask for it, and nobody is blamed.
- **What nobody can say.** A duty of which nobody knows whether it was in time is counted apart.
- **A no.** A child who declined, and a reason that somebody else agreed to in time, are not late.
- **One child.** Of an episode only what fell due last counts, so that a child who stays missing makes no habit.

A child whose record is restricted to people by name is not counted at all.
"""


def _row(one: Expected) -> str:
    what = say(Sentence(one.rule)).partition(":")[0]
    said = "anything said of an episode" if one.says == OF_AN_EPISODE else ", ".join(map(words, one.says))
    also = f"{_kind(one.handed_to)}, of its children" if one.handed_to else ""
    return f"| {_kind(one.of)} | {what.lower()} | {said} | {also} |"


def _kind(of: AgencyKind) -> str:
    return say(Sentence(f"owners.kind.{of.value}"))
