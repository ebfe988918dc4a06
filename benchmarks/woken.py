"""How long until every child is worked out anew once an agency was changed, with 100,000 children on PostgreSQL.

    python -m benchmarks.woken [--children 100000]

The record is that of `benchmarks.pages`. A force is said to have begun here later than it did, and one worker then does
what it does each minute: first of those who are not back. A board is looked at before, and while everybody waits.
"""

from __future__ import annotations

import argparse
import os
import platform
from datetime import timedelta
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import program

if TYPE_CHECKING:
    from benchmarks import populations

LOOKS, LATER = 9, timedelta(days=200)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--children", type=int, default=100_000)
    options = parser.parse_args()
    with program.on_a_server():
        measure(options.children)


def measure(children: int) -> None:
    from benchmarks import populations

    populations.small()
    populations.large(children)
    print(populations.described(), flush=True)
    print(f"{platform.machine()}, Python {platform.python_version()}, one worker")
    board = populations.pages()["board, force"]
    load, before = os.getloadavg()[0], looked(board)
    saved = change()
    meanwhile, processor = looked(board), process_time()
    turns = worked_out()
    processor = process_time() - processor
    not_back = next(n for n, turn in enumerate(turns, start=1) if turn.not_back_are_done)
    print(
        f"a load average of {load:.1f} before; a board {before * 1000:.0f} ms, {meanwhile * 1000:.0f} ms meanwhile"
    )
    print(f"to save the change      {saved:8.2f} s")
    print(f"all who are not back    {sum(turn.took for turn in turns[:not_back]):8.0f} s")
    print(
        f"everybody               {sum(turn.took for turn in turns):8.0f} s, {processor:.0f} of the worker's processor"
    )
    print(f"the longest transaction {max(turn.took for turn in turns):8.2f} s")


def change() -> float:
    """How long whoever saves it waits."""
    from django.utils.timezone import now

    from wayhome.cases.audit.actions import INSTALLATION
    from wayhome.cases.partners.actions import change_agency
    from wayhome.cases.partners.models import Agency

    force = Agency.objects.filter(kind="police", joined_at__isnull=False).earliest("code")
    stays = {field: getattr(force, field) for field in ("name", "nation", "force", "host_authority")}
    assert force.joined_at is not None
    before = perf_counter()
    change_agency(force, **stays, joined_at=force.joined_at + LATER, by=INSTALLATION, at=now())
    return perf_counter() - before


class Turn(NamedTuple):
    """One transaction of the worker's: seconds, and whether nobody who is not back waits after it."""

    took: float
    not_back_are_done: bool


def worked_out() -> list[Turn]:
    """Until all is quiet."""
    from django.utils.timezone import now

    from wayhome.cases.children import index
    from wayhome.cases.children.models import Episode, Watch

    turns, derived = list[Turn](), 1
    while derived:
        at, before = now(), perf_counter()
        derived = index.refresh(at=at)
        took = perf_counter() - before
        due = Watch.objects.due(at, index.version(index.book()))
        waits = due.filter(child__in=Episode.objects.not_back().values("child")).exists()
        turns.append(Turn(took, not waits))
    return turns


def looked(board: populations.Page) -> float:
    def once() -> float:
        before = perf_counter()
        board.ask()
        return perf_counter() - before

    return median(once() for _ in range(LOOKS))


if __name__ == "__main__":
    main()
