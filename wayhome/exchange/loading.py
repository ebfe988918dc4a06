"""A partner's files, from the path they lie at into the record, or as far as saying what would come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path

from wayhome.cases.audit.models import Actor
from wayhome.exchange import actions
from wayhome.exchange.counts import Counts
from wayhome.exchange.models import Load
from wayhome.exchange.profiles.folder import opened
from wayhome.exchange.profiles.police import PoliceFiles, Sender
from wayhome.exchange.profiles.police.layouts import LAYOUTS
from wayhome.exchange.refused import Refused
from wayhome.exchange.register import Authority
from wayhome.exchange.rehearsal import rehearse
from wayhome.exchange.senders import council_and_force

Tell = Callable[[Counts], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`unread` are files in the folder that the profile does not know."""

    counts: Counts
    refused: list[Refused]
    unread: tuple[Path, ...]


def digest_of(path: Path) -> str:
    """The content of the files under `path`, whatever the folder is called. Refuses what cannot be loaded."""
    whole = sha256()
    for name, table in sorted(opened(path, LAYOUTS).tables.items()):
        with table.path.open("rb") as file:
            whole.update(name.encode() + file_digest(file, "sha256").digest())
    return whole.hexdigest()


def load_files(path: Path, into: Load, *, by: Actor, at: datetime, tell: Tell) -> Outcome:
    """Loads every row under `path` and ends the load. Run again after an interruption, it does what is left."""
    sender = Sender(into.account.agency.as_fact(), into.authority.as_fact(), named=True)
    with PoliceFiles(path, sender) as files:
        files.sort()
        counts = _last(actions.load(files.children(), into, by=into.account, at=at), tell)
        actions.finish_load(into, files.refused, counts, by=by, at=at)
        return Outcome(counts, files.refused, files.unread)


def preview(path: Path, authority: Authority, *, at: datetime, tell: Tell) -> Outcome:
    """What loading would create. Writes nothing."""
    with PoliceFiles(path, _sender(authority, at)) as files:
        files.sort()
        counts = _last(rehearse(files.children(), at=at), tell)
        return Outcome(counts, files.refused, files.unread)


def _sender(authority: Authority, at: datetime) -> Sender:
    """Force and authority as they stand here, or as a load would make them."""
    held = council_and_force(authority)
    if held is not None:
        council, force = held
        return Sender(force.as_fact(), council.as_fact(), named=True)
    to_be = Sender.of(authority)
    return Sender(replace(to_be.police, joined_at=at), replace(to_be.authority, joined_at=at), named=True)


def _last(counts: Iterable[Counts], tell: Tell) -> Counts:
    so_far = Counts()
    for so_far in counts:
        tell(so_far)
    return so_far
