"""Load a partner's files into the record; loading them twice changes nothing."""

import argparse
import csv
import gc
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.config.cli import RAN, SOME_REFUSED, migrate
from wayhome.config.cli.serve import must_be_migrated
from wayhome.config.profile import add_as, profile
from wayhome.config.progress import Progress
from wayhome.exchange import actions, register
from wayhome.exchange.batches.counts import Counts
from wayhome.exchange.loading.files import Outcome, digest_of, load_files, preview
from wayhome.exchange.profiles.named import Profile
from wayhome.exchange.tables.refused import COLUMNS, Refused
from wayhome.rules.sentence import Sentence
from wayhome.ui.spreadsheet import written
from wayhome.ui.wording import say

#: What is counted, in the order in which it is printed.
CREATED = ("children", "episodes", "events", "interviews", "contacts")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, help="a folder of the partner's files, or one of them")
    add_as(parser)
    parser.add_argument(
        "--authority", metavar="GSS", required=True, help="the local authority responsible for the children"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be created, and write nothing")
    parser.add_argument(
        "--refused", type=Path, metavar="FILE.csv", help="write the rows that were refused there"
    )
    parser.add_argument("--json", action="store_true", help="print one object on standard output")


def run(options: argparse.Namespace) -> int:
    authority, asked_as = register.current(options.authority), profile(options.profile)
    digest = digest_of(asked_as.opened(options.path))
    if options.refused and not options.refused.absolute().parent.is_dir():
        raise CommandError(
            f"there is no folder {options.refused.absolute().parent} to write the refused rows to."
        )
    (be_ready_to_look if options.dry_run else be_ready)()
    gc.freeze()  # the program itself is not searched for garbage again and again while rows go through
    outcome = asked(options, asked_as, authority, digest)
    for path in outcome.folder.unread:
        print(say(Sentence("load.unread", file=path.name)), file=sys.stderr)
    for file, columns in outcome.folder.unmapped.items():
        print(say(Sentence("load.unmapped", file=file, columns=", ".join(columns))), file=sys.stderr)
    if options.refused:
        write_refused(options.refused, outcome.refused)
    print(as_json(outcome) if options.json else in_words(outcome, options))
    return SOME_REFUSED if outcome.refused else RAN


def asked(
    options: argparse.Namespace, asked_as: Profile, authority: register.Authority, digest: str
) -> Outcome:
    at, progress = timezone.now(), Progress()

    def tell(counts: Counts) -> None:
        progress.say(say(Sentence("load.so_far", n=counts.rows + counts.unchanged, children=counts.children)))

    if options.dry_run:
        return preview(options.path, asked_as, authority, at=at, tell=tell)
    into = actions.begin_load(
        asked_as.name,
        authority,
        digest,
        by=INSTALLATION,
        at=at,
        sent_by=asked_as.sent_by,
    )
    return load_files(options.path, asked_as, into, by=INSTALLATION, at=at, tell=tell)


def be_ready() -> None:
    """A new SQLite record is made here; one that is older than this program is left as it is, and refused."""
    if is_new():
        migrate.run(argparse.Namespace(quiet=True))
        print(say(Sentence("load.new_record")), file=sys.stderr)
    must_be_migrated()


def be_ready_to_look() -> None:
    """Where there is no record yet, a dry run looks at an empty one in memory, and leaves no file behind."""
    if is_new():
        connection.close()
        connection.settings_dict["NAME"] = ":memory:"
        call_command("migrate", interactive=False, verbosity=0)
    must_be_migrated()


def is_new() -> bool:
    if connection.vendor != "sqlite":
        return False
    file = Path(connection.settings_dict["NAME"])
    return not file.exists() or not connection.introspection.table_names()


def as_json(outcome: Outcome) -> str:
    counts = outcome.counts.as_dict()
    created = {name: counts[name] for name in (*CREATED, "unchanged")}
    return json.dumps(created | {"refused": [refused.in_words for refused in outcome.refused]})


def in_words(outcome: Outcome, options: argparse.Namespace) -> str:
    counts = outcome.counts.as_dict()
    lines = [Sentence("load.would_create" if options.dry_run else "load.created")]
    lines += [Sentence(f"load.{name}", n=counts[name]) for name in (*CREATED, "unchanged")]
    if outcome.refused:
        lines.append(Sentence("load.refused", n=len(outcome.refused)))
        if not options.refused:
            lines.append(Sentence("load.see_refused"))
    return "\n".join(map(say, lines))


def write_refused(path: Path, refused: Iterable[Refused]) -> None:
    """Whole or not at all: a report that was cut short would look like a short list of faults."""
    with NamedTemporaryFile(
        "w", dir=path.absolute().parent, newline="", encoding="utf-8", delete=False
    ) as draft:
        report = csv.DictWriter(draft, COLUMNS)
        report.writeheader()
        report.writerows({name: written(cell) for name, cell in one.in_words.items()} for one in refused)
    Path(draft.name).replace(path)
