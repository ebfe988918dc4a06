from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from wayhome.cases.audit.actions import INSTALLATION, NotAnIdentifierError, enter
from wayhome.cases.audit.append_only import AppendOnlyError
from wayhome.cases.audit.models import Entry

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, 21, 40, tzinfo=UTC)
WORKER = SimpleNamespace(pk=7, agency_code="E08000032", role="social_worker")


def test_an_entry_says_who_of_which_agency_did_what_to_what_and_when():
    made = enter("report_missing", by=WORKER, at=AT, subject="child:12", detail={"events": 2, "first": True})
    entry = Entry.objects.get()
    assert entry == made
    assert (entry.actor_id, entry.agency_code, entry.verb, entry.at) == (7, "E08000032", "report_missing", AT)
    assert (entry.subject, entry.detail) == ("child:12", {"events": 2, "first": True})


def test_the_database_and_not_the_action_says_when_an_entry_was_recorded():
    before = datetime.now(UTC) - timedelta(minutes=1)
    made = enter("see", by=WORKER, at=AT, subject="child:12")
    assert before < Entry.objects.get().recorded_at < before + timedelta(minutes=2)
    assert made.recorded_at == Entry.objects.get().recorded_at


def test_the_installation_acts_without_an_account_or_an_agency():
    entry = enter("create_agency", by=INSTALLATION, at=AT, subject="agency:1")
    assert (entry.actor_id, entry.agency_code) == (None, "")


@pytest.mark.parametrize(
    "detail",
    [
        {"note": "seen with a friend"},
        {"name": "Zoë"},
        {"note": ""},
        {"ids": ["Zoë"]},
        {"ids": [1, "x y"]},
        {"a b": 1},
        {"x": 1.5},
    ],
)
def test_what_could_be_a_name_or_free_text_is_not_stored(detail):
    with pytest.raises(NotAnIdentifierError):
        enter("see", by=WORKER, at=AT, subject="child:12", detail=detail)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("subject", ["child", "child:", ":12", "Child 12", "child:Jo Smith"])
def test_a_subject_is_a_kind_and_an_identifier(subject):
    with pytest.raises(NotAnIdentifierError):
        enter("see", by=WORKER, at=AT, subject=subject)


def test_entries_are_found_by_what_they_are_about():
    for subject in ("child:1", "child:12", "user:1"):
        enter("see", by=WORKER, at=AT, subject=subject)
    assert [entry.subject for entry in Entry.objects.about("child:1")] == ["child:1"]


def test_a_person_reads_what_they_did_and_a_governance_lead_what_their_agency_did():
    colleague = SimpleNamespace(pk=8, agency_code="E08000032", role="social_worker")
    stranger = SimpleNamespace(pk=9, agency_code="W06000015", role="governance_lead")
    lead = SimpleNamespace(pk=10, agency_code="E08000032", role="governance_lead")
    for actor in (WORKER, colleague, stranger):
        enter("see", by=actor, at=AT, subject="child:12")

    def actors(user):
        return sorted(Entry.objects.visible_to(user).values_list("actor_id", flat=True))

    assert (actors(WORKER), actors(lead), actors(stranger)) == ([7], [7, 8], [9])


def change(entry):
    entry.verb = "nothing"
    entry.save()


@pytest.mark.parametrize(
    "change",
    [
        change,
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.update(verb="nothing"),
        lambda entry: Entry.objects.about("child:12").delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["verb"]),
    ],
    ids=["save", "delete", "update", "delete many", "bulk update"],
)
def test_the_model_refuses_to_change_an_entry(change):
    entry = enter("see", by=WORKER, at=AT, subject="child:12")
    with pytest.raises(AppendOnlyError):
        change(entry)


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET verb = 'nothing'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_an_entry(statement):
    enter("see", by=WORKER, at=AT, subject="child:12")
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Entry.objects.get().verb == "see"


def test_postgresql_refuses_to_empty_the_table():
    if connection.vendor != "postgresql":
        assert connection.vendor == "sqlite", "SQLite has no TRUNCATE; another database would need a guard"
        return
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE audit_entry")
