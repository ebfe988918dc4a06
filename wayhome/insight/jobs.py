"""What the worker does with numbers: each night it counts them anew."""

from __future__ import annotations

from django.conf import settings
from django.utils.timezone import now
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.partners.models import Agency
from wayhome.insight import actions
from wayhome.insight.numbers import counting
from wayhome.insight.numbers.authorities import authorities
from wayhome.rules.facts import AgencyKind

#: Whose people read numbers: a child has one authority and one force at a time, and every incident is theirs.
COUNTED = (AgencyKind.AUTHORITY, AgencyKind.POLICE)


@db_periodic_task(crontab(hour="3", minute="15"), retries=3, retry_delay=600)
def count_numbers() -> None:
    """It reads for a while and then writes at once."""
    at = now()
    agencies = Agency.objects.filter(kind__in=COUNTED).order_by("code").values_list("code", flat=True)
    counted = counting.numbers(at, settings.WAYHOME_PROTOCOL, agencies, authorities())
    actions.keep_numbers(counted, by=INSTALLATION, at=at)
