"""Bring the record's tables, and the queue's, up to this version."""

import argparse
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from huey.contrib.djhuey import HUEY

from wayhome.config.cli import RAN


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="print nothing unless something is wrong")


def run(options: argparse.Namespace) -> int:
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0 if options.quiet else 1)
    call_command("createcachetable", verbosity=0)
    HUEY.storage.initialize_schema()
    return RAN
