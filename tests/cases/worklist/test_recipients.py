"""A notice that waits for its channel is sent to whoever is to be told then, not to whoever was when it was made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils.timezone import now

from tests.cases.worklist.night import on_shift, reported, user
from tests.cases.worklist.test_overdue import INTERVIEW, refreshed, returned
from tests.saying import ENGLISH, FORCE, after
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import change_role, deactivate_user
from wayhome.cases.partners.models import Shift, User
from wayhome.cases.worklist import channels
from wayhome.cases.worklist.actions import make_notices, notify, send_notice
from wayhome.cases.worklist.escalation import Reason
from wayhome.cases.worklist.models import Notice

pytestmark = pytest.mark.django_db


class Kept:
    """Every channel's messages, by who was to have them."""

    key = "kept"

    def __init__(self) -> None:
        self.taken: list[User] = []

    def reaches(self, to: User) -> bool:
        return True

    def send(self, to: User, words: object, *, once: str) -> None:
        self.taken.append(to)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    channel = Kept()
    monkeypatch.setattr(channels, "CHANNELS", (channel,))
    return channel


@pytest.fixture
def called(kept: Kept) -> User:
    """On shift at the force, where a report waits; a notice of it is made and not yet sent."""
    supervisor = user("control_room_supervisor", FORCE)
    on_shift(supervisor, "control_room", hours=20_000)
    user("coordinator", FORCE)
    reported(0)
    make_notices(by=INSTALLATION, at=now())
    return supervisor


def sent_to(who: User) -> bool:
    for notice in Notice.objects.unsent().filter(to=who):
        send_notice(notice, by=INSTALLATION, at=now())
    return Notice.objects.filter(to=who).exclude(sent_at=None).exists()


def test_whoever_is_still_called_is_told(called: User, kept: Kept) -> None:
    assert sent_to(called)
    assert kept.taken == [called]


def account_closed(who: User) -> None:
    deactivate_user(who, by=INSTALLATION, at=now())


def shift_ended(who: User) -> None:
    Shift.objects.filter(user=who).update(ends=now())


@pytest.mark.parametrize("end", [account_closed, shift_ended])
def test_whoever_is_called_no_more_is_not_told_and_it_is_taken_back(
    end: Callable[[User], None], called: User, kept: Kept
) -> None:
    end(called)
    assert not sent_to(called)
    assert kept.taken == []
    assert not Notice.objects.filter(to=called).exists()
    assert Entry.objects.filter(verb="take_back_notice", detail__to=called.pk).exists()


@pytest.fixture
def late(kept: Kept) -> User:
    """A coordinator to whom a return interview that is soon late is brought, and not yet told."""
    who = user("coordinator", ENGLISH)
    returned(2)
    refreshed(26)
    make_notices(by=INSTALLATION, at=after(26))
    return who


def interview_told(who: User) -> bool:
    notice = Notice.objects.get(to=who, rule=INTERVIEW)
    send_notice(notice, by=INSTALLATION, at=after(26))
    return Notice.objects.filter(pk=notice.pk).exclude(sent_at=None).exists()


def test_the_lead_of_an_agency_is_told_of_an_opening_while_they_are_its_lead(kept: Kept) -> None:
    lead = user("governance_lead", ENGLISH)
    for since in (now(), now()):
        notify([lead], Reason.OPENED, since=since, by=INSTALLATION, at=now())
    first, second = Notice.objects.filter(to=lead).order_by("pk")
    send_notice(first, by=INSTALLATION, at=now())
    change_role(lead, "duty_worker", by=INSTALLATION, at=now())
    send_notice(second, by=INSTALLATION, at=now())
    assert kept.taken == [lead]
    assert not Notice.objects.filter(pk=second.pk).exists()


def test_what_is_late_is_told_to_whom_it_is_brought(late: User) -> None:
    assert interview_told(late)


def test_what_is_late_is_not_told_to_somebody_in_another_role_by_then(late: User) -> None:
    user("coordinator", ENGLISH, name="Their successor")
    change_role(late, "duty_worker", by=INSTALLATION, at=after(26))
    assert not interview_told(late)
