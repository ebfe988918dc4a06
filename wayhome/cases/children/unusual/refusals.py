"""Whoever was turned away more often than a mistyped address or a forgotten password would explain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter
from typing import Final, NamedTuple

from django.db.models import Count, Max

from wayhome.cases.audit.models import Entry
from wayhome.cases.children.unusual.reads import Reads, Unusual, crowded, each
from wayhome.cases.partners.models import User

# Both are local, ours to choose and unchecked.

#: So many different pages or records within an hour; the same one again and again is a page that was left open.
PAGES: Final = 5

#: So many tries at one account within an hour: as many as make it wait, whether or not they come as fast.
TRIES: Final = 5


class Provider(NamedTuple):
    """Of single sign-on: how often it vouched for nobody whom we may let in, of those that were entered."""

    name: str
    times: int
    latest: datetime


def not_vouched(lead: User, since: datetime) -> list[Provider]:
    """Those that speak for this lead's agency. Nobody knows whom it was about, so it is no person's line."""
    entries = Entry.objects.visible_to(lead).filter(
        verb="fail_sign_in", subject_kind="provider", at__gte=since
    )
    counted = entries.values_list("subject_id").annotate(Count("pk"), Max("at"))
    return [Provider(*one) for one in counted.order_by("subject_id")]


def refused(reads: Reads) -> Iterator[Unusual]:
    """`PAGES` that are not there for this person, or `PAGES` things that they may not do."""
    for some in each(reads.refused()):
        for window in crowded(some, PAGES, attrgetter("what")):
            yield Unusual("refused", window)


def wrong_tries(reads: Reads) -> Iterator[Unusual]:
    """`TRIES` at one account of this agency; whoever it was, it is said of the person whose account it is."""
    for some in each(reads.not_let_in()):
        for window in crowded(some, TRIES, attrgetter("what")):
            yield Unusual("wrong_tries", window)
