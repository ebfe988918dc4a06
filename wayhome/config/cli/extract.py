"""Write an extract: episodes, interviews, findings and more as Parquet, under pseudonyms, for whoever counts."""

import argparse
from pathlib import Path

from wayhome.config.cli import OF_RECORD, RAN, SOME_REFUSED
from wayhome.config.extracts import extract_asked_for
from wayhome.config.files import add_files, refused_lines
from wayhome.insight.new_folder import new_folder
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


def configure(parser: argparse.ArgumentParser) -> None:
    add_files(parser, or_record=True)
    parser.allow_abbrev = False  # the record is set up, or not, before a word is read
    parser.add_argument(OF_RECORD, action="store_true", help="of the record, in place of files")
    parser.add_argument(
        "--after",
        type=Path,
        metavar="EARLIER",
        help="an earlier extract of this record: whoever has not changed since is taken over from it",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", required=True, help="a new folder for the extract")


def run(options: argparse.Namespace) -> int:
    with new_folder(options.out) as folder, extract_asked_for(options, folder, options.after) as made:
        about, earlier = made.extract.about, made.earlier
    print(say(Sentence("extract.written", as_at=about.as_at, version=about.version)))
    for table, rows in about.rows.items():
        print(say(Sentence("extract.table", table=table, rows=rows)))
    if earlier is not None:
        print(say(Sentence("extract.after", taken_over=earlier.taken_over, anew=earlier.anew)))
    for line in refused_lines(made.refused):
        print(line)
    return SOME_REFUSED if made.refused else RAN
