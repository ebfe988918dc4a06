"""Whoever has the database's password can change the audit, and is found out."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from tests.cases.audit.bits import flipped
from tests.cases.audit.hand import AT, by_hand, run, unguarded, value
from wayhome.cases.audit.models import AuditSeal, Entry
from wayhome.cases.audit.seals.anchor import anchor
from wayhome.cases.audit.seals.anchored import compare
from wayhome.cases.audit.seals.sealing import seal
from wayhome.cases.audit.seals.standing import Head, every_seal
from wayhome.cases.audit.seals.verifying import verify

pytestmark = pytest.mark.django_db

COLUMNS = [str(field.column) for field in Entry._meta.concrete_fields if not field.primary_key]


@pytest.fixture
def made() -> list[Entry]:
    """Nine entries under three seals, with room for another number after each."""
    made = []
    for k in range(1, 10):
        said = {"verb": f"see-{k}", "at": AT, "subject_kind": "child", "subject_id": f"{k:03}"}
        said |= {"actor_id": 7, "agency_code": "E08000032"}
        made.append(Entry.objects.create(pk=10 * k, detail={"events": 2, "first": True}, **said))
        if k % 3 == 0:
            seal(at=AT + timedelta(seconds=k))
    assert verify() == (3, 9, None)
    return made


@pytest.mark.parametrize("column", COLUMNS)
def test_any_single_bit_of_a_sealed_entry_is_found(made, column):
    found = tampered("audit_entry", "id = 50", column)
    assert len(found) >= 14
    assert {(fault.what, fault.seal, fault.entry) for fault in found} <= {
        ("changed", 2, 50),
        ("reordered", 2, 50),
    }


def test_any_single_bit_of_a_number_is_found(made):
    found = tampered("audit_entry", "id = 50", "id")
    assert len(found) > 50
    assert {fault.what for fault in found} == {"removed", "inserted"}


@pytest.mark.parametrize("column", [str(field.column) for field in AuditSeal._meta.concrete_fields])
def test_any_single_bit_of_a_seal_is_found(made, column):
    assert len(tampered("audit_seal", "number = 2", column)) >= 14


def tampered(table: str, key: str, column: str) -> list[Any]:
    """What is found for every bit that the database lets be turned."""
    found = []
    with unguarded():
        if connection.vendor == "sqlite":
            run("PRAGMA ignore_check_constraints = ON")
        for other in flipped(value(table, key, column)):
            try:
                with transaction.atomic():
                    change(table, key, column, other)
                    fault = verify().fault
                    assert fault, f"{column} = {other!r} was not noticed"
                    found.append(fault)
                    transaction.set_rollback(True)
            except (IntegrityError, DataError):
                continue
        if connection.vendor == "sqlite":
            run("PRAGMA ignore_check_constraints = OFF")
    return found


def change(table: str, key: str, column: str, to: Any) -> None:
    mark = "%s"
    if isinstance(to, bytes) and connection.vendor == "sqlite" and column != "imprints":
        mark = "CAST(%s AS TEXT)"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {mark} WHERE {key}", [to])


def test_an_entry_that_was_removed_is_found(made):
    by_hand("DELETE FROM audit_entry WHERE id = 50")
    assert verify() == (1, 3, ("removed", 2, 50, None))


@pytest.mark.parametrize(("number", "under"), [(-4, 1), (5, 1), (15, 1), (35, 2), (45, 2), (89, 3)])
def test_an_entry_that_was_inserted_is_found_wherever_it_stands(made, number, under):
    Entry.objects.create(pk=number, verb="see", at=AT, subject_kind="child", subject_id="1")
    assert verify().fault == ("inserted", under, number, None)


@pytest.mark.parametrize("one", [40, 50, 60])
def test_two_entries_that_were_swapped_are_found_and_named(made, one):
    """Of one seal or of two."""
    other = one + 10
    by_hand(
        f"UPDATE audit_entry SET id = -1 WHERE id = {one}",
        f"UPDATE audit_entry SET id = {one} WHERE id = {other}",
        f"UPDATE audit_entry SET id = {other} WHERE id = -1",
    )
    assert verify().fault == ("reordered", 2, one, other)


def test_a_tail_that_was_cut_off_is_found(made):
    by_hand("DELETE FROM audit_entry WHERE id > 70")
    assert verify().fault == ("removed", 3, 80, None)


def test_of_two_faults_the_first_is_named(made):
    by_hand("DELETE FROM audit_entry WHERE id = 80", "UPDATE audit_entry SET verb = 'look' WHERE id = 20")
    assert verify().fault == ("changed", 1, 20, None)


@pytest.mark.parametrize("number", [1, 2])
def test_a_seal_that_was_removed_is_found(made, number):
    by_hand(f"DELETE FROM audit_seal WHERE number = {number}")
    assert verify().fault == ("seal_removed", number, None, None)


def test_two_seals_that_were_swapped_are_found(made):
    by_hand(
        "UPDATE audit_seal SET number = 99 WHERE number = 1",
        "UPDATE audit_seal SET number = 1 WHERE number = 2",
        "UPDATE audit_seal SET number = 2 WHERE number = 99",
    )
    assert verify().fault == ("seal_changed", 1, None, None)


def test_a_seal_made_anew_over_a_changed_entry_is_not_followed_by_the_next(made):
    by_hand("UPDATE audit_entry SET verb = 'look' WHERE id = 50")
    make_anew(2)
    assert verify().fault == ("seal_does_not_follow", 3, None, None)


@pytest.mark.parametrize(
    "spoil", [lambda whole: whole[:-1], lambda whole: whole[40:80] + whole[:40] + whole[80:]]
)
def test_imprints_that_no_seal_has_are_found_whatever_its_digest(made, spoil):
    *_, last = every_seal()
    spoilt = spoil(last.imprints)
    with unguarded():
        change("audit_seal", "number = 3", "imprints", spoilt)
        change("audit_seal", "number = 3", "digest", last.head.digest_over(spoilt))
    assert verify() == (2, 6, ("seal_changed", 3, None, None))


def test_what_was_cut_off_together_with_its_seals_is_found_by_the_anchor_alone(made, tmp_path):
    anchor(tmp_path / "anchor")
    by_hand("DELETE FROM audit_entry WHERE id > 60", "DELETE FROM audit_seal WHERE number = 3")
    assert verify() == (2, 6, None)
    assert compare(tmp_path / "anchor").fault == ("seal_gone", 1, 3)


def test_a_chain_made_anew_to_its_end_is_found_by_the_anchor_alone(made, tmp_path):
    anchor(tmp_path / "anchor")
    by_hand("UPDATE audit_entry SET verb = 'look' WHERE id = 90")
    make_anew(3)
    assert verify() == (3, 9, None)
    assert compare(tmp_path / "anchor").fault == ("seal_unlike", 1, 3)


def make_anew(number: int) -> None:
    """As somebody would who has read this program: imprints and digest follow from what stands there now."""
    from wayhome.cases.audit.seals.imprints import imprints

    stored = {seal.head.number: seal.head for seal in every_seal()}
    head: Head = stored[number]
    pressed = b"".join(one.pressed for one in imprints(1, after=stored[number - 1].last, upto=head.last))
    with unguarded():
        change("audit_seal", f"number = {number}", "imprints", pressed)
        change("audit_seal", f"number = {number}", "digest", head.digest_over(pressed))
