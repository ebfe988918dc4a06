"""Putting away what is done with: beside its place, in `taken` or `refused`, with a report that names nobody."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.exchange.drops import actions, lying
from wayhome.exchange.drops.report import report
from wayhome.exchange.drops.taking import folder
from wayhome.exchange.models import Drop
from wayhome.rules.moment import LONDON

log = logging.getLogger(__name__)


def put_away(*, at: datetime) -> None:
    """Everything that is taken in or refused and over. One that cannot be moved stays, and its page says so."""
    root = folder()
    if root is None:
        return
    lies = Drop.objects.still_there().exclude(outcome=Drop.LEFT).select_related("load", "sender")
    for drop in lies.order_by("found_at", "pk"):
        if drop.is_over:
            try:
                _put_away(drop, root, at)
            except OSError:
                log.warning("drop %s cannot be put away", drop.pk)


def _put_away(drop: Drop, root: Path, at: datetime) -> None:
    """Killed in the middle, it is done again: what was moved is no longer there to be moved."""
    assert drop.sender is not None
    place = root / drop.sender.code / drop.profile
    if place.is_dir():
        _move(drop, place)
    actions.clear_drop(drop, by=INSTALLATION, at=at)


def _move(drop: Drop, place: Path) -> None:
    found_at = drop.found_at.astimezone(LONDON)
    aside = place / (lying.TAKEN if drop.is_taken else lying.REFUSED)
    into = aside / f"{found_at:%Y-%m-%d %H.%M} number {drop.pk}"  # which no two drops share
    for made in (aside, into):
        made.mkdir(exist_ok=True)
        if made.is_symlink():
            raise NotADirectoryError
    for extract in list(lying.extracts(place)):
        for one in extract.files:
            if one.mark in drop.files:
                one.path.rename(into / one.path.name)
        if extract.folder != place:
            with suppress(OSError):  # something else lies in it
                extract.folder.rmdir()
    draft = aside / f".{into.name}"
    draft.write_text(report(drop), encoding="utf-8")
    draft.replace(aside / f"{into.name}.txt")
