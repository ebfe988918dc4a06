"""A load leaves the record to others between its turns, and for longer where they are late."""

from __future__ import annotations

import pytest
from django.db import connection

from wayhome.exchange.batches import turns
from wayhome.exchange.profiles.source import OneChild


@pytest.mark.parametrize(
    ("took", "work", "pause"),
    [
        (0.1, 0.1, turns.SHORT_PAUSE),
        (0.2, 0.2, turns.MIDDLE_PAUSE),  # whoever waits now looks every twentieth of a second
        (0.3, 0.3, turns.LONG_PAUSE),  # ... and now every tenth
        (0.1, 0.03, turns.LONG_PAUSE),  # a busy machine
    ],
)
def test_a_pause_is_as_long_as_a_waiting_page_needs(
    took: float, work: float, pause: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "vendor", "sqlite")
    assert turns._pause(took, work) == pause


def test_where_nobody_waits_for_another_there_is_no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")
    assert turns._pause(1, 1) == 0


def test_every_child_has_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "FEWEST", 0)
    children = [OneChild(str(n), ()) for n in range(7)]
    assert [child for batch in turns.in_turns(children) for child in batch] == children
