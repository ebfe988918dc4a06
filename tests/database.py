"""`pytest --database sqlite | postgres`: the same tests on either, PostgreSQL started and stopped here.

A plugin named on pytest's command line (see pyproject.toml), because it must act before Django reads its
settings, which is before any conftest is found.
"""

import os
from collections.abc import Sequence

import pytest

from tests import postgres


def pytest_addoption(parser: pytest.Parser) -> None:
    help_text = "which database the tests run on; postgres is a real server, for as long as the tests run"
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite", help=help_text)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(
    early_config: pytest.Config, parser: pytest.Parser, args: Sequence[str]
) -> None:
    options = parser.parse_known_args(list(args))
    is_one_of_several = "PYTEST_XDIST_WORKER" in os.environ  # whoever started it has started the server
    if options.database != "postgres" or options.help or options.version or is_one_of_several:
        return
    server = postgres.start()
    early_config.add_cleanup(server.stop)
    os.environ["WAYHOME_DATABASE_URL"] = server.address


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks it something: anything else is the same on either, and has run on SQLite."""
    if config.getoption("--database") != "postgres":
        return
    apart = [item for item in items if not _asks_the_database(item)]
    config.hook.pytest_deselected(items=apart)
    items[:] = [item for item in items if _asks_the_database(item)]


def _asks_the_database(item: pytest.Item) -> bool:
    asked_for = {"db", "transactional_db", "live_server"}
    fixtures = asked_for.intersection(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures)


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('--database')}"
