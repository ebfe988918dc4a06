"""The page of screening instruments: what each asks, what answers weigh, and what their total means."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from rule_pages import cited

from wayhome.rules.finding import Source
from wayhome.rules.guidance.instruments import INSTRUMENTS, Instrument, Level
from wayhome.rules.guidance.instruments.instrument import Automatic, Band, Domain, Hint, Question
from wayhome.rules.indicators.suggestions import LOOKS_BACK
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

SPEC = "../../tests/spec/how_screenings_add_up.md"


def instruments() -> str:
    """Every version of every instrument, what nobody has checked first."""
    unchecked = "\n".join(f"- {_name(one)}: {cited(source)}" for one, source in _unchecked())
    levels = ", ".join(say(Sentence(f"instrument.level.{level}")).lower() for level in Level)
    return f"""# Screening instruments

What a person answers about a child, and what that adds up to, for a practitioner to check. Each is faithful in shape to
one that is in print, in our own words. They are never added to each other, or compared: each has words of its own,
mapped to *{levels}*. Their cases, which are their tests, stand under [how screenings add up]({SPEC}).

- **Not known is never no.** What is not answered weighs nothing, and a result says both what was answered is enough for
  and what it could be.
- **That nothing is seen is never 'not exploited'.** A child is screened again on new information; by when after a
  return interview or a mark, a partnership may set (`screened_again_within`).
- **That harm has occurred** is asked apart from all of this, and what is felt apart from what is known.
- **Suggested** is what the record shows by itself, by its [patterns](patterns.md) in the last {LOOKS_BACK.days} days. A
  person confirms it or does not. Nothing ever suggests a no.

## Not yet checked

{unchecked}

{"\n".join(map(_instrument, INSTRUMENTS))}"""


def _unchecked() -> Iterator[tuple[Instrument, Source]]:
    return ((one, source) for one in INSTRUMENTS for source in one.sources if not source.checked)


def _name(one: Instrument) -> str:
    return f"{say(one.title)}, version {one.version}"


def _instrument(one: Instrument) -> str:
    domains = "\n".join(_domain(one, domain) for domain in one.domains)
    bands = "\n".join(_band(one, *pair) for pair in zip_longest(one.bands, one.bands[1:]))
    rules = "".join(f"- {_rule(one, rule)}\n" for rule in one.automatic)
    whatever = f"Whatever the total:\n\n{rules}\n" if rules else ""
    sources = "\n".join(f"- {cited(source)}" for source in one.sources)
    return f"""## {_name(one)}

`{one.code}`. {say(one.about)}

{sources}

{domains}
| total | it says | level |
|---|---|---|
{bands}

{whatever}"""


def _domain(one: Instrument, domain: Domain) -> str:
    rows = "\n".join(_question(one, question) for question in domain.questions)
    return f"""**{say(one.names(domain))}**

| question | answers, each after what it weighs | suggested |
|---|---|---|
{rows}
"""


def _question(one: Instrument, question: Question) -> str:
    answers = "; ".join(
        f"{answer.weight}: {say(one.says(question, answer.code))}" for answer in question.answers
    )
    hints = "; ".join(_hint(one, question, hint) for hint in question.hints)
    return f"| {say(one.asks(question))} | {answers} | {hints} |"


def _hint(one: Instrument, question: Question, hint: Hint) -> str:
    kind = f" ({hint.kind})" if hint.kind else ""
    answer = hint.answer if question.own_words else say(one.says(question, hint.answer))
    return f"{say(Sentence(hint.pattern.rule))}{kind}: {answer}"


def _band(one: Instrument, band: Band, above: Band | None) -> str:
    level = say(Sentence(f"instrument.level.{band.level}"))
    return (
        f"| {_total(band.at_least, above.at_least if above else None)} | {say(one.calls(band))} | {level} |"
    )


def _total(at_least: int | None, above: int | None) -> str:
    if at_least is None:
        return "no total"
    if above is None:
        return f"{at_least} and more"
    return f"{at_least}" if above == at_least + 1 else f"{at_least} to {above - 1}"


def _rule(one: Instrument, rule: Automatic) -> str:
    (enough_for,) = (band for band in one.bands if band.code == rule.band)
    return f"{say(one.holds(rule))}: **{say(one.calls(enough_for))}**. *{cited(rule.source)}*"
