"""Say what is due, overdue or in doubt in a partner's files, without a record."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from wayhome.config.cli import RAN, SOME_REFUSED
from wayhome.config.engine import across, add_engine
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
from wayhome.exchange.profiles.source import Source
from wayhome.exchange.register import Authority
from wayhome.exchange.screening.questions import Question
from wayhome.insight.long_list import LongList
from wayhome.insight.report import Report
from wayhome.insight.screening import Screening
from wayhome.rules.facts import Nation
from wayhome.rules.finding import NEEDS_SOMEONE


def configure(parser: argparse.ArgumentParser) -> None:
    add_files(parser)
    parser.add_argument("--all", action="store_true", help="every finding, not only those that need someone")
    add_forms(parser)
    add_engine(parser, "cores", "goes through the children")


def run(options: argparse.Namespace) -> int:
    at = as_at(options.as_at)
    with opened(options) as (files, named):
        question = Question(
            files.read,
            files.system,
            Nation(named.nation) if named else Nation.ENGLAND,
            at,
            every=options.all,
            json=options.json,
            page=options.html is not None,
            protocols=protocols(options.protocol),
        )
        tell(files, named)
        files.sort()
        answer(options, files, question, named)
        return SOME_REFUSED if files.refused else RAN


def answer(options: argparse.Namespace, files: Source, question: Question, named: Authority | None) -> None:
    screening = question.screening()
    with closing(LongList("findings")) as findings, closing(Report()) as report, across(options) as workers:
        for said in in_company(files, question.answer, workers):
            screening.totals.include(said.totals)
            findings.add(said.as_json)
            report.add(said.as_rows)
            files.refuse(said.not_kept)
        if options.html:
            report.write(options.html, screening, notes(files, named), refused_in_words(files.refused))
        if options.json:
            findings.write(
                sys.stdout, {**summary(screening), "refused": [row.in_words for row in files.refused]}
            )
        else:
            sys.stdout.writelines(f"{line}\n" for line in lines(screening, files))


def summary(screening: Screening) -> dict[str, Any]:
    totals = screening.totals
    return {
        "children": totals.children,
        "incidents": totals.incidents,
        "open": totals.open,
        "away": totals.away,
        "with_more_than_one": totals.with_more_than_one,
        "as_at": screening.as_at.isoformat(),
        "rules": screening.rulebook.version,
        "not_stated": dict(sorted(screening.totals.not_stated.items())),
    }


def lines(screening: Screening, files: Source) -> Iterator[str]:
    """The answer in plain text: totals, then how many findings of each rule and state, then what was refused."""
    for said, n in summary(screening).items():
        if not isinstance(n, Mapping):
            yield f"{said.replace('_', ' '):20} {n:>9,}" if isinstance(n, int) else f"{said:20} {n}"
    for (rule, state), n in sorted(screening.totals.said.items()):
        yield f"{rule:44} {state.value.replace('_', ' '):14} {n:>9,}"
    for rule, n in sorted(screening.totals.not_stated.items()):
        yield f"{rule:44} {'not stated':14} {n:>9,}"
    for one in screening.totals.held.medians():
        rule, by, then = one.hop
        hours = f"{one.least:,}" if one.least == one.most else f"{one.least:,} to {one.most:,}"
        hop = f"held by {by}, then {then}".replace("_", " ")
        yield f"{rule:44} {one.findings:>9,} {hop}: median {hours} hours"
    if any(state in NEEDS_SOMEONE for _, state in screening.totals.said):
        yield "Of whom each is said, with what it rests on: --html FILE, or --json."
    yield from refused_lines(files.refused)
