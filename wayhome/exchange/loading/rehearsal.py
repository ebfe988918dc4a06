"""What a load would create, without loading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched, count

from wayhome.cases.children.comparing import would_record
from wayhome.exchange.batches.counts import Counts, counted
from wayhome.exchange.batches.known import known
from wayhome.exchange.profiles.source import OneChild


def rehearse(children: Iterable[OneChild], *, at: datetime) -> Iterator[Counts]:
    """What `load` would create, as it goes. Nothing is written, and nobody waits."""
    so_far = Counts()
    for batch in batched(children, 100, strict=False):
        held = known(batch)
        strangers = count(-1, -1)
        said = {held.get(one.child) or next(strangers): one.events for one in batch}
        so_far += counted(batch, held, would_record(said, at=at))
        yield so_far
