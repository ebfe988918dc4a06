"""Whoever has much to write leaves the record to others between its turns, and for longer where they are late."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from wayhome.cases.children import index, jobs, turns
from wayhome.cases.children.turns import Turns


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


@pytest.mark.django_db(transaction=True)
def test_within_one_transaction_a_pause_would_leave_the_record_to_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "vendor", "sqlite")
    with transaction.atomic():
        assert turns._pause(0.1, 0.1) == 0
    assert turns._pause(0.1, 0.1) > 0


def test_every_part_has_a_turn_and_no_turn_is_more_than_twice_the_one_before() -> None:
    batches = list(Turns(1, 4).of(range(18), lambda _: 1))
    assert [part for batch in batches for part in batch] == [*range(18)]
    assert [len(batch) for batch in batches] == [1, 2, 4, 4, 4, 3]


def test_what_takes_long_is_done_in_smaller_parts_and_never_in_none(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(
        [0.0, *(second for turn in range(3) for second in (turn * 9.0, turn * 9.0, turn * 9.0 + 0.4))]
    )
    monkeypatch.setattr(turns, "perf_counter", lambda: next(clock))
    taken = Turns(3, 40)
    taken.size = 40
    sizes = []
    for _ in range(3):
        with taken.turn(taken.size):
            pass
        sizes.append(taken.size)
    assert sizes == [10, 3, 3]


def test_the_index_is_kept_up_in_turns_until_all_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a new release everybody is due: whoever reports a child missing meanwhile must not wait for them all."""
    left, asked, paused = [500], list[int](), list[float]()

    def refresh(*, at: object, limit: int) -> int:
        asked.append(limit)
        done = min(limit, left[0])
        left[0] -= done
        return done

    monkeypatch.setattr(index, "refresh", refresh)
    monkeypatch.setattr(turns, "sleep", paused.append)
    monkeypatch.setattr(connection, "vendor", "sqlite")
    jobs.keep_up.call_local()
    assert (left, asked[:5]) == ([0], [10, 20, 40, 80, 160])
    assert max(asked) <= index.BATCH
    assert all(pause > 0 for pause in paused[1:])
    assert len(paused) == len(asked)
