"""Say what the patterns would have seen in a partner's files, how soon, and how often somebody would be asked."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from wayhome.config.cli import RAN, SOME_REFUSED
from wayhome.config.files import (
    add_files,
    add_forms,
    as_at,
    notes,
    on_every_core,
    opened,
    progress,
    refused_in_words,
    refused_lines,
    tell,
)
from wayhome.config.protocol import protocols
from wayhome.exchange.profiles.source import Source
from wayhome.exchange.register import Authority
from wayhome.exchange.screening.replays import Replaying
from wayhome.exchange.tables.refused import printable
from wayhome.insight.long_list import LongList
from wayhome.insight.replay import report
from wayhome.insight.replay.lines import Soon, compared, number, of_patterns, withheld_or
from wayhome.insight.replay.totals import Totals
from wayhome.rules.rulebook import rulebook
from wayhome.rules.sentence import Sentence
from wayhome.ui import wording


def configure(parser: argparse.ArgumentParser) -> None:
    add_files(parser)
    add_forms(parser)


def run(options: argparse.Namespace) -> int:
    at = as_at(options.as_at)
    with opened(options) as (files, named):
        question = Replaying(files.read, at, json=options.json, protocols=protocols(options.protocol))
        tell(files, named)
        files.sort()
        answer(options, files, question, named)
        return SOME_REFUSED if files.refused else RAN


def answer(options: argparse.Namespace, files: Source, question: Replaying, named: Authority | None) -> None:
    totals = Totals()
    with closing(LongList("per_child")) as per_child:
        for said in on_every_core(question.answer, progress(files.unread_children())):
            totals.include(said.totals)
            per_child.add(said.as_json)
            files.refuse(said.not_kept)
        if options.html:
            report.write(
                options.html,
                totals,
                as_at=question.as_at,
                version=rulebook(question.protocols).version,
                told=notes(files, named),
                refused=refused_in_words(files),
            )
        if options.json:
            per_child.write(
                sys.stdout, {**summary(totals), "refused": [row.in_words for row in files.refused]}
            )
        else:
            sys.stdout.writelines(f"{line}\n" for line in lines(totals, files))


def summary(totals: Totals) -> dict[str, Any]:
    """All but the list of children. `coverage` has null where a number is withheld."""
    return {
        "children": totals.children,
        "incidents": totals.incidents,
        "decisions": totals.decisions,
        "decisions_per_week": round(totals.per_week(totals.decisions), 4),
        "alerts_per_week": round(totals.per_week(totals.alerts), 4),
        "rules": {
            pattern.rule: {
                "children": soon.children,
                "first_fired_episode": {"median": soon.median, "p90": soon.p90},
            }
            for pattern, _, soon in of_patterns(totals)
        },
        "coverage": [group._asdict() for group in totals.coverage.groups()],
        "stand_in": wording.say(Sentence("replay.stand_in")),
    }


def lines(totals: Totals, files: Source) -> Iterator[str]:
    """The answer in plain text."""
    yield wording.say(Sentence("replay.stand_in"))
    yield ""
    yield f"{'children':40} {totals.children:>9,}"
    yield f"{'incidents':40} {totals.incidents:>9,}"
    yield f"{'weeks, first incident to last':40} {totals.weeks:>9,.1f}"
    yield f"{'decisions':40} {totals.decisions:>9,}"
    per_hundred = totals.decisions_per_hundred
    yield f"{'decisions per hundred incidents':40} {'–' if per_hundred is None else f'{per_hundred:.1f}':>9}"
    yield f"{'decisions a week':40} {totals.per_week(totals.decisions):>9,.1f}"
    yield f"{'patterns seen a week, before folding':40} {totals.per_week(totals.alerts):>9,.1f}"
    yield ""
    yield f"{'':40} {'a week':>9} {HEADINGS}"
    for one in compared(totals):
        yield f"{one.said:40} {one.per_week:>9,.1f} {columns(one.soon)}"
    yield ""
    yield f"{'':50} {HEADINGS}"
    for _, said, soon in of_patterns(totals):
        yield f"{said:50} {columns(soon)}"
    yield wording.say(Sentence("replay.nought"))
    yield from coverage_lines(totals)
    yield from refused_lines(files)


#: At which episode it first happened to a child: to half of those to whom it did, and to nine in ten.
HEADINGS = f"{'children':>9}  first at episode: half, nine in ten"


def columns(soon: Soon) -> str:
    return f"{soon.children:>9,} {number(soon.median):>23} {number(soon.p90):>13}"


def coverage_lines(totals: Totals) -> Iterator[str]:
    yield ""
    groups = list(totals.coverage.groups())
    if not groups:
        yield "Asked about by sex, age and ethnicity: too few children to say."
        return
    yield "Asked about by sex, age and ethnicity; small numbers are withheld, the others rounded to 5."
    yield f"{'':40} {'children':>9} {'asked':>9} {'share':>9}"
    for one in groups:
        cells = (withheld_or(one.children), withheld_or(one.alerted), withheld_or(one.percent, "%"))
        yield f"{f'{one.by}: {printable(one.name)}':40} {' '.join(f'{cell:>9}' for cell in cells)}"
