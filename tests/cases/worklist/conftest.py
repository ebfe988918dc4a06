"""The partnership of `tests.saying`, all of whose agencies have used the record for long."""

import pytest
from django.test import Client

from tests.cases.children.partnership import partnership
from tests.cases.worklist.night import user
from tests.saying import ENGLISH, after
from wayhome.cases.partners.models import Agency, User

__all__ = ["partnership"]


@pytest.fixture(autouse=True)
def _joined(partnership: User) -> None:
    Agency.objects.update(joined_at=after(-1000))


@pytest.fixture
def coordinator(_joined: None) -> User:
    return user("coordinator", ENGLISH)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Sets the clock that the pages read, in hours after the evening began."""

    def set_clock(hours: float) -> None:
        monkeypatch.setattr("wayhome.cases.worklist.views.now", lambda: after(hours))

    set_clock(1)
    return set_clock


@pytest.fixture
def signed_in(at):
    def client(who: User) -> Client:
        browser = Client()
        browser.force_login(who)
        return browser

    return client
