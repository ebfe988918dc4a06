"""Propose a mapping file from a table's header, check one, or show an example to begin from."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from django.core.management import CommandError

from wayhome.config.cli import RAN
from wayhome.config.profile import mapping
from wayhome.exchange.profiles.mapping import examples, proposal
from wayhome.exchange.profiles.mapping.reading import ONTO
from wayhome.exchange.tables.table import columns_of


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=list(ANSWERS),
        help="propose: from the first line of a CSV file, of which nothing else is shown; check: a mapping file;"
        f" example: one of {', '.join(examples.NAMES)}",
    )
    parser.add_argument("of", metavar="FILE", help="the CSV file, the mapping file, or the example's name")
    parser.add_argument(
        "--onto", choices=list(ONTO), default="police", help="whose tables to fill (default: %(default)s)"
    )


def run(options: argparse.Namespace) -> int:
    sys.stdout.writelines(f"{line}\n" for line in ANSWERS[options.what](options))
    return RAN


def proposed(options: argparse.Namespace) -> Iterator[str]:
    header = columns_of(Path(options.of))
    yield from proposal.lines(proposal.propose(header, options.onto))


def checked(options: argparse.Namespace) -> Iterator[str]:
    """What the file reads, once it is known to be without a fault."""
    read = mapping(options.of)
    for file in read.files:
        yield f"{file.file}: {', '.join(file.required)}"


def shown(options: argparse.Namespace) -> Iterator[str]:
    if options.of not in examples.NAMES:
        raise CommandError(f"There is no example {options.of}. There is: {', '.join(examples.NAMES)}.")
    yield from examples.text(options.of).splitlines()


ANSWERS: dict[str, Callable[[argparse.Namespace], Iterator[str]]] = {
    "propose": proposed,
    "check": checked,
    "example": shown,
}
