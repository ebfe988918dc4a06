"""Say what is due, overdue or in doubt in a partner's files, without a record."""

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings

from wayhome.config.cli import RAN, SOME_REFUSED, command
from wayhome.config.profile import add_as, profile
from wayhome.config.protocol import protocols
from wayhome.exchange.profiles.source import Source
from wayhome.exchange.register import Authority, authority
from wayhome.exchange.screening.company import Sharing
from wayhome.exchange.screening.questions import Answer, Question
from wayhome.exchange.tables.moments import read_moment
from wayhome.exchange.tables.refused import Unreadable
from wayhome.insight.as_json import Findings
from wayhome.insight.cores import spread
from wayhome.insight.report import Report, Row
from wayhome.insight.screening import Screening
from wayhome.rules.company import ALONE
from wayhome.rules.facts import Nation
from wayhome.rules.finding import NEEDS_SOMEONE
from wayhome.rules.refusal import Refusal
from wayhome.ui import wording

#: Few enough for a processor's own memory, many enough to be worth sending.
CHILDREN_AT_ONCE = 32

SECONDS_BETWEEN_WORDS = 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="PATH", help="a folder of files, or one file")
    add_as(parser)
    parser.add_argument(
        "--authority", metavar="GSS", help="the authority responsible for the children, by its code"
    )
    parser.add_argument("--as-at", metavar="ISO", help="a moment, or a day and then its end (default: now)")
    parser.add_argument(
        "--protocol",
        metavar="PATH",
        help="the partnership's own: a file, or a folder of them (default: the one this comes with)",
    )
    parser.add_argument("--all", action="store_true", help="every finding, not only those that need someone")
    parser.add_argument("--html", type=Path, metavar="FILE", help="also write a page for people to read")
    parser.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")


def run(options: argparse.Namespace) -> int:
    named = authority(options.authority) if options.authority else None
    nation = Nation(named.nation) if named else Nation.ENGLAND
    at = as_at(options.as_at)
    asked = profile(options.profile)
    with asked.of(asked.opened(options.path), named) as files, collecting_seldom():
        question = Question(
            files.read,
            files.system,
            nation,
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


def as_at(text: str | None) -> datetime:
    """The moment that is asked about; of a day, its end. Refuses what cannot be read."""
    if text is None:
        return datetime.now(UTC)
    try:
        return read_moment(text)[0].ends
    except Unreadable as unreadable:
        raise Refusal(unreadable.why, field="as_at") from None


def answer(options: argparse.Namespace, files: Source, question: Question, named: Authority | None) -> None:
    screening = question.screening()
    with closing(Findings()) as findings, closing(Report()) as report:
        for said in answers(files, question):
            screening.totals.include(said.totals)
            findings.add(said.as_json)
            report.add(said.as_rows)
            files.refuse(said.not_kept)
        if options.html:
            report.write(options.html, screening, notes(files, named), refused_in_words(files))
        if options.json:
            findings.write(
                sys.stdout, {**summary(screening), "refused": [row.in_words for row in files.refused]}
            )
        else:
            sys.stdout.writelines(f"{line}\n" for line in lines(screening, files))


def answers(files: Source, question: Question) -> Iterator[Answer]:
    """Of a batch of children at a time. Their company is gathered only where a rule asks for it."""
    if not question.rulebook.in_company:
        alone = ((rows, ALONE) for rows in progress(files.unread_children()))
        yield from on_every_core(question.answer, alone)
        return
    with closing(Sharing()) as sharing:
        everyones = on_every_core(question.shares, progress(files.unread_children()))
        sharing.hold(chain.from_iterable(everyones))
        together = ((rows, sharing.company(rows.child)) for rows in progress(files.unread_children()))
        yield from on_every_core(question.answer, together)


def on_every_core[Part, Said](
    work: Callable[[tuple[Part, ...]], Said], children: Iterable[Part]
) -> Iterator[Said]:
    return spread(work, children, size=CHILDREN_AT_ONCE, prepare=prepared)


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


def refused_in_words(files: Source) -> Iterator[Row]:
    return (Row(row.file, row.line, row.field or "", wording.say(row.why)) for row in files.refused)


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
    for row in files.refused:
        field = f", {row.field}" if row.field else ""
        yield f"refused: {row.file}, line {row.line}{field}: {wording.say(row.why)}"


def notes(files: Source, named: Authority | None) -> dict[str, str]:
    """How the files were read, for whoever reads the answer."""
    if named is None:
        rules = "No authority was named (--authority), so England's rules are used and owners are not named."
    else:
        rules = (
            f"{named.name} ({named.code}) is responsible for every child, as the person running this states."
        )
    said = {"Rules": rules}
    if files.absent:
        said["Not there"] = f"{', '.join(files.absent)}: nothing of what they would hold is counted as done."
    if files.folder.unread:
        said["Left unread"] = ", ".join(file.name for file in files.folder.unread)
    for file, columns in files.folder.unmapped.items():
        said[f"Not mapped in {file}"] = ", ".join(columns)
    return said


def tell(files: Source, named: Authority | None) -> None:
    for of, line in notes(files, named).items():
        print(f"{of}: {line}", file=sys.stderr)


def progress[Child](children: Iterable[Child]) -> Iterator[Child]:
    """The same children, with a line on standard error every other second."""
    said_at = time.monotonic()
    for n, child in enumerate(children, start=1):
        if time.monotonic() - said_at > SECONDS_BETWEEN_WORDS:
            print(f"{n:,} children read", file=sys.stderr)
            said_at = time.monotonic()
        yield child


def prepared() -> None:
    """What a process of its own begins with, which it has already where it was forked from this one."""
    if not settings.configured:
        command("screen")
    collect_seldom()


@contextmanager
def collecting_seldom() -> Iterator[None]:
    usual = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def collect_seldom() -> None:
    """What is read is let go child by child, without cycles: looking for some all the time only takes time."""
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)
