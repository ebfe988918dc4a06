"""A night that is simulated once and laid out again for whoever comes soon after: to make it takes as long as many a
journey through it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils.timezone import now

from tests.journeys.seat import PASSWORD
from wayhome.cases.children import index
from wayhome.exchange.simulated.demonstration import demonstrate

#: Besides the two dozen of tonight's scenes.
CHILDREN = 4

#: After so long a clock of minutes would stand elsewhere than where a journey looks for it.
STAYS = timedelta(seconds=90)


@dataclass
class Night:
    made_at: datetime
    record: sqlite3.Connection


_last: list[Night] = []


def laid_out() -> None:
    """The record is empty before. Afterwards it says what a demonstration says that began within these minutes."""
    if _last and now() - _last[0].made_at < STAYS:
        _last[0].record.backup(_record())
    else:
        _make()


def _make() -> None:
    made_at = now()
    for _ in demonstrate(at=made_at, children=CHILDREN, password=PASSWORD):
        pass
    while index.refresh(at=now()):
        pass
    if connection.vendor == "sqlite":  # a server's record cannot be copied over while it is asked
        _last[:] = [Night(made_at, sqlite3.connect(":memory:"))]
        _record().backup(_last[0].record)


def _record() -> sqlite3.Connection:
    connection.ensure_connection()
    held: sqlite3.Connection = connection.connection
    return held
