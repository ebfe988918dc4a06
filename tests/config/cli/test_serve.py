"""`wayhome migrate`, `serve` and `worker`, as three processes that a service manager would start and stop."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

type Start = Callable[..., subprocess.Popen[str]]

WAYHOME = "import sys; from wayhome.config.cli import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def start(tmp_path: Path, pytestconfig: pytest.Config) -> Iterator[Start]:
    """Start `wayhome WORDS` with a record of its own; whatever still runs at the end is stopped."""
    running: list[subprocess.Popen[str]] = []
    on_postgres = pytestconfig.getoption("--database") == "postgres"
    own = os.environ["WAYHOME_DATABASE_URL"] if on_postgres else "sqlite:///var/record.sqlite3"

    def started(*words: str, database: str = own) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", WAYHOME, *words],
            cwd=tmp_path,
            env=os.environ
            | {"DJANGO_SETTINGS_MODULE": "wayhome.config.settings", "WAYHOME_DATABASE_URL": database},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        running.append(process)
        return process

    yield started
    for process in running:
        if process.poll() is None:
            os.killpg(
                process.pid, signal.SIGKILL
            )  # with the processes it started, which hold its output open
        process.communicate()


@pytest.fixture
def migrated(start: Start) -> None:
    migrating = start("migrate", "--quiet")
    assert migrating.communicate(timeout=60) == ("", "")
    assert migrating.returncode == 0


def stopped(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(timeout=20)


def until(holds: Callable[[], bool], most: float = 60) -> None:
    """However busy the machine is."""
    ends = time.monotonic() + most
    while not holds():
        assert time.monotonic() < ends
        time.sleep(0.1)


def hears(process: subprocess.Popen[str], sent: signal.Signals) -> bool:
    """Has it said what it does when it is sent this? Before that it would simply end."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    (caught,) = (line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (sent - 1) & 1)


@pytest.mark.usefixtures("migrated")
def test_serve_prints_its_address_answers_there_and_stops_when_told(start: Start) -> None:
    serving = start("serve", "--port", "0", "--workers", "1")
    assert serving.stdout is not None
    address = serving.stdout.readline().strip()
    with urllib.request.urlopen(f"{address}sign/in/", timeout=20) as page:
        text = page.read().decode()
    sheet = next(part for part in text.split('"') if part.startswith("/static/") and part.endswith(".css"))
    with urllib.request.urlopen(address + sheet[1:], timeout=20) as style:
        assert "immutable" in style.headers["Cache-Control"]
    assert stopped(serving) == 0


@pytest.mark.usefixtures("migrated")
def test_serve_says_when_its_port_is_taken(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = start("serve", "--port", str(port))
        _, said = refused.communicate(timeout=60)
    assert refused.returncode == 2
    assert f"cannot listen on 127.0.0.1, port {port}" in said
    assert said.endswith("Choose another with --port.\n")


def test_serve_asks_for_a_record_that_is_not_there_to_be_made(start: Start, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    refused = start("serve", "--port", "0", database="sqlite:///var/other.sqlite3")
    _, said = refused.communicate(timeout=60)
    assert refused.returncode == 2
    assert said.endswith("Type `wayhome migrate`, then try again.\n")


@pytest.mark.usefixtures("migrated")
def test_the_worker_waits_for_jobs_and_stops_when_told(start: Start) -> None:
    working = start("worker", "--threads", "1")
    until(lambda: hears(working, signal.SIGTERM))
    time.sleep(1)
    assert working.poll() is None
    assert stopped(working) == 0
