"""Write children's missing episodes out as the standard safeguarding dataset, from files or from the record."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from django.core.management import CommandError
from django.utils import timezone

from wayhome.config.cli import RAN, SOME_REFUSED
from wayhome.config.cli.serve import must_be_migrated
from wayhome.config.profile import add_as, profile
from wayhome.exchange.exports.taken_out import exporter, taken_out
from wayhome.exchange.exports.writing import Exported, export
from wayhome.exchange.profiles.source import Source
from wayhome.exchange.profiles.ssd import system_of
from wayhome.exchange.register import authority
from wayhome.rules.chronology import Chronology
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


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
    parser.add_argument("--as", dest="form", choices=["ssd"], required=True, help="what to write")
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
    exported = export(taken_out(user, at=at), options.out, system_of(user.agency.code))
    tell(exported)
    return RAN


def out_of_files(options: argparse.Namespace) -> int:
    named = authority(options.authority) if options.authority else None
    asked = profile(options.profile)
    with asked.of(asked.opened(options.path), named) as files:
        files.sort()
        tell(export(chronologies(files), options.out, system_of(named.code if named else None)))
        for row in files.refused:
            print(f"refused: {row.file}, line {row.line}: {say(row.why)}", file=sys.stderr)
        return SOME_REFUSED if files.refused else RAN


def chronologies(files: Source) -> Iterator[tuple[str, Chronology]]:
    return ((one.child, Chronology.of(one.child, one.events)) for one in files.children())


def tell(exported: Exported) -> None:
    print(say(Sentence("export.children", n=exported.children)))
    for file, rows in exported.rows.items():
        print(say(Sentence("export.table", file=file, rows=rows)))
    if exported.lost:
        print(say(Sentence("export.lost_at_all")))
    for what, n in exported.lost.items():
        print(f"  {say(Sentence(f'export.lost.{what}', n=n))}")
