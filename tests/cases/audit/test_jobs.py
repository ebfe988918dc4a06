"""The worker seals every few seconds, and anchors what it sealed."""

import logging
from pathlib import Path

import pytest

from tests.cases.audit.hand import AT, entries
from wayhome.cases.audit import jobs
from wayhome.cases.audit.models import AuditSeal
from wayhome.cases.audit.seals.anchored import compare
from wayhome.cases.audit.seals.sealing import seal

pytestmark = pytest.mark.django_db


def seal_what_is_new() -> None:
    jobs.seal_what_is_new.call_local()


def test_what_is_new_is_sealed_and_anchored(settings, tmp_path: Path):
    settings.WAYHOME_AUDIT_ANCHOR = str(tmp_path / "anchor")
    entries(2)
    seal_what_is_new()
    entries(1)
    seal_what_is_new()
    seal_what_is_new()
    assert [one.entries for one in AuditSeal.objects.order_by("number")] == [2, 1]
    assert compare(tmp_path / "anchor") == (2, 2, False, None)


def test_a_seal_whose_anchor_was_never_written_is_anchored_by_the_next(settings, tmp_path: Path):
    settings.WAYHOME_AUDIT_ANCHOR = str(tmp_path / "anchor")
    entries(1)
    seal(at=AT)
    seal_what_is_new()
    assert compare(tmp_path / "anchor") == (1, 1, False, None)


def test_an_anchor_that_cannot_be_written_is_logged_and_hinders_no_seal(settings, tmp_path: Path, caplog):
    settings.WAYHOME_AUDIT_ANCHOR = str(tmp_path / "gone" / "anchor")
    entries(1)
    with caplog.at_level(logging.ERROR):
        seal_what_is_new()
    assert AuditSeal.objects.count() == 1
    assert "cannot be written" in caplog.text


def test_a_minute_holds_a_look_every_few_seconds(monkeypatch):
    delays = []
    monkeypatch.setattr(jobs.seal_what_is_new, "schedule", lambda *, delay: delays.append(delay))
    jobs.keep_sealing.call_local()
    assert delays == list(range(0, 60, 5))
