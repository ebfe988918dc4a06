"""The page of patterns that ask for a decision, as the rules look for them."""

from __future__ import annotations

import inspect
from dataclasses import Field, fields
from datetime import timedelta
from typing import Any, get_args, get_type_hints

from rule_pages import cited

from wayhome.rules.alerts.points import LOOKS
from wayhome.rules.company import RARE
from wayhome.rules.facts import PatternAnswer
from wayhome.rules.guidance.local_patterns import LooksFor
from wayhome.rules.guidance.overdue import USUAL_OF_RULES
from wayhome.rules.guidance.patterns import DECISION, PATTERNS, Pattern
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.guidance.writing import length, written
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

#: Of the protocol, in its order.
SETTINGS = (
    "repeat_missing_times",
    "repeat_missing_within",
    "missing_again_within",
    "short_absence_of",
    "short_absences_times",
    "short_absences_within",
    "young_under_years",
    "new_placement_for",
    "missing_together_within",
    "interviews_not_held_times",
    "marker_reviewed_within",
    "nobody_interviewed_times",
    "pattern_decided_within",
    "decision_stands_for",
)


def patterns() -> str:
    """Which open a decision, what is evidence within one, and what becomes of the decision."""
    opening = "\n".join(_row(one) for one in PATTERNS if one.rule in DEFAULT.patterns_that_open)
    evidence = "\n".join(_row(one) for one in PATTERNS if one.rule not in DEFAULT.patterns_that_open)
    answers = "\n".join(
        f"- {say(Sentence(f'facts.PatternAnswer.{answer.value}'))}" for answer in PatternAnswer
    )
    steps = "\n".join(
        f"| {_when(step.after)} | {', '.join(step.to).replace('_', ' ')} |"
        for step in dict(USUAL_OF_RULES)[DECISION.rule]
    )
    settings = "\n".join(
        f"| `{name}` | {value.strip('"')} | {say(Sentence(f'protocol.setting.{name}'))} |"
        for name, value in written(DEFAULT)
        if name in SETTINGS and value is not None
    )
    own = "\n".join(_looked_for(one) for one in fields(LooksFor))
    return f"""# Patterns that ask for a decision

A pattern is seen in what was said of one child, and says on which events it rests and since when. Three look at other
children too, as far as both share something rare: what {RARE} others had come to before the child did joins nobody, as
a bus station; a report, a home or a school joins everybody who shares it. None says who the others are. It is no
score: nothing is added up, nobody's risk level is lowered by it, and what is not known is not taken for safe. Which of
them ask for a decision by themselves is the protocol's to say (`patterns_that_open`); any other is evidence within one.

What nobody has checked against its source is marked **unchecked**. Each pattern has its cases, which are its tests,
under its name in `tests/spec`.

## Ask for a decision, by the default protocol

| pattern | what it looks for | source |
|---|---|---|
{opening}

## Evidence within one

| pattern | what it looks for | source |
|---|---|---|
{evidence}

## What a partnership may set

| setting | by default | what it means |
|---|---|---|
{settings}

## A partnership's own

A partnership may add [patterns of its own](../how-to/agree-a-protocol.md#a-pattern-of-your-own) (`local_patterns`).
Each looks in one missing episode, or in so many in so long, for all that it lists of this, and is held as every other
pattern is. Its source is whoever agreed it.

| looks for | any of | withheld with |
|---|---|---|
{own}

## The decision

There is one for a child at a time (`{DECISION.rule}`). What is seen while it waits joins it. It is due
{length(DEFAULT.pattern_decided_within)} after somebody could first know, falls on the responsible authority, and when
it is late goes up:

| when | to |
|---|---|
{steps}

It is answered in one of these ways, each with a reason and a name. It cannot be put off without a day, or dismissed.

{answers}

An answer stands for {length(DEFAULT.decision_stands_for)} at most. Something new reopens it at once, and only what is
new is then asked about; what else came meanwhile, on its day of review. What was put off is asked about again on
its day, whatever came. *{cited(DECISION.source)}*

## What no pattern sees yet

- **How far away.** Whether the child was found in another force's area is seen where it was stated. No file of places
  with their distances comes with this record, and a place is kept as it was written.
- **What nobody coded.** What drove a child away, in what danger they were and what they came back with is seen where it
  was ticked, as the child told it; free text is read by nobody but people.

An agency that records nothing, or is late every time, is looked for [by night](recording.md), and not in a child's
record.
"""


def _row(pattern: Pattern) -> str:
    looks = (inspect.getdoc(LOOKS[pattern]) or "").replace("\n", " ")
    name = say(Sentence(pattern.rule))
    return f"| **{name}** `{pattern.rule}` | {looks} | {cited(pattern.source)} |"


def _looked_for(one: Field[Any]) -> str:
    """A line of `looks_for`: what may stand there, and with which part of the record it is withheld."""
    part = say(Sentence(f"access.part.{one.metadata['part'].value}"))
    return f"| `{one.name}` | {_may_stand(get_type_hints(LooksFor)[one.name])} | {part} |"


def _may_stand(hint: Any) -> str:
    (of, *_) = get_args(hint)
    return "your words" if of is str else ", ".join(f"`{code.value}`" for code in of)


def _when(after: timedelta) -> str:
    if not after:
        return "when due"
    return f"{length(abs(after))} {'before' if after < timedelta() else 'after'} it is due"
