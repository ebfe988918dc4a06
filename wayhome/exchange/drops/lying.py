"""What lies in a place of the drop folder, read without changing anything and without following a link.

    DROP/<agency's code>/<profile>/incidents.csv …    files that lie together are one extract
    DROP/<agency's code>/<profile>/<any name>/…       and so is each folder

Names are looked at and never told: a file's or a folder's name may be a child's.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.files import File

from wayhome.exchange.forms import LARGEST
from wayhome.exchange.profiles.named import Profile
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: Where what is done with is put away, in the place it lay in.
TAKEN, REFUSED = "taken", "refused"


class ChangedError(Exception):
    """A file is no longer what was looked at: its sender is still writing."""


@dataclass(frozen=True, slots=True)
class Lying:
    """One thing that lies there, whatever it is. `mark` differs from any other's, and once it has changed."""

    path: Path
    stat: os.stat_result

    @property
    def mark(self) -> str:
        return marked(os.fsencode(self.path), self.stat.st_size, self.stat.st_mtime_ns)

    @property
    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.stat.st_mode)


@dataclass(frozen=True, slots=True)
class Extract:
    """`hidden` files are neither read nor moved; some systems write under such a name until a file is whole."""

    folder: Path
    owner: int
    files: tuple[Lying, ...]
    hidden: tuple[Lying, ...]

    @property
    def fingerprint(self) -> str:
        return marked(*sorted(one.mark for one in (*self.files, *self.hidden)))

    def without(self, marks: Collection[str]) -> Extract:
        return replace(self, files=tuple(one for one in self.files if one.mark not in marks))


def marked(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()


def lying_in(folder: Path) -> list[Lying]:
    """In the order of their names. Raises OSError where the folder cannot be read."""
    return [Lying(one, one.lstat()) for one in sorted(folder.iterdir())]


def extracts(place: Path) -> Iterator[Extract]:
    owner = place.lstat().st_uid
    there = [one for one in lying_in(place) if one.path.name not in (TAKEN, REFUSED)]
    loose = [one for one in there if not one.is_folder]
    yield from _extract(place, owner, loose)
    for one in there:
        if one.is_folder and not _is_hidden(one):
            yield from _extract(one.path, owner, lying_in(one.path))


def fault(extract: Extract, profile: Profile) -> Sentence | None:
    """Why no file of it is opened; None: each may be."""
    ours = {extract.owner, os.getuid()}
    if any(one.is_folder for one in extract.files):
        return Sentence("drop.folder_within")
    if not all(stat.S_ISREG(one.stat.st_mode) for one in extract.files):
        return Sentence("drop.not_a_file")
    if not all(one.stat.st_uid in ours for one in extract.files):
        return Sentence("drop.other_owner")
    read = to_read(extract, profile)
    if len(read) > profile.most:
        return Sentence("drop.too_many")
    if any(one.stat.st_size > LARGEST * 1024 * 1024 for one in read):
        return Sentence("drop.too_large", largest=LARGEST)
    return None


class Opened(File):
    """A file as it was looked at. Raises ChangedError where it is another by now, or becomes one while it is read,
    and Refusal where the worker may not read it.
    """

    def __init__(self, one: Lying, called: str) -> None:
        try:
            file = os.open(one.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            raise ChangedError from None
        except PermissionError:
            raise Refusal(Sentence("table.not_permitted", file=called)) from None
        super().__init__(os.fdopen(file, "rb"), called)
        self._expected = _same(one.stat)
        self._check()

    def chunks(self, chunk_size: int | None = None) -> Iterator[Any]:
        yield from super().chunks(chunk_size)
        self._check()

    def _check(self) -> None:
        if _same(os.fstat(self.fileno())) != self._expected:
            self.close()
            raise ChangedError


def to_read(extract: Extract, profile: Profile) -> list[Lying]:
    """The files that bear a table's name; where none does, all, to be told by their columns.

    What a system writes beside its tables, such as a log, costs nobody the tables.
    """
    named = [one for one in extract.files if _is_named(one, profile)]
    return named or list(extract.files)


def called(extract: Extract, profile: Profile) -> Iterator[tuple[Lying, str]]:
    """Each file to read, with what it may be called where people read: by its own name only if that is a table's."""
    for place, one in enumerate(to_read(extract, profile), start=1):
        yield one, one.path.name.casefold() if _is_named(one, profile) else f"file {place}"


def _extract(folder: Path, owner: int, there: list[Lying]) -> Iterator[Extract]:
    files = tuple(one for one in there if not _is_hidden(one))
    if files:
        yield Extract(folder, owner, files, tuple(one for one in there if _is_hidden(one)))


def _is_named(one: Lying, profile: Profile) -> bool:
    return one.path.name.casefold() in profile.known_as


def _is_hidden(one: Lying) -> bool:
    return one.path.name.startswith(".")


def _same(of: os.stat_result) -> tuple[int, ...]:
    return of.st_dev, of.st_ino, of.st_uid, of.st_size, of.st_mtime_ns
