"""What the worker does: each minute it sees who must be told, and tells them; each night it looks at the agencies."""

import logging

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.worklist import actions, recording
from wayhome.cases.worklist.channels import NotTakenError
from wayhome.cases.worklist.models import Notice

log = logging.getLogger(__name__)


@db_periodic_task(crontab(minute="*"), retries=3, retry_delay=5)
def call_people() -> None:
    """Puts on a panel's agenda what has gone up to it, makes the notices that are wanted now and sends what is unsent;
    one that fails holds no other back.
    """
    actions.put_on_agendas(by=INSTALLATION, at=timezone.now())
    actions.make_notices(by=INSTALLATION, at=timezone.now())
    for notice in Notice.objects.unsent().pressing().order_by("made_at", "pk"):
        try:
            actions.send_notice(notice, by=INSTALLATION, at=timezone.now())
        except NotTakenError:
            log.exception("notice %s was not taken by its channel", notice.pk)


@db_periodic_task(crontab(hour="2", minute="30"), retries=3, retry_delay=600)
def look_at_agencies() -> None:
    """Finds who records nothing and who is late every time. It reads for a while and then writes at once."""
    at = timezone.now()
    actions.keep_agency_findings(recording.found(at), by=INSTALLATION, at=at)
