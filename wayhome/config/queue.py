"""Where the worker finds its jobs: beside the record, in the kind of database the record is in.

The queue holds nothing that must not be lost: what is durable is in our own rows, and a job that finds
nothing to do is harmless. So the queue may be emptied, and is no part of a backup.
"""

from pathlib import Path
from typing import Any

from wayhome.config.database import Database


def queue(database: Database) -> dict[str, Any]:
    """huey's settings for the queue that goes with `database`."""
    # A result would stay in the queue until someone asked for it, and nobody does.
    common = {"name": "wayhome", "results": False, "immediate": False}
    return {
        **common,
        **(postgres(database) if database["ENGINE"].endswith("postgresql") else sqlite(database)),
    }


def sqlite(database: Database) -> dict[str, Any]:
    file = Path(database["NAME"])
    return {
        "huey_class": "huey.SqliteHuey",
        "connection": {
            "filename": str(file.with_name(f"{file.stem}.queue.sqlite3")),
            "timeout": 20,  # seconds
            "create_tables": False,  # `wayhome migrate` and the worker make them; reading settings must not
        },
    }


def postgres(database: Database) -> dict[str, Any]:
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}  # nosec B105 - what Django calls it
    stated = {theirs: database[ours] for theirs, ours in names.items() if database[ours]}
    return {
        "huey_class": "huey.PostgresHuey",
        "connection": {**stated, **database["OPTIONS"], "create_tables": False},
    }
