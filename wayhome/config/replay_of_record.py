"""The record gone through again, for the command: read, asked on every core, and told as text, as JSON or as a page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management import CommandError

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.config.cli import RAN
from wayhome.config.cli.serve import must_be_migrated
from wayhome.config.files import as_at, on_every_core, progress
from wayhome.config.inquiry import told
from wayhome.config.protocol import protocols
from wayhome.config.replayed import FIRST_AT, counted, lines, summary
from wayhome.insight.extract import record
from wayhome.insight.long_list import LongList
from wayhome.insight.replay import record_report
from wayhome.insight.replay.lines import number, withheld_or
from wayhome.insight.replay.record import OfRecord, ReplayingRecord
from wayhome.insight.replay.record_lines import Decided, of_agencies
from wayhome.insight.replay.totals import Totals
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company
from wayhome.rules.guidance.protocol import words_of
from wayhome.rules.moment import day_of
from wayhome.rules.refusal import Refusal
from wayhome.rules.rulebook import rulebook
from wayhome.rules.sentence import Sentence
from wayhome.ui.names import calling
from wayhome.ui.wording import say


def answer_of_record(options: argparse.Namespace, *, at: datetime) -> int:
    """`at` is now, for the audit."""
    must_be_migrated()
    if options.html and options.child is not None:
        raise CommandError("A page names no child: leave out --html, or --child.")
    names = record.names_of_agencies()
    if options.known_by and options.known_by not in names:
        raise Refusal(Sentence("replay.record.no_agency"), field="known_by")
    agreed = protocols(options.protocol) if options.protocol else settings.WAYHOME_PROTOCOL
    question = ReplayingRecord(as_at(options.as_at), agreed, options.known_by, json=options.json)
    with calling(words_of(agreed, day_of(at))):
        if options.child is not None and not options.json:
            sys.stdout.writelines(f"{line}\n" for line in told(question, options.child, names, at=at))
        else:
            children = record.chronologies(by=INSTALLATION, at=at, child=options.child)
            answer(options, question, names, children)
    return RAN


def answer(
    options: argparse.Namespace,
    question: ReplayingRecord,
    names: Mapping[str, str],
    children: Iterable[tuple[Chronology, Company]],
) -> None:
    said, known = OfRecord(Totals.under(question.protocols)), whose(question, names)
    with closing(LongList("per_child")) as per_child:
        for batch in on_every_core(question.answer, progress(children)):
            said.include(batch.of)
            per_child.add(batch.as_json)
        if options.child is not None and not said.totals.children:
            raise Refusal(Sentence("replay.record.no_child"), field="child")
        if options.html:
            record_report.write(
                options.html,
                said,
                as_at=question.as_at,
                version=rulebook(question.protocols).version,
                known=known,
                names=names,
            )
        if options.json:
            per_child.write(sys.stdout, as_json(said, question, names))
        else:
            sys.stdout.writelines(f"{line}\n" for line in as_text(said, known, names))


def whose(question: ReplayingRecord, names: Mapping[str, str]) -> Sentence:
    """Whose knowledge counts."""
    if question.known_by is None:
        return Sentence("replay.record.known_today")
    return Sentence("replay.record.known_by", agency=names[question.known_by])


def as_json(said: OfRecord, question: ReplayingRecord, names: Mapping[str, str]) -> dict[str, Any]:
    """All but the list of children."""
    decided = Decided.of(said)
    return {
        **summary(said.totals),
        "known_by": question.known_by,
        "answered": decided.answered,
        "decided": {"children": decided.children, "before": decided.before, "days_earlier": decided.days},
        "agencies": [one._asdict() for one in of_agencies(said.knew, names)],
        "stand_in": say(Sentence("replay.record.stand_in")),
        "left_out": say(Sentence("replay.record.left_out")),
    }


def as_text(said: OfRecord, known: Sentence, names: Mapping[str, str]) -> Iterator[str]:
    yield say(known)
    yield say(Sentence("replay.record.stand_in"))
    yield say(Sentence("replay.record.left_out"))
    yield ""
    yield from lines(said.totals, say(Sentence("replay.record.nought")))
    yield ""
    decided = Decided.of(said)
    yield counted("decisions that people gave", decided.answered)
    yield counted("children of whom a person ever decided", decided.children)
    yield counted("of these, seen on an earlier day", decided.before)
    yield f"{'days earlier, half of them at least':40} {number(decided.days):>9}"
    yield counted("children asked about, never decided on", decided.never)
    yield ""
    yield f"{'what each agency alone could have seen':40} {'children':>9} {'asked':>9}  {FIRST_AT}"
    for one in of_agencies(said.knew, names):
        cells = f"{withheld_or(one.children):>9} {withheld_or(one.alerted):>9}"
        yield f"{one.name:40} {cells} {number(one.median):>23} {number(one.p90):>13}"
