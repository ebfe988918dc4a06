"""Files that wait are loaded by the right their asker has when it is done, not by the one they had at the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.exchange.files import FIRST, OTHER
from tests.exchange.uploading import NOW, force_and_council, incidents, somebody
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children.models import Event
from wayhome.cases.partners.actions import change_role, create_user, deactivate_user
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.worklist.models import Notice
from wayhome.exchange import actions, jobs
from wayhome.exchange.loading.uploads import receive
from wayhome.exchange.models import Load
from wayhome.ui.wording import say

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "uploads"


@pytest.fixture
def council() -> Agency:
    return force_and_council()[1]


@pytest.fixture
def asker(council: Agency) -> User:
    return somebody(council)


@pytest.fixture
def handed_in(council: Agency, asker: User) -> Load:
    return receive([incidents(FIRST, OTHER)], council, profile="police", by=asker, at=NOW)


def colleague_of(asker: User) -> User:
    said = {"email": "second@c-x.example", "full_name": "A second one", "role": "coordinator"}
    return create_user(asker.agency, **said, by=INSTALLATION, at=NOW)  # type: ignore[arg-type]


def changed(asker: User) -> None:
    change_role(User.objects.get(pk=asker.pk), "duty_worker", by=INSTALLATION, at=NOW)


def test_a_role_that_changed_while_the_files_waited_loads_none_of_them(
    handed_in: Load, asker: User, files: Path
) -> None:
    changed(asker)
    jobs.load_waiting()
    handed_in.refresh_from_db()
    assert (handed_in.state, Event.objects.count()) == ("stopped", 0)
    assert list(files.iterdir()) == []


def test_the_asker_is_told_in_their_own_work_and_their_colleagues_on_its_page(
    handed_in: Load, asker: User, council: Agency, client: Client
) -> None:
    changed(asker)
    jobs.load_waiting()
    notice = Notice.objects.get(channel="board")
    assert (notice.to_id, notice.reason) == (asker.pk, "load_stopped")
    client.force_login(User.objects.get(pk=asker.pk))
    assert say(notice.sentence) in client.get(reverse("worklist:mine")).content.decode()
    client.force_login(colleague_of(asker))
    page = client.get(reverse("exchange:load", args=[handed_in.pk])).content.decode()
    assert "may no longer load files" in page


def test_a_closed_account_loads_nothing_and_is_sent_nothing(handed_in: Load, asker: User) -> None:
    deactivate_user(asker, by=INSTALLATION, at=NOW)
    jobs.load_waiting()
    handed_in.refresh_from_db()
    assert (handed_in.state, Event.objects.count(), Notice.objects.count()) == ("stopped", 0, 0)


def test_a_right_that_ends_between_two_batches_stops_it_there(
    handed_in: Load, asker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    through = actions._record

    def one_batch_and_no_more(*more: object) -> object:
        counts = through(*more)  # type: ignore[arg-type]
        changed(asker)
        return counts

    monkeypatch.setattr(actions, "in_turns", lambda children: ([one] for one in children))
    monkeypatch.setattr(actions, "_record", one_batch_and_no_more)
    jobs.load_waiting()
    handed_in.refresh_from_db()
    assert handed_in.state == "stopped"
    assert handed_in.counts["children"] == 1


def test_a_colleague_who_hands_the_same_files_in_carries_on_by_their_own_right(
    handed_in: Load, asker: User, council: Agency
) -> None:
    changed(asker)
    jobs.load_waiting()
    colleague = colleague_of(asker)
    again = receive([incidents(FIRST, OTHER)], council, profile="police", by=colleague, at=NOW)
    jobs.load_waiting()
    again.refresh_from_db()
    assert (again.pk, again.state, again.asked_by) == (handed_in.pk, "done", colleague)


def test_what_no_person_handed_in_needs_nobodys_right(council: Agency) -> None:
    by = actions.account_of(council, "Drop folder", by=INSTALLATION, at=NOW)
    load = receive([incidents(FIRST)], council, profile="police", by=by, at=NOW)
    jobs.load_waiting()
    load.refresh_from_db()
    assert load.state == "done"
