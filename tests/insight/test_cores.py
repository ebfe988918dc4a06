"""Batches that every core takes a part of."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest

from wayhome.insight.cores import FEW, IN_FLIGHT, spread

MANY = 3 * FEW


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_answers_come_back_whole_and_in_order_from_one_process_or_many(processes):
    answers = spread(tuple, range(MANY * 5 + 2), size=5, processes=processes)
    assert [n for answer in answers for n in answer] == list(range(MANY * 5 + 2))


def whose(batch: tuple[object, ...]) -> int:
    return os.getpid()


def test_few_batches_and_a_single_core_are_done_here():
    here = {os.getpid()}
    assert set(spread(whose, range(FEW - 1), size=1, processes=2)) == here
    assert set(spread(whose, range(MANY), size=1, processes=1)) == here
    assert here.isdisjoint(spread(whose, range(MANY), size=1, processes=2))


def test_only_a_few_batches_are_in_memory_however_many_there_are():
    drawn = []

    def parts() -> Iterator[int]:
        for n in range(1000):
            drawn.append(n)
            yield n

    with closing(spread(tuple, parts(), size=1, processes=2)) as answers:
        for n, _ in enumerate(answers, start=1):
            assert len(drawn) <= n + 2 * IN_FLIGHT + FEW
            if n == 50:
                break


def test_what_goes_wrong_is_raised_here_and_no_process_stays():
    with pytest.raises(TypeError):
        list(spread(sum, [1] * MANY + ["one"], size=1, processes=2))
    assert active_children() == []


def test_whoever_stops_listening_leaves_no_process_behind():
    answers = spread(tuple, range(100), size=1, processes=2)
    next(answers)
    answers.close()
    assert active_children() == []


SLOWLY = """
import os, signal, time
from wayhome.insight.cores import spread
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background ignores it
def work(batch):
    os.write(1, b"%d\\n" % os.getpid())  # whole lines, though two processes write
    time.sleep(0.2)
for _ in spread(work, range(1000), size=1, processes=2): pass
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_command_that_is_stopped_or_killed_takes_its_processes_with_it(how):
    command = subprocess.Popen(
        [sys.executable, "-c", SLOWLY], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    workers = {int(command.stdout.readline()) for _ in range(4)}
    command.send_signal(how)
    _, said = command.communicate(timeout=20)
    assert "Process" not in said
    until = time.monotonic() + 10
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < until
        time.sleep(0.05)
