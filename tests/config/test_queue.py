"""The worker's queue is beside the record, and takes and gives jobs on either database."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.utils.module_loading import import_string

from wayhome.config.database import database
from wayhome.config.queue import queue


def made(address: str) -> Any:
    """A huey as djhuey would make it of our settings."""
    settings = queue(database(address))
    connection = settings.pop("connection")
    return import_string(settings.pop("huey_class"))(**settings, **connection)


def test_sqlite_keeps_the_queue_in_a_file_beside_the_record(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/record.sqlite3"
    assert queue(database(address))["connection"]["filename"] == str(tmp_path / "record.queue.sqlite3")


def test_reading_the_settings_makes_no_queue(tmp_path: Path) -> None:
    made(f"sqlite:///{tmp_path}/record.sqlite3")
    assert list(tmp_path.iterdir()) == []


def test_a_job_that_fails_is_done_again(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    on_postgres = pytestconfig.getoption("--database") == "postgres"
    huey = made(os.environ["WAYHOME_DATABASE_URL"] if on_postgres else f"sqlite:///{tmp_path}/record.sqlite3")
    huey.storage.initialize_schema()
    tries: list[int] = []

    @huey.task(retries=2)
    def fail_twice() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise ConnectionError("no answer")

    fail_twice()
    while job := huey.dequeue():
        huey.execute(job)
    assert len(tries) == 3
