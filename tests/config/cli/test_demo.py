"""Where the demonstration listens."""

import socket

import pytest
from django.core.management import CommandError

from wayhome.config.cli import demo

HERE = "127.0.0.1"


@pytest.fixture
def taken():
    with socket.socket() as door:
        door.bind((HERE, 0))
        door.listen()
        yield door.getsockname()[1]


def test_nothing_is_any_port_that_is_free() -> None:
    assert demo.port_on(HERE, 0) not in (0, 8000)


def test_a_port_that_was_asked_for_and_is_taken_is_refused(taken: int) -> None:
    with pytest.raises(CommandError, match="Choose another"):
        demo.port_on(HERE, taken)


def test_8000_is_preferred_and_not_insisted_upon(monkeypatch: pytest.MonkeyPatch, taken: int) -> None:
    listened = demo.free
    monkeypatch.setattr(demo, "free", lambda host, port: listened(host, taken if port == 8000 else port))
    assert demo.port_on(HERE, None) not in (0, taken)
