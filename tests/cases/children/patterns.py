"""What makes a pattern of a child, some days ago, and what no decision could have weighed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.timezone import now

from tests.saying import ENGLISH, FORCE, after, said, telling
from wayhome.cases.children.models import Child
from wayhome.rules.event import Event
from wayhome.rules.facts import Agency, Found, MarkersStated, Missing, MissingFrom, Returned


def ago(days: float) -> float:
    """In hours after the evening of `tests.saying`, so many days before now."""
    return (now() - timedelta(days=days) - after(0)) / timedelta(hours=1)


def times_missing(
    child: Child, *days: float, force: Agency = FORCE, authority: Agency = ENGLISH
) -> Iterator[Event]:
    """Missing for six hours so many days ago, each time known to police and the authority within the hour."""
    for one in days:
        hours, key = ago(one), f"{child.pk}/{one}"
        gone = Missing(missing_from=MissingFrom.FAMILY_HOME, force=force)
        told = (telling(force, hours + 1, f"LOG-{one}"), telling(authority, hours + 1))
        about = {"child": child.key, "of": force, "told": told}
        yield said(gone, hours, key=key, **about)  # type: ignore[arg-type]
        yield said(Found(episode=key), hours + 6, key=f"{key}/found", **about)  # type: ignore[arg-type]
        yield said(Returned(episode=key), hours + 7, key=f"{key}/returned", **about)  # type: ignore[arg-type]


def something_new(child: Child, *, of: Agency = ENGLISH) -> Event:
    """A mark that nobody had made before, now, in the last of these episodes."""
    marked = MarkersStated(episode=f"{child.pk}/2", markers=("child sexual exploitation",))
    return said(marked, ago(0), key="new", child=child.key, of=of)
