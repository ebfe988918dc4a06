"""Derive what is due for every child anew, from what was said and the rules in force."""

import argparse
import json
from collections.abc import Callable, Iterator
from functools import partial

from django.conf import settings
from django.db import connection
from django.utils import timezone

from wayhome.cases.children import index
from wayhome.cases.children.turns import Turns
from wayhome.config.cli import RAN, command
from wayhome.config.cli.serve import must_be_migrated
from wayhome.config.progress import Progress
from wayhome.insight.cores import spread
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

#: Children in one transaction: whoever records something of one of them waits for it.
AT_ONCE = 100

#: Of these children, by their row keys, and how many it did.
type Work = Callable[[tuple[int, ...]], int]


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["rebuild"], help="rebuild: derive every child's findings anew")
    parser.add_argument("--json", action="store_true", help="print one object on standard output")


def run(options: argparse.Namespace) -> int:
    must_be_migrated()
    everyone = index.every_child()
    if index.book().asks_for_company:
        on_every_core(index.share_anew, everyone, "load.shared")
    children = on_every_core(partial(index.derive_anew, at=timezone.now()), everyone, "load.derived")
    print(json.dumps({"children": children}) if options.json else say(Sentence("load.derived", n=children)))
    return RAN


def on_every_core(work: Work, children: list[int], said_as: str) -> int:
    """How many it was done for. SQLite has one writer at a time: there one process does it, and lets others write."""
    progress, so_far = Progress(), 0
    for done in in_turns(work, children) if connection.vendor == "sqlite" else in_parts(work, children):
        so_far += done
        progress.say(say(Sentence(said_as, n=so_far)))
    return so_far


def in_turns(work: Work, children: list[int]) -> Iterator[int]:
    for batch in Turns(index.FEWEST, AT_ONCE).of(children, lambda _: 1):
        yield work(tuple(batch))


def in_parts(work: Work, children: list[int]) -> Iterator[int]:
    connection.close()  # a process that is forked from this one must not speak through it
    return spread(work, children, size=AT_ONCE, prepare=prepared)


def prepared() -> None:
    """What a process of its own begins with, which it has already where it was forked from this one."""
    if not settings.configured:
        command("index")
