"""What the worker does every few seconds: seals what is new in the audit, and anchors it outside."""

import logging
from pathlib import Path

from django.conf import settings
from django.utils.timezone import now
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from wayhome.cases.audit.seals.anchor import anchor
from wayhome.cases.audit.seals.sealing import seal
from wayhome.rules.refusal import Refusal
from wayhome.ui.wording import say

log = logging.getLogger(__name__)

#: Seconds between two looks; a minute holds a whole number of them.
EVERY = 5


@db_periodic_task(crontab(minute="*"))
def keep_sealing() -> None:
    """The queue ticks once a minute, so that minute's looks are put in it; one that was missed harms nothing."""
    for delay in range(0, 60, EVERY):
        seal_what_is_new.schedule(delay=delay)


@db_task()
def seal_what_is_new() -> None:
    """Stopped between the two, the next one anchors what this one sealed."""
    seal(at=now())
    if settings.WAYHOME_AUDIT_ANCHOR:
        try:
            anchor(Path(settings.WAYHOME_AUDIT_ANCHOR))
        except Refusal as refusal:
            log.error(say(refusal.sentence))
