"""Everybody who is called is told, once, on every channel, and no notice says who or where."""

import pytest
from django.db import IntegrityError, transaction

from tests.cases.worklist.night import agency, on_shift, reported, user
from tests.saying import ENGLISH, FORCE, after
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.missing.actions import acknowledge
from wayhome.cases.worklist import channels
from wayhome.cases.worklist.actions import acknowledge_notice, make_notices, send_notice
from wayhome.cases.worklist.channels import NotTakenError
from wayhome.cases.worklist.jobs import call_people
from wayhome.cases.worklist.models import Notice
from wayhome.rules.refusal import Refusal
from wayhome.ui.wording import say

pytestmark = pytest.mark.django_db


class Text:
    """A channel of text messages that keeps what it was given, and may be out of order."""

    key = "text"

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.works = True

    def reaches(self, to) -> bool:
        return to.role == "control_room_supervisor"

    def send(self, to, words, *, once: str) -> None:
        if not self.works:
            raise NotTakenError("no answer")
        self.taken.append((once, say(words)))


@pytest.fixture
def text(monkeypatch) -> Text:
    channel = Text()
    monkeypatch.setattr(channels, "CHANNELS", (*channels.CHANNELS, channel))
    return channel


@pytest.fixture
def supervisor():
    """On shift; every other desk has somebody on as well."""
    supervisor = user("control_room_supervisor", FORCE)
    on_shift(supervisor, "control_room", hours=10_000)
    on_shift(user("duty_worker", ENGLISH), "duty_desk", hours=10_000)
    for of in ("W-A", "W-P"):
        type(supervisor.agency).objects.filter(code=of).update(joined_at=None)
    return supervisor


def made(hours: float) -> list[Notice]:
    return make_notices(by=INSTALLATION, at=after(hours))


def test_each_person_called_is_told_once_however_often_the_job_runs(supervisor):
    reported(0)
    assert {(one.to.role, one.step) for one in made(0.26)} == {
        ("control_room_supervisor", 1),
        ("duty_worker", 1),
    }
    assert made(0.27) == []
    assert Notice.objects.count() == 2


def test_every_further_step_of_the_rota_is_told_in_its_turn(supervisor):
    second = user("coordinator", FORCE)
    on_shift(second, "control_room", step=2)
    reported(0)
    made(0.26)
    assert {(one.to_id, one.step) for one in made(0.25 + 0.25)} == {(second.pk, 2)}


def test_two_workers_at_once_cannot_tell_twice(supervisor):
    reported(0)
    first = made(0.26)[0]
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_a_worker_killed_after_the_notice_was_made_sends_it_when_it_is_back(supervisor, text):
    reported(0)
    made(0.26)
    assert text.taken == []
    call_people()
    assert len(text.taken) == 1
    call_people()
    assert len(text.taken) == 1


def test_a_worker_killed_while_sending_names_the_notice_by_the_same_word_again(supervisor, text):
    reported(0)
    made(0.26)
    notice = Notice.objects.get(channel="text")
    with transaction.atomic():
        send_notice(notice, by=INSTALLATION, at=after(0.3))
        transaction.set_rollback(True)  # killed before the row was kept
    send_notice(notice, by=INSTALLATION, at=after(0.4))
    assert [once for once, _ in text.taken] == [f"notice-{notice.pk}"] * 2


def test_a_channel_that_fails_holds_nothing_back_and_is_tried_again(supervisor, text):
    reported(0)
    text.works = False
    call_people()
    assert set(Notice.objects.unsent().values_list("channel", flat=True)) == {"text"}
    assert Notice.objects.filter(channel="board").exclude(sent_at=None).exists()
    text.works = True
    call_people()
    assert not Notice.objects.unsent().exists()


def test_what_was_acknowledged_meanwhile_is_not_sent(supervisor, text):
    episode = reported(0)
    made(0.26)
    acknowledge(episode, by=supervisor, at=after(0.3))
    acknowledge(episode, by=user("duty_worker", ENGLISH), at=after(0.3))
    call_people()
    assert text.taken == []


def test_an_empty_desk_is_told_to_its_coordinators_without_any_report(coordinator):
    found = {(one.to_id, one.desk_id, one.report_id) for one in made(1)}
    assert (coordinator.pk, agency(ENGLISH).pk, None) in found
    assert made(2) == []


def test_a_desk_that_falls_empty_again_is_told_again(coordinator):
    made(1)
    on_shift(user("duty_worker", ENGLISH), "duty_desk", begins=after(2), hours=1)
    assert made(2.5) == []
    again = {one.to_id for one in made(3.5)}
    assert coordinator.pk in again


def test_no_notice_holds_a_name_or_a_place(supervisor, text):
    reported(0, forename="Marigold")
    call_people()
    for _, words in text.taken:
        assert "Marigold" not in words
        assert "bus station" not in words
        assert not any(character.isdigit() for character in words)


def test_every_notice_made_leaves_an_audit_entry(supervisor):
    reported(0)
    made(0.26)
    assert Entry.objects.filter(verb="make_notice").count() == Notice.objects.count()


def test_only_the_person_it_was_sent_to_says_that_it_was_seen(supervisor):
    reported(0)
    made(0.26)
    notice = Notice.objects.get(to=supervisor)
    with pytest.raises(Refusal):
        acknowledge_notice(notice, by=user("duty_worker", ENGLISH), at=after(0.3))
    acknowledge_notice(notice, by=supervisor, at=after(0.3))
    notice.refresh_from_db()
    assert (notice.acknowledged_by, notice.acknowledged_at) == (supervisor, after(0.3))
