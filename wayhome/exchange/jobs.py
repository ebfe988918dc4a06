"""What the worker does with files: takes in what was dropped, loads one load at a time, and carries on where one was
killed.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.utils.timezone import now
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task, on_startup

from wayhome.exchange.drops import putting_away, taking
from wayhome.exchange.loading import waiting
from wayhome.exchange.loading.lock import turn
from wayhome.exchange.loading.uploads import give_up, load_upload
from wayhome.exchange.models import Load

log = logging.getLogger(__name__)

#: How long files may lie that no load waits for: longer than it takes to receive the largest.
STRAY_AFTER = timedelta(hours=1)

#: Seconds between two looks into the drop folder: a sender who pauses for longer than that is done.
STILL_FOR = 30


@db_task(retries=3, retry_delay=10, context=True)
def load_waiting(task: Any) -> None:
    """Loads what waits, the oldest first. Whoever finds another at it leaves it to that one."""
    with turn("loading") as is_ours:
        while is_ours and (load := Load.objects.waiting().order_by("started_at", "pk").first()):
            try:
                load_upload(load, at=now())
            except Exception:
                if task.retries:
                    raise
                log.exception("load %s was given up", load.pk)
                give_up(load, at=now())
    with turn("drops") as is_ours:
        if is_ours:
            putting_away.put_away(at=now())


@db_periodic_task(crontab(minute="*"))
def look_for_uploads() -> None:
    """Finds loads whose worker was killed, and files whose load never began."""
    known = set(Load.objects.waiting().values_list("upload", flat=True))
    waiting.discard_strays(known, before=now() - STRAY_AFTER)
    if known:
        load_waiting()


@db_periodic_task(crontab(minute="*"))
def look_into_drop_folder() -> None:
    """The first look. What the second finds unchanged is whole."""
    if taking.folder() is not None:
        seen = [one.fingerprint for one in taking.look()]
        take_in_what_is_still.schedule(args=(seen,), delay=STILL_FOR)


@db_task()
def take_in_what_is_still(seen: list[str]) -> None:
    with turn("drops") as is_ours:
        if is_ours:
            taking.take_in(seen, at=now())
            putting_away.put_away(at=now())
    if Load.objects.waiting().exists():
        load_waiting()


@on_startup()
def look_at_once() -> None:
    """A worker that starts need not wait for the minute."""
    look_for_uploads()
    look_into_drop_folder()
