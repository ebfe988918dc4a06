"""A partner's files as commands ask them without a record: from which, as at when, by which protocol, on every core."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Protocol

from django.conf import settings

from wayhome.config.cli import command
from wayhome.config.profile import add_as, profile
from wayhome.exchange.profiles.source import Rows, Source
from wayhome.exchange.register import Authority, authority
from wayhome.exchange.screening.company import Sharing
from wayhome.exchange.screening.people import Shares
from wayhome.exchange.tables.moments import read_moment
from wayhome.exchange.tables.refused import Refused, Unreadable
from wayhome.insight.cores import spread
from wayhome.insight.page import Row
from wayhome.rules.company import Company
from wayhome.rules.refusal import Refusal
from wayhome.ui import wording

#: Few enough for a processor's own memory, many enough to be worth sending.
CHILDREN_AT_ONCE = 32

SECONDS_BETWEEN_WORDS = 2


def add_files(parser: argparse.ArgumentParser, *, or_record: bool = False) -> None:
    """`or_record`: the record may be asked in their place."""
    parser.add_argument(
        "path",
        nargs="?" if or_record else None,
        type=Path,
        metavar="PATH",
        help="a folder of files, or one file",
    )
    add_as(parser, required=not or_record)
    parser.add_argument(
        "--authority", metavar="GSS", help="the authority responsible for the children, by its code"
    )
    parser.add_argument("--as-at", metavar="ISO", help="a moment, or a day and then its end (default: now)")
    parser.add_argument(
        "--protocol",
        metavar="PATH",
        help="the partnership's own: a file, or a folder of them (default: the one this comes with)",
    )


def add_forms(parser: argparse.ArgumentParser) -> None:
    """In which forms the answer is given, besides lines of text."""
    parser.add_argument("--html", type=Path, metavar="FILE", help="also write a page for people to read")
    parser.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[tuple[Source, Authority | None]]:
    """The files, and the authority that was named. Refuses what cannot be read."""
    named = authority(options.authority) if options.authority else None
    asked = profile(options.profile)
    with asked.of(asked.opened(options.path), named) as files, _collecting_seldom():
        yield files, named


def as_at(text: str | None) -> datetime:
    """The moment that is asked about; of a day, its end. Refuses what cannot be read."""
    if text is None:
        return datetime.now(UTC)
    try:
        return read_moment(text)[0].ends
    except Unreadable as unreadable:
        raise Refusal(unreadable.why, field="as_at") from None


class Across(Protocol):
    """Has children gone through a batch at a time: `work` of each, in their order."""

    def __call__[Part, Said](
        self, work: Callable[[tuple[Part, ...]], Said], children: Iterable[Part]
    ) -> Iterator[Said]: ...


def on_every_core[Part, Said](
    work: Callable[[tuple[Part, ...]], Said], children: Iterable[Part]
) -> Iterator[Said]:
    return spread(work, children, size=CHILDREN_AT_ONCE, prepare=prepared)


def in_company[Said](
    files: Source, work: Callable[[tuple[tuple[Rows, Company], ...]], Said], across: Across = on_every_core
) -> Iterator[Said]:
    """`work` of every batch of children, each child's rows with the company of the child, which is gathered first."""
    with closing(Sharing()) as sharing:
        everyones = across(Shares(files.read_shared), progress(files.unread_sharing()))
        sharing.hold(chain.from_iterable(everyones))
        yield from across(work, sharing.with_company(progress(files.unread_children())))


def refused_in_words(refused: Iterable[Refused]) -> Iterator[Row]:
    return (Row(row.file, row.line, row.field or "", wording.say(row.why)) for row in refused)


def refused_lines(refused: Iterable[Refused]) -> Iterator[str]:
    for row in refused_in_words(refused):
        field = f", {row.field}" if row.field else ""
        yield f"refused: {row.file}, line {row.line}{field}: {row.reason}"


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
    _collect_seldom()


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    usual = gc.get_threshold()
    _collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _collect_seldom() -> None:
    """What is read is let go child by child, without cycles: looking for some all the time only takes time."""
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)
