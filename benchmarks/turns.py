"""A record whose pages are asked by a process of its own, so that two records can take turns at it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks import program

if TYPE_CHECKING:
    from benchmarks.populations import Page

#: Rounds that are not counted, before those that are.
WARMING = 5


class Record:
    """Ready once it is made: warmed up, with nothing left to tidy. It does nothing but while it is asked.

    `queries` says how many each page takes.
    """

    def __init__(self, address: str) -> None:
        apart = get_context("spawn")  # a process that has inherited nothing, as the server's have not
        self._asked, asker = apart.Pipe()
        apart.Process(target=answer, args=(address, asker), daemon=True).start()
        asker.close()
        self.queries: Mapping[str, int] = self._asked.recv()

    def ask(self) -> Mapping[str, float]:
        """Seconds that each page took, asked once and in order."""
        self._asked.send("round")
        took: Mapping[str, float] = self._asked.recv()
        return took

    def close(self) -> None:
        self._asked.close()


def answer(address: str, asker: Connection) -> None:
    program.begin(address)
    from benchmarks import populations
    from wayhome.config.wsgi import keep_what_is_loaded

    populations.settle()
    pages = populations.pages()
    for _ in range(WARMING):
        for page in pages.values():
            page.ask()
    queries = {name: page.queries() for name, page in pages.items()}
    keep_what_is_loaded()  # as each of the server's processes does before it answers
    asker.send(queries)
    with suppress(EOFError):  # when nobody asks any more
        while asker.recv():
            # After the other's turn the processor holds nothing of ours: that is no page's doing.
            pages["trivial"].ask()
            asker.send({name: timed(page) for name, page in pages.items()})


def timed(page: Page) -> float:
    before = perf_counter()
    page.ask()
    return perf_counter() - before
