"""How long pages take with 100,000 children and 300,000 episodes on PostgreSQL, beside a trivial page.

    python -m benchmarks.pages [--children 100000] [--rounds 200]

The record is the demonstration's, of 1,000 children, made through every door a real one comes in by. It is measured,
multiplied by `benchmarks.copies` and measured again, in one process. A page is asked for through the whole of the
program's middleware by Django's test client: what is left out is the socket, which is the same for every page. The
pages take turns, so that what else the machine does falls on all of them alike.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

import django
from django.conf import settings

from tests import postgres

#: Children in the record before it is multiplied, and how many of each copy are not back.
SMALL, NOT_BACK_IN_A_COPY = 1_000, 6

#: How many times over the small record has those who are not back, so that its board fills a page.
FULL_BOARD = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds within which half and 95 in a hundred were answered, and the number of queries."""

    half: float
    most: float
    queries: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--children", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    server = postgres.start()
    try:
        with tempfile.TemporaryDirectory(prefix="wayhome-benchmark-") as folder:
            begin(server.address, folder)
            compare(options.children, options.rounds)
    finally:
        server.stop()


def begin(address: str, folder: str) -> None:
    """The program with its real settings, on a migrated and empty record."""
    os.chdir(folder)  # where the settings keep what they make
    os.environ |= {
        "WAYHOME_DATABASE_URL": address,
        "WAYHOME_SECRET_KEY": "only for benchmarks, and as long as a key must be to be one",
        "WAYHOME_REQUESTS_A_MINUTE": "1000000000",
        "DJANGO_SETTINGS_MODULE": "wayhome.config.settings",
    }
    django.setup()
    from wayhome.config.cli import migrate, serve

    settings.ROOT_URLCONF = "benchmarks.trivial"
    settings.ALLOWED_HOSTS = ["testserver"]
    migrate.run(argparse.Namespace(quiet=True))
    serve.gather_static_files()


def compare(children: int, rounds: int) -> None:
    from benchmarks import populations

    populations.small(SMALL, FULL_BOARD)
    small = measure(rounds)
    populations.large(SMALL, children, NOT_BACK_IN_A_COPY)
    large = measure(rounds)
    print(populations.described())
    print("                     small, ms       large, ms       large p95 in times")
    print("page                 median    p95   median    p95   trivial   small   queries")
    for page, one in large.items():
        print(line(page, small[page], one, large["trivial"]))


def line(page: str, small: Measured, large: Measured, trivial: Measured) -> str:
    return (
        f"{page:19} {1000 * small.half:7.1f} {1000 * small.most:6.1f}"
        f"  {1000 * large.half:7.1f} {1000 * large.most:6.1f}"
        f"   {large.most / trivial.most:7.2f} {large.most / small.most:7.2f}   {small.queries}, {large.queries}"
    )


def measure(rounds: int) -> Mapping[str, Measured]:
    """Each page as often as there are rounds, in turns, when everything has been warmed up."""
    from benchmarks import populations
    from wayhome.config.wsgi import keep_what_is_loaded

    pages = populations.pages()
    for _ in range(5):
        for page in pages.values():
            page.ask()
    keep_what_is_loaded()  # as each of the server's processes does before it answers
    took: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, page in pages.items():
            before = perf_counter()
            page.ask()
            took[name].append(perf_counter() - before)
    return {
        name: Measured(median(took[name]), quantiles(took[name], n=20)[-1], page.queries())
        for name, page in pages.items()
    }


if __name__ == "__main__":
    main()
