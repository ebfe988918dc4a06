"""One address says where the record is kept, and an unreadable one says what to type instead."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from wayhome.config.database import database, files_of


def test_four_slashes_name_a_file_by_its_absolute_path() -> None:
    assert database("sqlite:////srv/wayhome/record.sqlite3")["NAME"] == Path("/srv/wayhome/record.sqlite3")


def test_three_slashes_name_a_file_below_the_working_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert database("sqlite:///var/record.sqlite3")["NAME"] == tmp_path / "var/record.sqlite3"


def test_a_space_in_a_path_may_be_written_as_a_percent_sign_and_its_code() -> None:
    assert database("sqlite:////srv/duty%20desk/record.sqlite3")["NAME"] == Path(
        "/srv/duty desk/record.sqlite3"
    )


def test_a_postgres_address_is_taken_apart_with_its_password_decoded() -> None:
    found = database("postgres://keeper:a%2Fb%40c@db.example:5433/wayhome?sslmode=require")
    names = ("ENGINE", "USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")
    assert [found[name] for name in names] == [
        "django.db.backends.postgresql",
        "keeper",
        "a/b@c",
        "db.example",
        "5433",
        "wayhome",
        {"options": "-c max_parallel_workers_per_gather=0", "sslmode": "require"},
    ]


def test_a_connection_is_kept_whichever_database_it_is_to() -> None:
    for address in ("sqlite:///record.sqlite3", "postgres://db.example/wayhome"):
        assert database(address)["CONN_MAX_AGE"] == 60


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("mysql://db.example/wayhome", "it begins with neither"),
        ("", "it begins with neither"),
        ("sqlite://record.sqlite3", "three slashes"),
        ("sqlite:///", "it names no file"),
        ("sqlite:////srv/wayhome/", "it names no file"),
        ("postgres://db.example", "it names no database"),
        ("postgres://db.example:99999/wayhome", "its port is not a number"),
    ],
)
def test_an_unreadable_address_says_why_and_what_to_type(address: str, why: str) -> None:
    with pytest.raises(
        ImproperlyConfigured, match=f"WAYHOME_DATABASE_URL cannot be read: .*{why}.* Set it to sqlite:"
    ):
        database(address)


def test_an_unreadable_address_is_not_repeated_for_it_may_hold_a_password() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        database("postgres://keeper:hunter2@db.example:port/wayhome")
    assert "hunter2" not in str(refused.value)


@pytest.mark.django_db
def test_sqlite_is_tuned_for_a_server() -> None:
    if connection.vendor != "sqlite":
        assert connection.settings_dict["CONN_HEALTH_CHECKS"]
        return
    with connection.cursor() as cursor:
        answers = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "mmap_size")
        }
    assert answers == {"journal_mode": "wal", "synchronous": 1, "mmap_size": 134_217_728}
    assert connection.transaction_mode == "IMMEDIATE"


def test_the_files_of_two_records_lie_apart() -> None:
    one, other = (database(f"sqlite:////srv/{name}.sqlite3") for name in ("one", "other"))
    server = database("postgres://u@localhost/wayhome")
    var = Path("/srv/var")
    assert files_of(one, var) == Path("/srv/one.files") != files_of(other, var)
    assert files_of(server, var) == Path("/srv/var/wayhome.files")
