"""How many entries of the audit are sealed and verified in a minute, beside the floor.

    python -m benchmarks.audit [--entries 1000000]

Each database is a process of its own. The floor is the same rows, read in order by the database's own driver and
hashed, with nothing put in order, compared or chained. A worker that seals every few seconds makes seals of few
entries; a tenth of the entries are sealed anew so, ten under each.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from time import perf_counter, process_time

from django.utils.timezone import now

from benchmarks.load import own_memory
from benchmarks.record import RECORDS, begin

#: What must be verified in a minute.
LEAST = 1_000_000

FEW = 10

NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM numbers WHERE k < {n})",
    "postgresql": "WITH numbers AS (SELECT k FROM generate_series(1, {n}) k)",
}

ENTERED = """
    INSERT INTO audit_entry (verb, at, actor_id, agency_code, subject_kind, subject_id, detail) {numbers}
    SELECT CASE k % 3 WHEN 0 THEN 'see' WHEN 1 THEN 'record' ELSE 'report_missing' END, CURRENT_TIMESTAMP, k % 500,
    'E08000032', 'child', CAST(k % 45000 AS TEXT),
    CAST('{{"events": ' || k % 7 || ', "first": true}}' AS {json}) FROM numbers
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--on", choices=list(RECORDS), help="one database alone, in this process")
    options = parser.parse_args()
    if options.on:
        with RECORDS[options.on]() as address:
            begin(address)
            measure(options.on, options.entries)
        return
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(
        "                             entries   seals   seconds  of processor    a minute  MiB  load",
        flush=True,
    )
    for name in RECORDS:
        again = [sys.executable, "-m", "benchmarks.audit", "--on", name, "--entries", str(options.entries)]
        subprocess.run(again, check=True)


def measure(name: str, entries: int) -> None:
    few = entries // 10
    enter(name, entries)
    told(f"{name}, floor", entries, read_raw)
    told(f"{name}, seal", entries, sealed)
    told(f"{name}, verify", entries, verified, least=LEAST)
    enter(name, few)
    told(f"{name}, seal, {FEW} at a time", few, sealed_few_at_a_time)
    told(f"{name}, verify with those", entries + few, verified, least=LEAST)


def told(what: str, entries: int, work: Callable[[], float], least: int = 0) -> None:
    from wayhome.cases.audit.models import AuditSeal

    load = os.getloadavg()[0]
    began, processor = perf_counter(), process_time()
    memory = work()
    took, of_processor = perf_counter() - began, process_time() - processor
    a_minute = 60 * entries / took
    verdict = "" if a_minute >= least else f"   NOT {least:,}"
    print(
        f"{what:25} {entries:10,} {AuditSeal.objects.count():7,} {took:9.1f} {of_processor:13.1f} {a_minute:11,.0f}"
        f" {memory:4.0f} {load:5.1f}{verdict}",
        flush=True,
    )


def enter(name: str, entries: int) -> None:
    from django.db import connection

    numbers, json = NUMBERS[name].format(n=entries), "jsonb" if name == "postgresql" else "TEXT"
    with connection.cursor() as cursor:
        cursor.execute(ENTERED.format(numbers=numbers, json=json), None)


def read_raw() -> float:
    from django.db import connection, transaction

    with transaction.atomic():
        name = (
            ["floor"] if connection.vendor == "postgresql" else []
        )  # a cursor of the server's, which sends pages
        cursor = connection.connection.cursor(*name)
        cursor.execute("SELECT * FROM audit_entry ORDER BY id")
        while rows := cursor.fetchmany(10_000):
            for row in rows:
                sha256(repr(row).encode()).digest()
        cursor.close()
    return own()


def sealed() -> float:
    from wayhome.cases.audit.seals.sealing import seal

    seal(at=now())
    return own()


def sealed_few_at_a_time() -> float:
    """As a worker leaves them that looks every few seconds."""
    from wayhome.cases.audit.seals import imprints, sealing

    many = imprints.AT_ONCE
    imprints.AT_ONCE = sealing.MOST = FEW
    sealing.seal(at=now())
    imprints.AT_ONCE = sealing.MOST = many
    return own()


def verified() -> float:
    """The most memory that was its own at any seal."""
    from wayhome.cases.audit.seals.verifying import verify

    held = [0.0]

    def tell(entries: int) -> None:
        if entries % 1_000 == 0:
            held.append(own())

    found = verify(tell)
    assert found.fault is None
    return max(held)


def own() -> float:
    return own_memory(os.getpid()) or 0.0


if __name__ == "__main__":
    main()
