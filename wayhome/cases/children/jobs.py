"""What keeps the index up while nobody asks: time passes, company changes, rules change."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from wayhome.cases.children import index


@db_periodic_task(crontab(minute="*"), retries=3, retry_delay=5)
def keep_up() -> None:
    """Derives every child whose findings may no longer hold, in short transactions, until all is quiet."""
    while index.refresh(at=timezone.now()):
        pass
