"""What keeps the index up while nobody asks: time passes, company changes, rules change."""

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from wayhome.cases.children import index
from wayhome.cases.children.turns import Turns


@db_periodic_task(crontab(minute="*"), retries=3, retry_delay=5)
def keep_up() -> None:
    """Derives every child whose findings may no longer hold, until all is quiet: after a new release everybody's, while
    others go on writing.
    """
    turns, derived = Turns(index.FEWEST, index.BATCH), 1
    while derived:
        with turns.turn(turns.size):
            derived = index.refresh(at=timezone.now(), limit=turns.size)
