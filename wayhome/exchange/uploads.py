"""Files handed in on a page: received at once, loaded by the worker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.partners.models import Agency, User
from wayhome.exchange import waiting
from wayhome.exchange.actions import begin_load, stop_load
from wayhome.exchange.loading import digest_of, load_files
from wayhome.exchange.models import Load
from wayhome.exchange.senders import as_registered
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


def receive(files: Iterable[UploadedFile], council: Agency, *, by: User, at: datetime) -> Load:
    """The load they wait for. Refuses files that cannot be read at all, and keeps none of them."""
    name = waiting.keep(files)
    try:
        digest = digest_of(waiting.folder(name), "police")
        load = begin_load("police", as_registered(council), digest, by=by, at=at, upload=name)
    except BaseException:
        waiting.discard(name)
        raise
    if load.upload != name:  # the same files wait already
        waiting.discard(name)
    return load


def load_upload(load: Load, *, at: datetime) -> None:
    """Loads what waits, or what is left of it, and then removes it. What cannot be read stops the load."""
    name = load.upload
    try:
        load_files(
            waiting.folder(name), load, by=load.asked_by or INSTALLATION, at=at, tell=lambda counts: None
        )
    except Refusal as refusal:
        stop_load(load, refusal.sentence, by=INSTALLATION, at=at)
    waiting.discard(name)


def give_up(load: Load, *, at: datetime) -> None:
    """After a fault of ours that came again and again: whoever handed the files in is told, and asked to try later."""
    stop_load(load, Sentence("upload.given_up"), by=INSTALLATION, at=at)
    waiting.discard(load.upload)
