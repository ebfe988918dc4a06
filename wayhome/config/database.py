"""Where the record is kept: SQLite in a file, or PostgreSQL, as one address says."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

VARIABLE = "WAYHOME_DATABASE_URL"

FORMS = "sqlite:////absolute/path, sqlite:///relative/path or postgres://user:password@host:port/name"

# A connection is kept for a minute: opening one costs more than the query it is opened for, on SQLite too.
KEPT_FOR_SECONDS = 60

# Run on every new SQLite connection. WAL lets pages read while a load writes; NORMAL is safe with it:
# a loss of power can lose the last moments, never the file.
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "NORMAL",
    "mmap_size": 134_217_728,  # bytes
    "cache_size": -20_000,  # kibibytes, when negative
    "temp_store": "MEMORY",
    "journal_size_limit": 67_108_864,  # bytes
}

# Said on every new PostgreSQL connection. What a page asks is answered before other processes of the server have been
# started to help with it; `?options=` in the address says otherwise.
ALONE = "-c max_parallel_workers_per_gather=0"

type Database = dict[str, Any]


def database(address: str) -> Database:
    """Django's settings of the one database at `address`; ImproperlyConfigured says what to type instead."""
    scheme = urlsplit(address).scheme
    if scheme == "sqlite":
        return sqlite(sqlite_file(address))
    if scheme in {"postgres", "postgresql"}:
        return postgres(address)
    raise unreadable("it begins with neither sqlite:// nor postgres://")


def sqlite_file(address: str) -> Path:
    """The file of a `sqlite:` address: one slash after the empty host is relative, two are absolute."""
    parts = urlsplit(address)
    file = unquote(parts.path.removeprefix("/"))
    if parts.netloc:
        raise unreadable(
            "a sqlite address has three slashes before a relative path, and four before an absolute one"
        )
    if not file or file.endswith("/"):
        raise unreadable("it names no file")
    return Path(file).absolute()


def sqlite(file: Path) -> Database:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": KEPT_FOR_SECONDS,
        "OPTIONS": {
            # Taking the write lock at the start makes the second writer wait, not fail halfway.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds
            "init_command": ";".join(f"PRAGMA {name}={value}" for name, value in PRAGMAS.items()),
        },
    }


def postgres(address: str) -> Database:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as fault:
        raise unreadable("its port is not a number between 0 and 65535") from fault
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise unreadable("it names no database after the host")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": KEPT_FOR_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": ALONE, **dict(parse_qsl(parts.query))},
    }


def files_of(record: Database, var: Path) -> Path:
    """The folder of files that belong to this record and no other: beside it, or in `var` for one on a server."""
    name = record["NAME"]
    return name.with_name(f"{name.stem}.files") if isinstance(name, Path) else var / f"{name}.files"


def unreadable(why: str) -> ImproperlyConfigured:
    """The address itself is left out: it may hold a password."""
    return ImproperlyConfigured(f"{VARIABLE} cannot be read: {why}. Set it to {FORMS}.")
