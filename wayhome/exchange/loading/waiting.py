"""Where uploaded files wait until they are loaded: a private folder, under no name that the uploader gave.

A file is named for the table it holds, since a name that somebody gave it may be a child's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from shutil import rmtree

from django.conf import settings
from django.core.files import File

from wayhome.exchange.loading.scanner import scan
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: The name under which a file waits that lies at a path and was sent by a name; it refuses what is not expected.
type Named = Callable[[Path, str], str]


def keep(files: Iterable[File], named: Named) -> str:
    """Writes them to a new folder and gives its name. Where one is refused, nothing is kept."""
    name = token_hex(16)
    folder(name).mkdir(mode=0o700)
    try:
        for file in files:
            _keep(file, folder(name), named)
    except BaseException:
        discard(name)
        raise
    return name


def folder(name: str) -> Path:
    return _home() / name


def discard(name: str) -> None:
    rmtree(folder(name), ignore_errors=True)


def discard_strays(known: Collection[str], *, before: datetime) -> None:
    """Removes what no load waits for: its writer was killed before it could say so, or before it had cleared up."""
    for one in _home().iterdir():
        if one.is_dir() and one.name not in known and one.stat().st_mtime < before.timestamp():
            rmtree(one, ignore_errors=True)


def _home() -> Path:
    home = Path(settings.MEDIA_ROOT) / "uploads"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def _keep(file: File, into: Path, named: Named) -> None:
    sent = into / "sent"
    with sent.open("wb") as written:
        for chunk in file.chunks():
            written.write(chunk)
    scan(sent, str(file.name))
    try:
        name = named(sent, str(file.name))
    except Refusal as refusal:
        raise _as_called(refusal, file) from None
    if (into / name).exists():
        raise Refusal(Sentence("upload.two_of_a_kind", file=name), field="extract")
    sent.rename(into / name)


def _as_called(refusal: Refusal, file: File) -> Refusal:
    """The same, of the file by the name its uploader knows."""
    facts = dict(refusal.sentence.facts) | {"file": file.name}
    return Refusal(Sentence(refusal.sentence.key, **facts), field="extract")
