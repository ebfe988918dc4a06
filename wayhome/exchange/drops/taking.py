"""What is found in the drop folder, and taking in what its sender has finished writing.

An extract is taken in where two looks find it the same: names, sizes and times. Systems that export by night are
asked for nothing more; a marker that says 'done' would have to be taught to each of them.

An extract lies where it was put until its load is over. What is known of it stands in a row, made in the transaction
that begins the load; so whoever is killed at any point leaves either both or neither, and the next look carries on.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.partners.models import Agency
from wayhome.exchange.actions import account_of
from wayhome.exchange.drops import actions, lying
from wayhome.exchange.drops.lying import ChangedError, Extract, Opened, marked
from wayhome.exchange.loading.uploads import receive
from wayhome.exchange.models import Drop, Load
from wayhome.exchange.profiles.named import PROFILES
from wayhome.exchange.register.senders import authorities_of
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

log = logging.getLogger(__name__)

#: The name of the account that hands in what lies in an agency's folder.
ACCOUNT = "Drop folder"


@dataclass(frozen=True, slots=True)
class Found:
    """An extract in a place of `sender`, who hands it in for the children of `council`."""

    sender: Agency
    council: Agency
    profile: str
    extract: Extract

    @property
    def fingerprint(self) -> str:
        return self.extract.fingerprint


@dataclass(frozen=True, slots=True)
class Stray:
    """Something that is nobody's. `sender` None: not even that is known."""

    sender: Agency | None
    why: Sentence
    fingerprint: str


def folder() -> Path | None:
    """None: this installation keeps no drop folder."""
    return Path(settings.WAYHOME_DROP_FOLDER) if settings.WAYHOME_DROP_FOLDER else None


def look() -> list[Found | Stray]:
    """Everything that lies there and is not taken in already."""
    root = folder()
    if root is None:
        return []
    try:
        return list(_found(root))
    except OSError:
        return [Stray(None, Sentence("drop.cannot_be_read"), marked("cannot_be_read"))]


def take_in(still: Collection[str], *, at: datetime) -> None:
    """Takes in what looks as it did before; `still` are the fingerprints of then."""
    there = look()
    for one in there:
        if one.fingerprint not in still:
            continue
        try:
            _take(one, at)
        except Exception:
            # Another's extract need not wait for this one.
            log.exception("something in the drop folder was not taken in")
            actions.leave_drop(one.fingerprint, one.sender, Sentence("drop.fault"), by=INSTALLATION, at=at)
    _forget_what_is_gone({one.fingerprint for one in there}, at)


def _found(root: Path) -> Iterator[Found | Stray]:
    agencies = {one.code: one for one in Agency.objects.all()}
    taken = {mark for marks in Drop.objects.still_there().values_list("files", flat=True) for mark in marks}
    for one in lying.lying_in(root):
        sender = agencies.get(one.path.name) if one.is_folder else None
        if sender is None:
            yield Stray(None, Sentence("drop.unknown_sender"), marked(one.path))
            continue
        try:
            # One sender's folder that cannot be read holds no other back.
            yield from [
                found for kind in lying.lying_in(one.path) for found in _in_place(kind, sender, taken)
            ]
        except OSError:
            why = Sentence("drop.place_cannot_be_read", code=sender.code)
            yield Stray(sender, why, marked("cannot_be_read", one.path))


def has_place(agency: Agency) -> bool:
    """Is there a folder in which this agency's exports are expected?"""
    root = folder()
    try:
        return root is not None and (root / agency.code).is_dir()
    except OSError:
        return True  # it is there, and its trouble is told elsewhere


def _in_place(place: lying.Lying, sender: Agency, taken: Collection[str]) -> Iterator[Found | Stray]:
    profile, councils = place.path.name, list(authorities_of(sender))
    if not place.is_folder or profile not in PROFILES:
        known = ", ".join(PROFILES)
        yield Stray(
            sender, Sentence("drop.unknown_profile", code=sender.code, known=known), marked(place.path)
        )
    elif len(councils) != 1:
        yield Stray(sender, Sentence("drop.which_council", code=sender.code), marked(place.path))
    else:
        left = (extract.without(taken) for extract in lying.extracts(place.path))
        yield from (Found(sender, councils[0], profile, extract) for extract in left if extract.files)


def _take(found: Found | Stray, at: datetime) -> None:
    if isinstance(found, Stray):
        actions.leave_drop(found.fingerprint, found.sender, found.why, by=INSTALLATION, at=at)
        return
    profile = PROFILES[found.profile]

    def keep(came_of_it: Load | Sentence) -> None:
        actions.keep_drop(
            found.fingerprint,
            found.sender,
            found.profile,
            files=[one.mark for one in found.extract.files],
            unread=len(found.extract.files) - len(lying.to_read(found.extract, profile)),
            came_of_it=came_of_it,
            by=INSTALLATION,
            at=at,
        )

    try:
        if (fault := lying.fault(found.extract, profile)) is not None:
            raise Refusal(fault)
        with ExitStack() as opened:
            files = [
                opened.enter_context(Opened(one, name)) for one, name in lying.called(found.extract, profile)
            ]
            by = account_of(found.sender, ACCOUNT, by=INSTALLATION, at=at)
            receive(files, found.council, profile=found.profile, by=by, at=at, also=keep)
    except Refusal as refusal:
        keep(refusal.sentence)
    except ChangedError:
        return  # its sender is not done; the next look finds it


def _forget_what_is_gone(there: Collection[str], at: datetime) -> None:
    """What was left and no longer lies there has been seen to."""
    for drop in Drop.objects.still_there().filter(outcome=Drop.LEFT).exclude(fingerprint__in=there):
        actions.clear_drop(drop, by=INSTALLATION, at=at)
