"""Write children's missing episodes out, from files or the record: a dataset, a return, an inspection's list."""

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.core.management import CommandError
from django.utils import timezone

from wayhome.config.cli import RAN, SOME_REFUSED
from wayhome.config.cli.serve import must_be_migrated
from wayhome.config.profile import add_as, profile
from wayhome.exchange.exports.form import Form, annual_return, dataset, inspection_list
from wayhome.exchange.exports.taken_out import exporter, taken_out
from wayhome.exchange.exports.writing import Exported, export
from wayhome.exchange.profiles.named import DATASET, RETURN
from wayhome.exchange.profiles.source import Source
from wayhome.exchange.register import authority
from wayhome.exchange.returns.year import Year
from wayhome.rules.chronology import Chronology
from wayhome.rules.moment import day_of
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

#: By which name an inspection's list is asked for.
INSPECTION = "annex-a"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", nargs="?", type=Path, metavar="PATH", help="a folder of files, or one file; see --from"
    )
    add_as(parser, "--from", required=False)
    parser.add_argument(
        "--record", action="store_true", help="from the record, in place of files; see --account"
    )
    parser.add_argument(
        "--account",
        metavar="E-MAIL",
        help="whose children: those that this coordinator of the council may see",
    )
    parser.add_argument(
        "--as",
        dest="form",
        choices=[DATASET.name, RETURN.name, INSPECTION],
        required=True,
        help="what to write: the standard safeguarding dataset, the annual return of looked-after children, or what an "
        "inspection's list of them (Annex A, list 8) asks of missing episodes",
    )
    parser.add_argument(
        "--year", help="of a return: the collection year; 2025/26 is 1 April 2025 to 31 March 2026"
    )
    parser.add_argument(
        "--authority", metavar="GSS", help="the council responsible for the children in files"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", required=True, help="a new folder for the tables")


def run(options: argparse.Namespace) -> int:
    if options.record and options.account and not options.path:
        return out_of_the_record(options)
    if options.path and options.profile and not options.record:
        return out_of_files(options)
    raise CommandError("Give a PATH with --from, or --record with --account.")


def out_of_the_record(options: argparse.Namespace) -> int:
    must_be_migrated()
    user, at = exporter(options.account), timezone.now()
    form = asked(options, user.agency.code, at)
    tell(export(taken_out(user, form, at=at), options.out, form), form, at)
    return RAN


def out_of_files(options: argparse.Namespace) -> int:
    named, at = authority(options.authority) if options.authority else None, timezone.now()
    form = asked(options, named.code if named else None, at)
    asked_as = profile(options.profile)
    with asked_as.of(asked_as.opened(options.path), named) as files:
        files.sort()
        tell(export(chronologies(files), options.out, form), form, at)
        for row in files.refused:
            print(f"refused: {row.file}, line {row.line}: {say(row.why)}", file=sys.stderr)
        return SOME_REFUSED if files.refused else RAN


def asked(options: argparse.Namespace, council: str | None, at: datetime) -> Form:
    """Refuses a year that cannot be read or has not begun. Raises CommandError for one too many or too few."""
    if options.form == RETURN.name and options.year:
        return annual_return(council, Year.read(options.year), at=at)
    if options.form == RETURN.name:
        raise CommandError("A return is of one year. Give --year, such as 2025/26.")
    if options.year:
        raise CommandError(
            "--year is of a return; nothing else is of one year. Leave it out, or give --as ssda903."
        )
    return inspection_list(council, at=at) if options.form == INSPECTION else dataset(council)


def chronologies(files: Source) -> Iterator[tuple[str, Chronology]]:
    return ((one.child, Chronology.of(one.child, one.events)) for one in files.children())


def tell(exported: Exported, form: Form, at: datetime) -> None:
    """How much was written, and what was not: silence would read as 'nothing'."""
    first = "nobody" if form.is_in_part and not exported.children else "children"
    print(say(Sentence(f"{form.said}.{first}", n=exported.children, year=str(form.year))))
    for file, rows in exported.rows.items():
        print(say(Sentence("export.table", file=file, rows=rows)))
    if form.year is not None and day_of(at) <= form.year.ends:
        print(say(Sentence("export.of_return.not_over", ends=form.year.ends)))
    if exported.lost:
        print(say(Sentence(f"{form.said}.lost_at_all")))
    for what, n in exported.lost.items():
        print(f"  {say(Sentence(f'export.lost.{what}', n=n))}")
    if form.is_in_part:
        print(say(Sentence(f"{form.said}.not_written")))
