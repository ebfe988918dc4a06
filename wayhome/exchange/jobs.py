"""What the worker does with uploaded files: loads them, one load at a time, and carries on where one was killed."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.utils.timezone import now
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task, on_startup

from wayhome.exchange import waiting
from wayhome.exchange.models import Load
from wayhome.exchange.uploads import give_up, load_upload

log = logging.getLogger(__name__)

#: How long files may lie that no load waits for: longer than it takes to receive the largest.
STRAY_AFTER = timedelta(hours=1)


@db_task(retries=3, retry_delay=10, context=True)
def load_waiting(task: Any) -> None:
    """Loads what waits, the oldest first. Whoever finds another at it leaves it to that one."""
    with waiting.turn() as is_ours:
        while is_ours and (load := Load.objects.waiting().order_by("started_at", "pk").first()):
            try:
                load_upload(load, at=now())
            except Exception:
                if task.retries:
                    raise
                log.exception("load %s was given up", load.pk)
                give_up(load, at=now())


@db_periodic_task(crontab(minute="*"))
def look_for_uploads() -> None:
    """Finds loads whose worker was killed, and files whose load never began."""
    known = set(Load.objects.waiting().values_list("upload", flat=True))
    waiting.discard_strays(known, before=now() - STRAY_AFTER)
    if known:
        load_waiting()


@on_startup()
def look_at_once() -> None:
    """A worker that starts need not wait for the minute."""
    look_for_uploads()
