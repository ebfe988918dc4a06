"""Say what the patterns would have seen in files or the record, how soon, and how often somebody would be asked."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime

from django.core.management import CommandError

from wayhome.config.cli import OF_RECORD, RAN, SOME_REFUSED
from wayhome.config.engine import SPARK, across, add_engine
from wayhome.config.files import (
    add_files,
    add_forms,
    as_at,
    in_company,
    notes,
    opened,
    refused_in_words,
    refused_lines,
    tell,
)
from wayhome.config.protocol import protocols
from wayhome.config.replayed import lines, summary
from wayhome.exchange.profiles.source import Source
from wayhome.exchange.register import Authority
from wayhome.exchange.screening.replays import Replaying
from wayhome.insight.long_list import LongList
from wayhome.insight.replay import report
from wayhome.insight.replay.totals import Totals
from wayhome.rules.guidance.protocol import words_of
from wayhome.rules.moment import day_of
from wayhome.rules.rulebook import rulebook
from wayhome.rules.sentence import Sentence
from wayhome.ui.names import calling
from wayhome.ui.wording import say


def configure(parser: argparse.ArgumentParser) -> None:
    add_files(parser, or_record=True)
    add_forms(parser)
    add_engine(parser, "cores", "goes through the children of files")
    parser.allow_abbrev = False  # the record is set up, or not, before a word is read
    parser.add_argument(
        OF_RECORD, action="store_true", help="from the record, in place of files: as agencies knew it"
    )
    parser.add_argument("--known-by", metavar="AGENCY", help="of the record, as this agency alone knew it")
    parser.add_argument("--child", type=int, metavar="NUMBER", help="of the record, this child alone")


def run(options: argparse.Namespace) -> int:
    of_files = options.path and options.profile
    if options.record and options.engine == SPARK:
        raise CommandError("The record is gone through where it is. Leave --engine out, or give files.")
    if options.record and not (options.path or options.profile or options.authority):
        from wayhome.config.replay_of_record import answer_of_record  # noqa: PLC0415 - files do without it

        return answer_of_record(options, at=datetime.now(UTC))
    if not of_files or options.record or options.known_by or options.child is not None:
        raise CommandError("Give a PATH with --as, or --record, alone or with --known-by or --child.")
    at = as_at(options.as_at)
    with opened(options) as (files, named):
        question = Replaying(files.read, at, json=options.json, protocols=protocols(options.protocol))
        tell(files, named)
        files.sort()
        with calling(words_of(question.protocols, day_of(at))):
            answer(options, files, question, named)
        return SOME_REFUSED if files.refused else RAN


def answer(options: argparse.Namespace, files: Source, question: Replaying, named: Authority | None) -> None:
    totals = Totals.under(question.protocols)
    with closing(LongList("per_child")) as per_child, across(options) as workers:
        for said in in_company(files, question.answer, workers):
            totals.include(said.totals)
            per_child.add(said.as_json)
            files.refuse(said.not_kept)
        stand_in = say(Sentence("replay.stand_in"))
        if options.html:
            report.write(
                options.html,
                totals,
                as_at=question.as_at,
                version=rulebook(question.protocols).version,
                told=notes(files, named),
                refused=refused_in_words(files.refused),
            )
        if options.json:
            refused = [row.in_words for row in files.refused]
            per_child.write(sys.stdout, {**summary(totals), "stand_in": stand_in, "refused": refused})
        else:
            said_of = (
                stand_in,
                "",
                *lines(totals, say(Sentence("replay.nought"))),
                *refused_lines(files.refused),
            )
            sys.stdout.writelines(f"{line}\n" for line in said_of)
