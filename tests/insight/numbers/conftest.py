"""A partnership whose children went missing: nine of the English authority, two of them boys, and one of the Welsh."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.cases.children.partnership import partnership
from tests.cases.children.patterns import ago, times_missing
from tests.cases.worklist.night import user
from tests.saying import ENGLISH, FORCE, WELSH, WELSH_FORCE, said
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children.actions import add_child, record
from wayhome.cases.partners.models import Agency, User
from wayhome.insight import jobs
from wayhome.insight.actions import keep_numbers
from wayhome.insight.models import Counting
from wayhome.insight.numbers.authorities import authorities
from wayhome.insight.numbers.counting import Numbers, numbers
from wayhome.rules import facts
from wayhome.rules.facts import IdentityStated, ResponsibleAuthorityStated

__all__ = ["partnership"]

#: A day in the middle of a year to 31 March, so that all that is said here is of one year.
NOW = datetime(2026, 10, 12, 12, tzinfo=UTC)

_COUNTED: list[Numbers] = []

#: Fewer than by night, since each is counted anew in every test.
YEARS = 2


@pytest.fixture(autouse=True)
def _middle_of_a_year(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("tests.cases.children.patterns", "wayhome.insight.jobs", "wayhome.insight.views"):
        monkeypatch.setattr(f"{place}.now", lambda: NOW)
    monkeypatch.setattr("wayhome.insight.numbers.years.YEARS", YEARS)


@pytest.fixture
def children(partnership: User) -> None:
    """The first child was missing three times, the others once."""
    for n, sex in enumerate("FFFFFFFMM"):
        missing(partnership, sex, [30, 20, 10] if n == 0 else [n + 1], ENGLISH, FORCE)
    missing(partnership, "F", [5], WELSH, WELSH_FORCE)


@pytest.fixture
def counting(partnership: User, request: pytest.FixtureRequest) -> Counting:
    """What these children come to, counted in the first test that asks, and kept in each."""
    if not _COUNTED:
        request.getfixturevalue("children")
        codes = Agency.objects.filter(kind__in=jobs.COUNTED).values_list("code", flat=True)
        _COUNTED.append(numbers(NOW, (), codes, authorities()))
    return keep_numbers(_COUNTED[0], by=INSTALLATION, at=NOW)


def missing(by: User, sex: str, days: list[float], authority: facts.Agency, force: facts.Agency) -> None:
    """A child of this authority, so many days ago each time."""
    one = add_child(by=by, at=NOW - timedelta(days=40))
    events = [
        said(ResponsibleAuthorityStated(authority=authority), ago(39), key=f"r/{one.pk}", child=one.key),
        said(IdentityStated(forename="Ottilie", sex=sex), ago(39), key=f"i/{one.pk}", child=one.key),
        *times_missing(one, *days, force=force, authority=authority),
    ]
    record(events, by=by, at=NOW - timedelta(hours=1))


def count() -> Counting:
    jobs.count_numbers.call_local()
    newest = Counting.objects.newest()
    assert newest is not None
    return newest


def browser(role: str, of: facts.Agency = ENGLISH) -> Client:
    client = Client()
    client.force_login(user(role, of))
    return client
