"""A partner's files, from the path they lie at into the record, or as far as saying what would come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path

from wayhome.cases.audit.models import Actor
from wayhome.exchange import actions
from wayhome.exchange.batches.counts import Counts
from wayhome.exchange.loading.rehearsal import rehearse
from wayhome.exchange.models import Load
from wayhome.exchange.profiles.folder import Folder
from wayhome.exchange.profiles.named import Profile
from wayhome.exchange.profiles.source import Source
from wayhome.exchange.register import Authority
from wayhome.exchange.register.senders import council_and_force
from wayhome.exchange.tables.refused import Refused
from wayhome.rules.facts import Agency, AgencyKind, Nation

Tell = Callable[[Counts], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`folder` is what was read, and what of it was passed over."""

    counts: Counts
    refused: list[Refused]
    folder: Folder


def digest_of(folder: Folder) -> str:
    """The content of its files, wherever they lie, and of the mapping by which they are read."""
    whole = sha256(folder.mapping.encode())
    for read, name in folder.files.items():
        with read.open("rb") as file:
            whole.update(name.encode() + file_digest(file, "sha256").digest())
    return whole.hexdigest()


def load_files(path: Path, profile: Profile, into: Load, *, by: Actor, at: datetime, tell: Tell) -> Outcome:
    """Loads every row under `path` and ends the load. Run again after an interruption, it does what is left."""
    council, force = into.authority.as_fact(), into.account.agency.as_fact()
    with profile.between(profile.opened(path), council, force) as files:
        files.sort()
        counts = _last(actions.load(files.children(), into, by=into.account, at=at), tell)
        actions.finish_load(into, files.refused, counts, by=by, at=at)
        return Outcome(counts, files.refused, files.folder)


def preview(path: Path, profile: Profile, authority: Authority, *, at: datetime, tell: Tell) -> Outcome:
    """What loading would create. Writes nothing."""
    with _opened(path, profile, authority, at) as files:
        files.sort()
        counts = _last(rehearse(files.children(), at=at), tell)
        return Outcome(counts, files.refused, files.folder)


def _opened(path: Path, profile: Profile, authority: Authority, at: datetime) -> Source:
    """Sent by a force and a council as they stand here, or as a load would make them."""
    held = council_and_force(authority)
    if held is not None:
        council, force = (one.as_fact() for one in held)
    else:
        nation = Nation(authority.nation)
        council = Agency(authority.code, AgencyKind.AUTHORITY, nation, at)
        force = Agency(authority.force_code, AgencyKind.POLICE, nation, at)
    return profile.between(profile.opened(path), council, force)


def _last(counts: Iterable[Counts], tell: Tell) -> Counts:
    so_far = Counts()
    for so_far in counts:
        tell(so_far)
    return so_far
