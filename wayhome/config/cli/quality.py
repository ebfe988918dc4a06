"""Say how far numbers can be trusted: what is not stated, what cannot be so, what moved since an earlier extract."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from django.core.management import CommandError

from wayhome.config.cli import OF_RECORD, RAN, SOME_REFUSED
from wayhome.config.extracts import extract_asked_for
from wayhome.config.files import add_files, refused_lines
from wayhome.exchange.returns.year import Year
from wayhome.insight.extract.folder import Extract
from wayhome.insight.quality.report import Found, Moved, found, moved
from wayhome.insight.tables.periods import Period


def configure(parser: argparse.ArgumentParser) -> None:
    add_files(parser, or_record=True)
    parser.allow_abbrev = False  # the record is set up, or not, before a word is read
    parser.add_argument(OF_RECORD, action="store_true", help="of the record, in place of files")
    parser.add_argument(
        "--before",
        type=Path,
        metavar="DIR",
        help="an earlier extract: which numbers of --year have moved since?",
    )
    parser.add_argument("--year", metavar="2024/25", help="of which year, with --before")
    parser.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")


def run(options: argparse.Namespace) -> int:
    if bool(options.before) != bool(options.year):
        raise CommandError("Give --before and --year together: a number moves within a year that is over.")
    year = Year.read(options.year) if options.year else None
    before = Extract.opened(options.before) if options.before else None
    with extract_asked_for(options) as made:
        checks = list(found(made.extract))
        numbers = []
        if before and year:
            year.must_have_begun(before.about.day)
            numbers = moved(before, made.extract, Period.year(year.ends, made.extract.about.day))
    if options.json:
        print(
            json.dumps(
                as_json(checks, numbers) | {"refused": [row.in_words for row in made.refused]}, indent=1
            )
        )
    else:
        print("\n".join([*lines(checks, numbers), *refused_lines(made.refused)]))
    return SOME_REFUSED if made.refused else RAN


def as_json(checks: list[Found], numbers: list[Moved]) -> dict[str, object]:
    return {
        "checks": [
            {
                "name": one.check.name,
                "sort": one.check.sort,
                "says": one.check.says,
                "found": one.found,
                "of": one.of,
            }
            for one in checks
        ],
        "moved": [one._asdict() for one in numbers],
    }


def lines(checks: list[Found], numbers: list[Moved]) -> Iterator[str]:
    last = None
    for one in checks:
        if one.check.sort != last:
            last = one.check.sort
            yield from ("", last.replace("_", " ").capitalize())
        percent = "–" if one.percent is None else f"{one.percent:.1f} %"
        yield f"  {one.found:>9,} of {one.of:>9,} {percent:>8}  {one.check.says}"
    if numbers:
        yield from ("", "Moved since the earlier extract")
    for number in numbers:
        yield f"  {number.table}, {number.number.replace('_', ' ')}: {number.was:,} then, {number.now:,} now"
