"""Answer browsers; the address is printed once the door is open."""

import argparse
import socket
from threading import Thread
from time import sleep

from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from wayhome.config.cli import RAN
from wayhome.config.log import LOGGING
from wayhome.config.needed import must_be_given, say_what_is_unreadable

# A page spends its time in Python or in the database: more threads than this only take turns.
THREADS = 8


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="0 takes any free one (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    must_be_given()
    must_be_migrated()
    say_what_is_unreadable()
    gather_static_files()
    listen(options.host, options.port, options.workers)
    return RAN


def must_be_migrated() -> None:
    """CommandError when the record is older than this program; migrating is asked for, never done unasked."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise CommandError(
            f"{len(waiting)} migrations have not been run. Type `wayhome migrate`, then try again."
        )


def gather_static_files() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)


def listen(host: str, port: int, workers: int) -> None:
    """Serve until interrupted."""
    chosen = free(host, port)
    connections.close_all()  # the processes that answer must not share ours
    server = Server(
        "wayhome.config.wsgi:application",
        address=host,
        port=chosen,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=4 * THREADS,  # the rest wait at the door, not in memory
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
        log_dictconfig=LOGGING,  # granian's own would write to standard output
    )
    server.on_startup(Thread(target=announce, args=(host, chosen), daemon=True).start)
    server.serve()


def announce(host: str, port: int) -> None:
    """Print the address once someone answers there, so that whoever waits for it can go there at once."""
    while True:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            sleep(0.05)
        else:
            print(f"http://{f'[{host}]' if ':' in host else host}:{port}/", flush=True)
            return


def free(host: str, port: int) -> int:
    """The port to listen on; CommandError when something else listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as fault:
            why = f"cannot listen on {host}, port {port}: {fault.strerror}. Choose another with --port."
            raise CommandError(why) from fault
        except OverflowError as fault:
            raise CommandError(f"{port} is no port: it is a number from 0 to 65535.") from fault
        return int(door.getsockname()[1])
