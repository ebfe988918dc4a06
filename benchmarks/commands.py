"""Commands that are timed from start to end, with the memory of all their processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

#: On how many cores at most what is timed runs.
CORES = 2


class Took(NamedTuple):
    """Seconds from start to exit, seconds of processor, and the most memory of all its processes together.

    Pages that two processes share are counted in both.
    """

    seconds: float
    cpu: float
    mebibytes: float


def timed(module: str, name: str, folder: str) -> Took:
    """One of the module's runs, as a command of its own: `python -m MODULE --run NAME FOLDER`."""
    begun = time.perf_counter()
    command = subprocess.Popen(
        [sys.executable, "-m", module, "--run", name, folder], stderr=subprocess.DEVNULL
    )
    most = 0.0
    while True:
        most = max(most, sum(map(resident, family(command.pid))))
        pid, status, used = os.wait4(command.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.05)
    command.returncode = os.waitstatus_to_exitcode(status)
    assert command.returncode == 0, f"{name} ended with code {command.returncode}"
    return Took(time.perf_counter() - begun, used.ru_utime + used.ru_stime, most)


def one_or_all(runs: Mapping[str, Callable[[Path], None]], measure: Callable[..., None]) -> None:
    """What a module does as a command: the run that `timed` asks for, on as many cores as are timed; else all of them,
    of the sizes that are named.
    """
    if sys.argv[1:2] == ["--run"]:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
        runs[sys.argv[2]](Path(sys.argv[3]))
    else:
        measure(*map(int, sys.argv[1:]))


def family(pid: int) -> Iterator[int]:
    """The process and every one it has started."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it has just ended
        return
    for child in children:
        yield from family(int(child))


def resident(pid: int) -> float:
    """Mebibytes; none where the process has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGESIZE") / 2**20
