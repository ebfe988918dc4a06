"""A seal covers what is new, once, and says in which form."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cases.audit.hand import AT, by_hand, entries
from wayhome.cases.audit.actions import INSTALLATION, enter
from wayhome.cases.audit.append_only import AppendOnlyError
from wayhome.cases.audit.models import AuditSeal, Entry
from wayhome.cases.audit.seals import imprints, sealing
from wayhome.cases.audit.seals.sealing import seal
from wayhome.cases.audit.seals.verifying import verify, window

pytestmark = pytest.mark.django_db


def test_a_seal_covers_the_entries_since_the_one_before():
    first = entries(3)
    one = seal(at=AT)
    more = entries(2)
    two = seal(at=AT + timedelta(seconds=5))
    assert [(s.number, s.first, s.last, s.entries) for s in (*one, *two)] == [
        (1, first[0].pk, first[-1].pk, 3),
        (2, more[0].pk, more[-1].pk, 2),
    ]
    assert two[0].previous == one[0].digest
    assert verify() == (2, 5, None)


def test_where_nothing_is_new_nothing_is_sealed():
    assert seal(at=AT) == []
    entries(1)
    assert len(seal(at=AT)) == 1
    assert seal(at=AT) == []


def test_many_entries_are_sealed_in_short_transactions(monkeypatch):
    monkeypatch.setattr(sealing, "MOST", 2)
    entries(5)
    assert [one.entries for one in seal(at=AT)] == [2, 2, 1]
    assert verify() == (3, 5, None)


def test_the_open_window_is_what_no_seal_covers_yet():
    assert window() == (0, None)
    entries(2)
    seal(at=AT)
    assert window() == (0, None)
    later = entries(3)
    assert window() == (3, later[0].recorded_at)


def test_a_number_that_was_never_used_is_no_removed_entry():
    entries(1)
    with transaction.atomic():
        entries(2)
        transaction.set_rollback(True)
    last = Entry.objects.order_by("pk").last()
    Entry.objects.create(pk=last.pk + 7, verb="see", at=AT, subject_kind="child", subject_id="1")
    seal(at=AT)
    assert verify() == (1, 2, None)


def test_a_record_without_a_seal_is_as_it_was_sealed():
    entries(2)
    assert verify() == (0, 0, None)


def test_the_model_and_the_database_refuse_to_change_a_seal():
    entries(1)
    seal(at=AT)
    with pytest.raises(AppendOnlyError):
        AuditSeal.objects.get().delete()
    for statement in ("UPDATE audit_seal SET entries = 2", "DELETE FROM audit_seal"):
        with (
            pytest.raises(IntegrityError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as hand,
        ):
            hand.execute(statement)


def test_seals_are_for_the_governance_lead():
    entries(1)
    seal(at=AT)
    lead, other = (
        SimpleNamespace(pk=1, agency_code="a", role=r) for r in ("governance_lead", "social_worker")
    )
    assert AuditSeal.objects.visible_to(lead).count() == 1
    assert AuditSeal.objects.visible_to(other).count() == 0


def test_the_first_form_is_read_as_it_was_written_in_the_first_release():
    """The letters of one entry in form 1, on either database, for ever."""
    moment = datetime(2026, 3, 1, 21, 40, 0, 120_000, tzinfo=UTC)
    known = {"verb": "see", "at": AT, "recorded_at": moment, "actor_id": 7, "agency_code": "E08000032"}
    Entry.objects.create(
        pk=12, subject_kind="child", subject_id="9", detail={"b": True, "a": None, "c": "x"}, **known
    )
    (one,) = imprints.imprints(1, after=None)
    said = (
        '["2026-03-01 21:40:00.000000","2026-03-01 21:40:00.120000",7,"E08000032","child","9","see",'
        '{"a":null,"b":true,"c":"x"}]'
    )
    assert one.pressed == imprints._SHAPE.pack(12, imprints.sha256(said.encode()).digest())


def test_a_later_form_breaks_no_earlier_seal(monkeypatch):
    entries(3)
    seal(at=AT)
    monkeypatch.setattr(imprints, "FORMS", {**imprints.FORMS, 2: ("verb", "at", "subject_id")})
    monkeypatch.setattr("wayhome.cases.audit.seals.verifying.FORMS", imprints.FORMS)
    entries(2)
    assert [one.form for one in seal(at=AT)] == [2]
    assert verify() == (2, 5, None)


def test_an_entry_is_judged_in_the_form_of_its_own_seal(monkeypatch):
    monkeypatch.setattr(imprints, "FORMS", {1: ("verb",), 2: ("verb", "at")})
    monkeypatch.setattr("wayhome.cases.audit.seals.verifying.FORMS", imprints.FORMS)
    (one,) = entries(1)
    seal(at=AT)
    by_hand(f"UPDATE audit_entry SET verb = 'look' WHERE id = {one.pk}")
    assert verify().fault == ("changed", 1, one.pk, None)


def test_of_two_who_make_the_same_seal_one_makes_it(monkeypatch):
    entries(2)

    def while_another_is_quicker(*of, **between):
        monkeypatch.undo()
        assert [one.number for one in seal(at=AT)] == [1]
        return imprints.imprints(*of, **between)

    monkeypatch.setattr(sealing, "imprints", while_another_is_quicker)
    assert seal(at=AT) == []
    assert verify() == (1, 2, None)


def test_sealing_is_refused_within_another_transaction(transactional_db):
    enter("see", by=INSTALLATION, at=AT, subject="child:1")
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        seal(at=AT)
