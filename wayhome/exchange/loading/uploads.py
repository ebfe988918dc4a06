"""Files handed in, on a page or through the drop folder: received at once, loaded by the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.core.files import File
from django.db import transaction

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.partners.models import Agency, User
from wayhome.exchange.actions import begin_load, stop_for_asker, stop_load
from wayhome.exchange.loading import waiting
from wayhome.exchange.loading.files import digest_of, load_files
from wayhome.exchange.models import Load
from wayhome.exchange.profiles.mapping import reading
from wayhome.exchange.profiles.mapping.translation import Translation
from wayhome.exchange.profiles.named import PROFILES, Profile, by_mapping
from wayhome.exchange.register.senders import as_registered
from wayhome.rules.facts import AgencyKind
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: Under what a mapping waits beside the files it is for: hidden, since it is none of them.
MAPPING = ".mapping.toml"


class AskerMayNotError(Exception):
    """Whoever handed the files in may load them no more."""


def receive(
    files: Iterable[File],
    council: Agency,
    *,
    profile: str,
    by: User,
    at: datetime,
    mapping: Translation | None = None,
    also: Callable[[Load], object] = lambda load: None,
) -> Load:
    """The load they wait for; with a `mapping`, as that reads them. Refuses files that cannot be read at all, and keeps
    none of them.

    `also` is done in the transaction that begins the load.

    Refuses a council's own tables from anybody else, too: nobody else can say that they are the ones that were made.
    """
    named = by_mapping(mapping) if mapping else PROFILES[profile]
    if named.sent_by is AgencyKind.AUTHORITY and by.agency_id != council.pk:
        raise Refusal(Sentence("upload.not_your_return"), field="profile")
    name = waiting.keep(files, named.named)
    try:
        sent = named.opened(waiting.folder(name))
        if sent.unread:
            raise Refusal(Sentence("upload.two_forms"), field="extract")
        for columns in sent.unmapped.values():
            raise Refusal(Sentence("upload.unmapped", columns=", ".join(columns)), field="mapping")
        if mapping:
            (waiting.folder(name) / MAPPING).write_text(mapping.text, encoding="utf-8")
        digest = digest_of(sent)
        with transaction.atomic():
            load = begin_load(
                named.name,
                as_registered(council),
                digest,
                by=by,
                at=at,
                upload=name,
                sent_by=named.sent_by,
            )
            also(load)
    except BaseException:
        waiting.discard(name)
        raise
    if load.upload != name:  # the same files wait already
        waiting.discard(name)
    return load


def load_upload(load: Load, *, at: datetime) -> None:
    """Loads what waits, or what is left of it, and then removes it. What cannot be read stops the load.

    So does whoever handed it in and may load no more: it is asked before the first batch and after each.
    """
    name = load.upload

    def ask_again(_counts: object = None) -> None:
        if not load.is_still_theirs:
            raise AskerMayNotError

    try:
        ask_again()
        load_files(
            waiting.folder(name),
            _profile_of(load),
            load,
            by=load.asked_by or INSTALLATION,
            at=at,
            tell=ask_again,
        )
    except AskerMayNotError:
        stop_for_asker(load, by=INSTALLATION, at=at)
    except Refusal as refusal:
        stop_load(load, refusal.sentence, by=INSTALLATION, at=at)
    waiting.discard(name)


def _profile_of(load: Load) -> Profile:
    if load.profile in PROFILES:
        return PROFILES[load.profile]
    try:
        text = (waiting.folder(load.upload) / MAPPING).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Refusal(Sentence("table.not_found", file=MAPPING)) from None
    return by_mapping(reading.read(text))


def give_up(load: Load, *, at: datetime) -> None:
    """After a fault of ours that came again and again: whoever handed the files in is told, and asked to try later."""
    stop_load(load, Sentence("upload.given_up"), by=INSTALLATION, at=at)
    waiting.discard(load.upload)
