"""A load takes turns in whole children, and counts what it does in events."""

from __future__ import annotations

import pytest

from tests.saying import missing
from wayhome.exchange.batches import turns
from wayhome.exchange.profiles.source import Kept, OneChild


def test_no_child_is_divided_and_each_counts_as_many_as_its_events(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "FEWEST", 20)
    monkeypatch.setattr(turns, "MOST", 40)
    children = [OneChild(str(n), (Kept("incidents.csv", n, (missing(0),) * 12),)) for n in range(5)]
    batches = list(turns.in_turns(children))
    assert [child for batch in batches for child in batch] == children
    assert [len(batch) for batch in batches] == [2, 3]
