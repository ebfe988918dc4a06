"""Say whether the figures of a published paragraph or table can all be true at once, and which of them cannot."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TextIO

from wayhome.config.claims import passage
from wayhome.config.cli import RAN
from wayhome.insight.reconciling.answer import Answer, reconciled
from wayhome.insight.reconciling.fitting import Undecided
from wayhome.insight.reconciling.unpublished import unpublished
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a text file that states what was published, claim by claim"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")


def run(options: argparse.Namespace) -> int:
    published = passage(options.file)
    with alone() as out:
        try:
            answer = reconciled(published)
            lines = [json.dumps(answer.as_json)] if options.json else [*in_words(answer)]
        except Undecided as undecided:
            raise Refusal(Sentence("claims.undecided", file=str(options.file))) from undecided
        out.writelines(f"{line}\n" for line in lines)
    if not answer.are_all:
        print(say(Sentence("claims.more", n=len(answer.conflicts))), file=sys.stderr)
    return RAN


def alone() -> TextIO:
    """Standard output, for the answer alone: HiGHS now and then prints a line of its own there, past Python and as late
    as the process ends.
    """
    sys.stdout.flush()
    ours = os.dup(sys.stdout.fileno())
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return os.fdopen(ours, "w", encoding=sys.stdout.encoding, errors=sys.stdout.errors)


def in_words(answer: Answer) -> Iterator[str]:
    """Every claim under where it was published, and then the answer."""
    yield answer.of.title
    for published, claims in groupby(answer.of.claims, key=lambda claim: claim.published):
        yield ""
        yield published
        yield from (f"  {claim.id}: {say(claim.in_words(answer.of.called))}" for claim in claims)
    yield ""
    yield from fits(answer) if answer.is_consistent else conflicts(answer)


def fits(answer: Answer) -> Iterator[str]:
    yield say(Sentence("claims.consistent"))
    worked_out = [*unpublished(answer.of.claims)]
    if worked_out:
        yield ""
        yield say(Sentence("claims.unpublished"))
    yield from (f"  {answer.of.called[count]}: {say(span.in_words)}" for count, span in worked_out)


def conflicts(answer: Answer) -> Iterator[str]:
    yield say(Sentence("claims.inconsistent", n=len(answer.conflicts)))
    for nth, (claims, why) in enumerate(answer.conflicts, start=1):
        yield ""
        yield f"{nth}. {', '.join(claim.id for claim in claims)}"
        yield f"   {say(why)}"
