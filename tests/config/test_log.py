"""The log says where something went wrong, never about whom."""

import io
import logging

import pytest

from wayhome.config.log import LOGGING, Impersonal


def logged(name: str) -> str:
    """What is written when a fault, and the one it came from, both carry `name`."""
    stream = io.StringIO()
    logger = logging.getLogger("wayhome.tests")
    logger.propagate = False
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Impersonal("{levelname} {message}", style="{"))
    logger.addHandler(handler)
    try:
        try:
            int(name)
        except ValueError as fault:
            raise LookupError(name) from fault
    except LookupError:
        logger.exception("the load stopped")
    return stream.getvalue()


def test_a_fault_is_logged_with_its_kind_its_cause_and_where_it_came_from() -> None:
    written = logged("Aisha")
    assert "ERROR the load stopped" in written
    assert written.index("builtins.ValueError") < written.index("builtins.LookupError")
    assert __file__ in written


def test_the_message_of_a_fault_may_hold_a_name_and_is_left_out() -> None:
    assert "Aisha" not in logged("Aisha")


def line(message: str, *words: str) -> str:
    record = logging.LogRecord("wayhome.tests", logging.WARNING, __file__, 1, message, words, None)
    record.created = 1_772_442_000.0
    said = LOGGING["formatters"]["impersonal"]
    return Impersonal(said["format"], said["datefmt"], said["style"]).format(record)


def test_a_line_says_when_in_universal_time_how_grave_and_where() -> None:
    assert line("the load %s", "stopped") == "2026-03-02T09:00:00Z WARNING wayhome.tests: the load stopped"


@pytest.mark.parametrize("path", ["/a\nCRITICAL root: forged", "/a\r\nCRITICAL", "/a\u2028CRITICAL"])
def test_nobody_writes_a_line_of_the_log_by_asking_for_an_address(path: str) -> None:
    assert len(line("Not Found: %s", path).splitlines()) == 1


@pytest.mark.parametrize("name", ["django.request", "django.security", "django.db.backends"])
def test_no_logger_of_django_writes_anywhere_but_through_ours(name: str) -> None:
    logger: logging.Logger | None = logging.getLogger(name)
    handlers = []
    while logger:
        handlers += logger.handlers
        logger = logger.parent if logger.propagate else None
    ours = [handler for handler in handlers if type(handler.formatter) is Impersonal]
    theirs = [handler for handler in handlers if type(handler).__module__.startswith("django")]
    assert ours
    assert theirs == []


def test_statements_are_not_logged_for_they_carry_their_values() -> None:
    assert LOGGING["loggers"]["django.db.backends"]["level"] == "WARNING"
