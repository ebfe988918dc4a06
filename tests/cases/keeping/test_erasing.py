"""Erasure: asked for by one, confirmed by another, all or nothing, and with a certificate."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cases.children.conftest import user
from tests.cases.keeping.conftest import DUE, in_care, refreshed, sighting
from tests.promises.test_index import BOOKS, snapshot
from tests.saying import ENGLISH, FORCE, after, said
from wayhome.cases.audit.append_only import AppendOnlyError
from wayhome.cases.audit.models import Entry
from wayhome.cases.audit.seals.sealing import seal
from wayhome.cases.audit.seals.verifying import verify
from wayhome.cases.children import index
from wayhome.cases.children.actions import hold, record
from wayhome.cases.children.models import Child, Event, Finding, Relation, Telling
from wayhome.cases.keeping import actions, erasing
from wayhome.cases.keeping.models import Certificate, ErasureRequest
from wayhome.cases.partners.models import User
from wayhome.rules import facts as f
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(partnership: User) -> Child:
    return in_care(partnership)


def erased(child: Child, one: User, another: User) -> Certificate:
    asked = actions.ask_to_erase(child, by=one, at=DUE)
    return actions.erase(asked, f"erase child {child.pk}", by=another, at=DUE)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.sentence.key


def test_the_certificate_says_what_went_under_which_rule_and_by_whom(
    child: Child, governance: User, safeguarding: User
) -> None:
    number = child.pk
    made = erased(child, governance, safeguarding)
    assert (made.child, made.whole, made.of.code) == (number, True, ENGLISH.code)
    assert made.counts == {"events": 6, "tellings": 8, "seals": 0}
    assert (made.under, f"{made.until}") == ("england.kept_in_care", "2026-04-03")
    assert (made.asked_by, made.by) == (governance, safeguarding)
    assert Entry.objects.get(pk=made.entry).verb == "erase"
    assert not Child.objects.filter(pk=number).exists()


def test_nobody_confirms_what_they_asked_for(child: Child, governance: User, safeguarding: User) -> None:
    asked = actions.ask_to_erase(child, by=governance, at=DUE)
    words = f"erase child {child.pk}"
    assert refused(lambda: actions.erase(asked, words, by=governance, at=DUE)) == "keeping.erased_by_another"
    assert refused(lambda: actions.erase(asked, "erase", by=safeguarding, at=DUE)) == "keeping.type_exactly"
    assert refused(lambda: actions.ask_to_erase(child, by=safeguarding, at=DUE)) == "keeping.asked_already"
    assert Event.objects.filter(child=child).count() == 6


def test_the_database_takes_no_certificate_of_one_person(
    child: Child, governance: User, safeguarding: User
) -> None:
    made = erased(child, governance, safeguarding)
    made.pk, made.asked_by, made._state.adding = None, made.by, True
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_what_must_be_kept_is_held_or_is_still_looked_for_is_not_erased(
    child: Child, governance: User, safeguarding: User, partnership: User
) -> None:
    assert refused(lambda: actions.ask_to_erase(child, by=governance, at=after(1000))) == "keeping.not_due"
    unknown = in_care(partnership, "Unknown", None)
    assert (
        refused(lambda: actions.ask_to_erase(unknown, by=governance, at=DUE)) == "keeping.unsettled.birthday"
    )
    asked = actions.ask_to_erase(child, by=governance, at=DUE)
    hold(child, "An inquiry", by=governance, at=DUE)
    words = f"erase child {child.pk}"
    assert refused(lambda: actions.erase(asked, words, by=safeguarding, at=DUE)) == "keeping.held"
    missing_still = in_care(partnership, "Missing")
    again = f.Missing(missing_from=f.MissingFrom.FAMILY_HOME)
    record([said(again, 50, key="again", child=missing_still.key)], by=partnership, at=after(60))
    assert (
        refused(lambda: actions.ask_to_erase(missing_still, by=governance, at=DUE)) == "keeping.still_missing"
    )


def test_it_is_for_the_two_leads_of_the_agency_that_said_it(child: Child, partnership: User) -> None:
    for somebody in (partnership, user("governance_lead", FORCE, "Force lead")):
        with pytest.raises(Refusal):
            actions.ask_to_erase(child, by=somebody, at=DUE)


def test_a_request_that_was_taken_back_erases_nothing(
    child: Child, governance: User, safeguarding: User
) -> None:
    asked = actions.ask_to_erase(child, by=governance, at=DUE)
    actions.take_back(asked, by=safeguarding, at=DUE)
    words = f"erase child {child.pk}"
    assert refused(lambda: actions.erase(asked, words, by=safeguarding, at=DUE)) == "keeping.no_request"


def test_what_another_agency_said_stays_and_is_derived_anew(
    child: Child, governance: User, safeguarding: User, partnership: User
) -> None:
    sighting(child, partnership)
    made = erased(child, governance, safeguarding)
    assert not made.whole
    assert [event.of.code for event in Event.objects.filter(child=child)] == [FORCE.code]
    assert not Relation.objects.filter(child=child, agency=governance.agency).exists()
    child.refresh_from_db()
    assert (child.surname, child.episodes.count(), child.identifiers.count()) == ("", 0, 0)
    refreshed()
    kept_up = snapshot()
    for _ in index.rebuild(at=DUE):
        pass
    assert kept_up == snapshot()


def test_what_the_agency_says_afterwards_is_under_no_certificate(
    child: Child, governance: User, safeguarding: User, partnership: User
) -> None:
    sighting(child, partnership)
    erased(child, governance, safeguarding)
    later = f.CareStatusStated(status=f.CareStatus.CARE_LEAVER)
    record([said(later, 100, key="later", child=child.key)], by=partnership, at=DUE)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM children_telling")
    with pytest.raises(AppendOnlyError):
        Event.objects.filter(child=child).delete()
    assert Event.objects.filter(key="later").exists()
    assert Telling.objects.filter(event__key="later").exists()


def test_interrupted_halfway_everything_is_as_it_was(
    child: Child, governance: User, safeguarding: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = actions.ask_to_erase(child, by=governance, at=DUE)
    before, entries = snapshot(), Entry.objects.count()

    def killed(_: int) -> None:
        erasing_as_it_is(_)
        raise KeyboardInterrupt

    erasing_as_it_is = erasing.let_go
    monkeypatch.setattr(erasing, "let_go", killed)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        actions.erase(asked, f"erase child {child.pk}", by=safeguarding, at=DUE)
    assert snapshot() == before
    assert (Entry.objects.count(), Certificate.objects.count()) == (entries, 0)
    assert ErasureRequest.objects.filter(pk=asked.pk).exists()
    assert Event.objects.filter(child=child).count() == 6


def test_the_audit_stays_sealed_and_verifies(child: Child, governance: User, safeguarding: User) -> None:
    seal(at=DUE)
    erased(child, governance, safeguarding)
    seal(at=DUE)
    verified = verify()
    assert (verified.fault, verified.entries) == (None, Entry.objects.count())


def test_whoever_shared_a_rare_thing_is_derived_anew(
    child: Child,
    governance: User,
    safeguarding: User,
    partnership: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "book", lambda: BOOKS[0])
    friend = in_care(partnership, "Friend")
    in_company = Finding.objects.filter(child=friend, rule="test.in_company")
    assert in_company.exists()
    erased(child, governance, safeguarding)
    refreshed()
    assert not in_company.exists()
