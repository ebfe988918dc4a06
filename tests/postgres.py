"""A PostgreSQL server of the tests' own: in a temporary folder, on a free port, gone when they end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

INSTALL = "apt-get install -y --no-install-recommends postgresql"

# A test's server need not survive a loss of power.
HASTE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass(frozen=True)
class Server:
    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"postgres://wayhome@127.0.0.1:{self.port}/postgres"

    def stop(self) -> None:
        run("pg_ctl", "stop", "-D", str(self.folder / "data"), "-m", "immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


def start() -> Server:
    """A running server; the run of tests ends with the line to type where PostgreSQL is not installed."""
    server = Server(folder(), free_port())
    data = str(server.folder / "data")
    run(
        "initdb",
        "-D",
        data,
        "-U",
        "wayhome",
        "--auth=trust",
        "--no-sync",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    )
    listen = f"-c listen_addresses=127.0.0.1 -p {server.port} -k {server.folder} {HASTE}"
    run("pg_ctl", "start", "-D", data, "-w", "-o", listen, "-l", str(server.folder / "log"))
    return server


def folder() -> Path:
    made = Path(tempfile.mkdtemp(prefix="wayhome-postgres-", dir="/tmp"))
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(made, account.pw_uid, account.pw_gid)
    return made


def run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; it refuses to run as root, so as root we become `postgres`."""
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*become, str(binaries() / program), *arguments]
    done = subprocess.run(
        command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        pytest.exit(f"{program} failed:\n{done.stdout}", returncode=2)


def binaries() -> Path:
    """Debian keeps them off PATH, in a folder for each version; the newest is taken."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3])
    )
    if not versions:
        pytest.exit(f"The tests need PostgreSQL's server. Type: {INSTALL}", returncode=2)
    return versions[-1].parent


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
