"""An extract for commands: made of a partner's files or of the record, or opened where one was written before."""

from __future__ import annotations

import argparse
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import CommandError

from wayhome import __version__
from wayhome.config.files import as_at, in_company, on_every_core, opened, progress, tell
from wayhome.config.protocol import protocols
from wayhome.exchange.profiles.source import Source
from wayhome.exchange.screening.extracts import ExtractingFiles
from wayhome.exchange.tables.refused import Refused
from wayhome.insight.extract.batches import Batch, Extracting
from wayhome.insight.extract.folder import Extract, write
from wayhome.insight.extract.pseudonyms import Pseudonyms
from wayhome.insight.extract.stamps import Around, Stamping
from wayhome.rules.company import ALONE
from wayhome.rules.event import OWN
from wayhome.rules.facts import Nation
from wayhome.rules.rulebook import rulebook

if TYPE_CHECKING:
    from wayhome.insight.extract.earlier import Earlier

#: By which name an extract's own folder is asked for, in place of a profile.
WRITTEN_BEFORE = "extract"

#: What the installation's secret is mixed with, so that no other use of it gives the same.
_PURPOSE = b"wayhome.extract.pseudonyms"


@dataclass(slots=True)
class Made:
    """`refused` are the rows of files that are in no table. `earlier` is the extract from which some were taken over;
    None: none was given.
    """

    extract: Extract
    refused: list[Refused] = field(default_factory=list)
    earlier: Earlier | None = None


@contextmanager
def extract_asked_for(
    options: argparse.Namespace, into: Path | None = None, after: Path | None = None
) -> Iterator[Made]:
    """The one that PATH with --as, or --record, asks for; written `into` a folder, or for the time being.

    `after` is an earlier one of the record. Raises CommandError for words that ask for none.
    """
    if after is not None and not options.record:
        raise CommandError("--after takes over from an extract of the record: give it with --record.")
    if options.record and not (options.path or options.profile or options.authority):
        with _folder(into) as folder:
            yield _of_record(options, folder, after, is_kept=into is not None)
    elif options.path and options.profile == WRITTEN_BEFORE and not options.record and into is None:
        yield Made(Extract.opened(options.path))
    elif options.path and options.profile and not options.record:
        with _folder(into) as folder:
            yield _of_files(options, folder)
    else:
        raise CommandError("Give a PATH with --as, or --record alone.")


@contextmanager
def _folder(into: Path | None) -> Iterator[Path]:
    if into is not None:
        yield into
        return
    with TemporaryDirectory(prefix="wayhome-extract-") as folder:
        yield Path(folder)


def _of_files(options: argparse.Namespace, into: Path) -> Made:
    """Under pseudonyms of this once: nobody keeps a key for files that are only passing through."""
    at, agreed = as_at(options.as_at), protocols(options.protocol)
    with opened(options) as (files, named):
        nation = Nation(named.nation) if named else Nation.ENGLAND
        everybody = files.lists_in_care
        asked = Extracting(
            Pseudonyms.of_this_once(), at, agreed, files.system, nation, lists_in_care=everybody
        )
        tell(files, named)
        files.sort()
        batches = _batches(files, asked)
        version = rulebook(agreed, nation).version
        extract = write(batches, into, system=files.system, as_at=at, rules=version, lists_in_care=everybody)
        return Made(extract, list(files.refused))


def _batches(files: Source, asked: Extracting) -> Iterator[Batch]:
    """Of whoever was missing, and then of everybody else in care, of whom nothing is asked that others share."""
    answer = ExtractingFiles(files.read_to_count, asked).answer
    alone = ((rows, ALONE) for rows in progress(files.unread_in_care()))
    for said in chain(in_company(files, answer), on_every_core(answer, alone)):
        files.refuse(said.not_kept)
        yield said.batch


def _of_record(options: argparse.Namespace, into: Path, after: Path | None, *, is_kept: bool) -> Made:
    from wayhome.cases.audit.actions import INSTALLATION  # noqa: PLC0415 - files do without the record
    from wayhome.config.cli.serve import must_be_migrated  # noqa: PLC0415
    from wayhome.insight.extract import record  # noqa: PLC0415

    must_be_migrated()
    agreed = protocols(options.protocol) if options.protocol else settings.WAYHOME_PROTOCOL
    asked, rules = Extracting(Pseudonyms(_key()), as_at(options.as_at), agreed), rulebook(agreed).version
    if is_kept:
        return _stamped(asked, rules, into, after)
    children = record.chronologies(by=INSTALLATION, at=as_at(None), of=record.EXTRACTED)
    batches = on_every_core(asked.answer, progress(children))
    return Made(write(batches, into, system=OWN, as_at=asked.as_at, rules=rules))


def _stamped(asked: Extracting, rules: str, into: Path, after: Path | None) -> Made:
    """One from which a later one can take over, as it does from the one `after` which it is made."""
    from wayhome.cases.audit.actions import INSTALLATION  # noqa: PLC0415
    from wayhome.cases.keys.ring import ciphers  # noqa: PLC0415
    from wayhome.insight.extract import record  # noqa: PLC0415
    from wayhome.insight.extract.earlier import Earlier  # noqa: PLC0415

    around = Around.of((("release", __version__, rules), *record.around()))
    cipher, *_ = ciphers("extract", settings.SECRET_KEY)
    earlier = None
    if after is not None:
        earlier = Earlier(Extract.opened(after), around=around, as_at=asked.as_at, decrypt=cipher.decrypt)
    holds = earlier.holds if earlier else _nobody
    children = record.stamped(by=INSTALLATION, at=as_at(None), holds=holds)
    anew = on_every_core(asked.answer_stamped, progress(children))
    batches = chain(anew, earlier.batches()) if earlier else anew
    stamping = Stamping(around, cipher.encrypt)
    extract = write(batches, into, system=OWN, as_at=asked.as_at, rules=rules, stamping=stamping)
    return Made(extract, earlier=earlier)


def _nobody(_: bytes) -> bool:
    return False


def _key() -> bytes:
    """Of this installation, so that its extracts can be joined by child for as long as its secret stays the same."""
    return hmac.digest(settings.SECRET_KEY.encode(), _PURPOSE, "sha256")
