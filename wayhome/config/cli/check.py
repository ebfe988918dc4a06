"""Check a return of looked-after children before it is sent, as the sector's own checker would."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from django.core.management import CommandError

from wayhome.config.cli import RAN, SOME_REFUSED
from wayhome.config.profile import add_as, profile
from wayhome.exchange.profiles.named import RETURN
from wayhome.exchange.profiles.ssda903.tables import Return, read_return
from wayhome.exchange.returns.checks import CHECKS, By, checked
from wayhome.exchange.returns.year import Year
from wayhome.ui import wording

#: How many rows of one finding are named; the rest are in `--json`.
NAMED = 12


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", type=Path, metavar="PATH", help="a folder of a return's CSV files, or its XML file"
    )
    add_as(parser)
    parser.add_argument(
        "--year", required=True, help="the collection year: 2017/18 is 1 April 2017 to 31 March 2018"
    )
    parser.add_argument(
        "--last-year",
        type=Path,
        metavar="PATH",
        help="the return of the year before, without which 576 is not run",
    )
    parser.add_argument(
        "--by",
        type=By,
        choices=list(By),
        default=By.PUBLISHED,
        help="as the sector's checker does, by which a return is judged (published, the default), or by the words of"
        " each rule (text)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")


def run(options: argparse.Namespace) -> int:
    year, asked = Year.read(options.year), profile(options.profile)
    if asked.tables != RETURN.name:
        raise CommandError(
            f"--as {options.profile}: only a return of looked-after children ({RETURN.name}) is checked."
        )
    read = read_return(asked.opened(options.path))
    if options.last_year:
        read = read.after(read_return(asked.opened(options.last_year)))
    found = checked(read, year, options.by)
    for file in read.folder.unread:
        print(f"Left unread: {file.name}", file=sys.stderr)
    if options.json:
        print(json.dumps({"findings": found, "refused": [one.in_words for one in read.refused]}))
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines(read, found, year, options.by))
    return SOME_REFUSED if read.refused else RAN


def lines(read: Return, found: dict[str, dict[str, list[int]]], year: Year, by: By) -> Iterator[str]:
    """What was read and not, then each check that finds something, with the lines of the file to look at."""
    yield f"Return of {year}, checked by {'what the checker does' if by is By.PUBLISHED else 'the words of the rules'}"
    for table, rows in read.tables.items():
        yield f"{table:12} {len(rows):>7,} rows"
    for check in CHECKS:
        for table, indices in found[check.code].items():
            yield ""
            yield f"{check.code}: {check.asks}"
            yield f"  {table}, {where(read, table, indices)}"
            if by is By.PUBLISHED and check.differs:
                yield f"  {check.differs} (--by text follows the words)"
    yield ""
    yield not_run(read, by)
    for one in read.refused:
        yield f"refused: {one.file}, line {one.line}: {wording.say(one.why)}"


def where(read: Return, table: str, indices: list[int]) -> str:
    """Lines of the file, by which a person finds a row."""
    line_of = {row.place: row.line for row in read.tables[table]}
    named = ", ".join(str(line_of[index]) for index in indices[:NAMED])
    more = f" and {len(indices) - NAMED} more" if len(indices) > NAMED else ""
    return (
        f"{len(indices)} {'row' if len(indices) == 1 else 'rows'}: line {named}{more} of {read.files[table]}"
    )


def not_run(read: Return, by: By) -> str:
    """Checks that had nothing to look at: silence would read as 'nothing found'."""
    without = [check.code for check in CHECKS if check.lacks(read, by)]
    return f"Not run, for want of a table: {', '.join(without)}" if without else "Every check was run."
