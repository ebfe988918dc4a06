"""The program with its real settings, on a PostgreSQL server that is there as long as one benchmark."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings

from tests import postgres


@contextmanager
def on_a_server() -> Iterator[str]:
    """The address of an empty record; what the program makes is kept in a folder that goes with it."""
    server = postgres.start()
    try:
        with tempfile.TemporaryDirectory(prefix="wayhome-benchmark-") as folder:
            os.chdir(folder)  # where the settings keep what they make
            begin(server.address)
            yield server.address
    finally:
        server.stop()


def set_up(address: str) -> None:
    """With its real settings, on a migrated record."""
    os.environ |= {
        "WAYHOME_DATABASE_URL": address,
        "WAYHOME_SECRET_KEY": "only for benchmarks, and as long as a key must be to be one",
        "WAYHOME_REQUESTS_A_MINUTE": "1000000000",
        "DJANGO_SETTINGS_MODULE": "wayhome.config.settings",
    }
    django.setup()
    from wayhome.config.cli import migrate

    migrate.run(argparse.Namespace(quiet=True))


def begin(address: str) -> None:
    """The same with its pages, and the one that others are measured by."""
    set_up(address)
    from wayhome.config.cli import serve

    settings.ROOT_URLCONF = "benchmarks.trivial"
    settings.ALLOWED_HOSTS = ["testserver"]
    serve.gather_static_files()
