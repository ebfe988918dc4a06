"""Count published tables in files, the record or an extract: looked after, police, interviews, concerns, decisions."""

import argparse
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from django.core.management import CommandError

from wayhome.config.areas import areas
from wayhome.config.cli import OF_RECORD, RAN, SOME_REFUSED
from wayhome.config.engine import SPARK, add_engine, must_be_installed
from wayhome.config.extracts import extract_asked_for
from wayhome.config.files import add_files, refused_lines
from wayhome.config.tabulated import as_json, compared_lines, lines
from wayhome.exchange.returns.year import Year
from wayhome.insight.extract.folder import Extract
from wayhome.insight.extract.published import published_before
from wayhome.insight.publishing import as_comparison
from wayhome.insight.publishing.about import Release
from wayhome.insight.publishing.folder import publish
from wayhome.insight.tables.areas import Areas
from wayhome.insight.tables.control import POLICIES
from wayhome.insight.tables.counts import Counts
from wayhome.insight.tables.engine import Engine
from wayhome.insight.tables.engine import opened as embedded
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.listed import tables_of
from wayhome.insight.tables.periods import Period
from wayhome.insight.tables.released import Released, in_turn
from wayhome.insight.tables.spark import Spark
from wayhome.insight.tables.spark import opened as distributed
from wayhome.rules.disclosure import SmallNumbers


def configure(parser: argparse.ArgumentParser) -> None:
    add_files(parser, or_record=True)
    parser.allow_abbrev = False  # the record is set up, or not, before a word is read
    parser.add_argument(OF_RECORD, action="store_true", help="of the record, in place of files")
    parser.add_argument("--year", metavar="2024/25", help="this year to 31 March (default: everything)")
    parser.add_argument(
        "--internal", action="store_true", help="exact numbers, small ones too: never to be published"
    )
    parser.add_argument(
        "--policy",
        choices=POLICIES,
        default="own",
        help="how small numbers are withheld: this project's own way, or the Department for Education's",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="also publish them into a new folder")
    parser.add_argument(
        "--before",
        action="append",
        default=[],
        type=Path,
        metavar="DIR",
        help="an earlier extract, of which --year was published: what was withheld then stays so; give every one, in "
        "the order in which they were published",
    )
    add_engine(parser, "duckdb", "counts")
    parser.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")


def run(options: argparse.Namespace) -> int:
    small = None if options.internal else POLICIES[options.policy]
    if options.before and not (small and options.year):
        raise CommandError("--before is of a year that is published: give --year, and leave --internal out.")
    with extract_asked_for(options) as made:
        earlier = published_before(made.extract, options.before)
        each, told_of = counted(options, made.extract)
        then = [counted(options, extract)[0] for extract in earlier]
    figures, before = in_figures(each, then, small)
    if options.out:
        # of all of them; some need nothing of a source, so that there are some
        release = Release(made.extract.about, figures[0].period.said, small, len(made.refused), areas=told_of)
        publish(release, figures, options.out, before)
    if options.json:
        refused = [row.in_words for row in made.refused]
        beside = {"compared": as_comparison.as_json(figures), "refused": refused}
        print(json.dumps(as_json(figures) | beside, indent=1))
    else:
        print("\n".join([*lines(figures), *compared_lines(figures), *refused_lines(made.refused)]))
    return SOME_REFUSED if made.refused else RAN


def counted(options: argparse.Namespace, extract: Extract) -> tuple[list[Counts], Areas]:
    """Of every table that the source can fill, and of which authorities it tells."""
    with opened(options, extract) as counting:
        if options.year:
            year = Year.read(options.year)
            year.must_have_begun(extract.about.day)
            period = Period.year(year.ends, extract.about.day)
        else:
            period = Period.everything(counting.last, extract.about.day)
        told_of = areas(counting.authorities(period))
        tables = tables_of(extract.about, told_of)
        return [counting.counts(table, period) for table in tables], told_of


def in_figures(
    each: Sequence[Counts], earlier: Sequence[Sequence[Counts]], small: SmallNumbers | None
) -> tuple[list[Figures], dict[str, Sequence[Released]]]:
    """Each table as it may be published now, or exact; and by its name as it was published each time before."""
    figures, before = list[Figures](), dict[str, Sequence[Released]]()
    if small is None:
        return [Figures.exact(counts) for counts in each], before
    for now in each:
        then = [one for release in earlier for one in release if one.table.name == now.table.name]
        *before[now.table.name], last = in_turn([*then, now], small)
        figures.append(last.figures)
    return figures, before


def opened(options: argparse.Namespace, extract: Extract) -> AbstractContextManager[Engine | Spark]:
    """Raises CommandError where the engine is not installed."""
    if options.engine != SPARK:
        return embedded(extract)
    must_be_installed()
    return distributed(extract, options.master)
