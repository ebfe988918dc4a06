"""Do what falls due as time passes: re-derive children, escalate, notify, seal the audit."""

import argparse

from django.db import connection
from django.utils.module_loading import autodiscover_modules
from huey.contrib.djhuey import HUEY

from wayhome.config.cli import RAN
from wayhome.config.needed import must_be_given


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--threads", type=int, default=2, help="jobs done at a time (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    must_be_given()
    autodiscover_modules("jobs")
    if connection.vendor == "sqlite":
        HUEY.storage.initialize_schema()  # a record that was restored comes without its queue
    consumer = HUEY.create_consumer(
        workers=options.threads,
        max_delay=1.0,  # seconds; a new report is escalated in minutes, so a job must not wait ten seconds
        graceful_signal="TERM",  # what a service manager sends
        shutdown_timeout=20,  # seconds
    )
    consumer.run()
    return RAN
