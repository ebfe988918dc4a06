"""Sealing while others write: no entry that is on its way is passed over, and nobody waits.

On SQLite one writes at a time, so that an entry's number is in the order in which it is stored.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic, sleep

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.cases.audit.hand import AT, entries
from wayhome.cases.audit.models import Entry
from wayhome.cases.audit.seals import sealing, settled, standing
from wayhome.cases.audit.seals.sealing import seal
from wayhome.cases.audit.seals.standing import Head
from wayhome.cases.audit.seals.verifying import verify, window

pytestmark = pytest.mark.django_db(transaction=True)

ENTER = """INSERT INTO audit_entry (verb, at, agency_code, subject_kind, subject_id, detail)
           VALUES ('late', now(), '', 'child', '1', '{}')"""

#: Has its number, from the sequence, well before it has a transaction number and a row.
ENTER_SLOWLY = """INSERT INTO audit_entry (id, verb, at, agency_code, subject_kind, subject_id, detail)
                  SELECT n, 'late' || coalesce(pg_sleep(1)::text, ''), now(), '', 'child', '1', '{}'
                  FROM (SELECT nextval('audit_entry_id_seq') n OFFSET 0) numbered"""


@contextmanager
def somebody_else() -> Iterator[BaseDatabaseWrapper]:
    other = connection.copy()
    other.inc_thread_sharing()
    other.set_autocommit(False)
    try:
        yield other
    finally:
        other.rollback()
        other.close()


def in_a_thread() -> list[Head]:
    try:
        return seal(at=AT)
    finally:
        connections.close_all()


def is_there_nobody_else() -> bool:
    assert connection.vendor in {"postgresql", "sqlite"}
    return connection.vendor == "sqlite"


def draw_until_none_is_logged() -> None:
    """Every so many numbers the sequence logs that it was drawn from, for which a transaction is numbered at once."""
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT log_cnt FROM audit_entry_id_seq")
            if cursor.fetchone()[0] > 4:
                return
            cursor.execute("SELECT nextval('audit_entry_id_seq')")


def test_an_entry_whose_transaction_ends_late_is_waited_for_and_sealed():
    if is_there_nobody_else():
        return
    with somebody_else() as late, ThreadPoolExecutor() as threads:
        late.cursor().execute(ENTER)
        (after,) = entries(1)
        sealing_ = threads.submit(in_a_thread)
        sleep(0.3)
        assert not sealing_.done()
        late.commit()
        (one,) = sealing_.result()
    assert (one.first, one.last, one.entries) == (after.pk - 1, after.pk, 2)
    assert verify() == (1, 2, None)


def test_an_entry_that_has_its_number_and_nothing_else_yet_is_waited_for():
    """Not even its transaction has a number, by which others judge what may still appear."""
    if is_there_nobody_else():
        return
    draw_until_none_is_logged()
    entries(1)
    seal(at=AT)
    with somebody_else() as late, ThreadPoolExecutor() as threads:
        slow: Future[None] = threads.submit(lambda: late.cursor().execute(ENTER_SLOWLY) and None)
        sleep(0.3)
        (after,) = entries(1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT backend_xid FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
            assert cursor.fetchall() == [(None,)]
        sealing_ = threads.submit(in_a_thread)
        slow.result()
        late.commit()
        (one,) = sealing_.result()
    assert (one.first, one.last, one.entries) == (after.pk - 1, after.pk, 2)
    assert verify() == (2, 3, None)


def test_an_entry_that_is_taken_back_is_waited_for_and_leaves_a_gap():
    if is_there_nobody_else():
        return
    with somebody_else() as late, ThreadPoolExecutor() as threads:
        late.cursor().execute(ENTER)
        entries(1)
        sealing_ = threads.submit(in_a_thread)
        late.rollback()
        assert [one.entries for one in sealing_.result()] == [1]
    assert verify() == (1, 1, None)


def test_nobody_waits_while_a_seal_waits_and_whoever_begins_later_is_not_waited_for():
    if is_there_nobody_else():
        return
    with somebody_else() as late, somebody_else() as later, ThreadPoolExecutor() as threads:
        late.cursor().execute(ENTER)
        entries(1)
        sealing_ = threads.submit(in_a_thread)
        sleep(0.2)
        began = monotonic()
        entries(1)
        assert monotonic() - began < 0.5
        later.cursor().execute(ENTER)
        late.commit()
        assert [one.entries for one in sealing_.result()] == [2]
        later.commit()
    assert window().entries == 2


def test_a_transaction_that_stays_open_is_left_and_the_window_stays_open(monkeypatch):
    if is_there_nobody_else():
        return
    monkeypatch.setattr(settled, "PATIENCE", 0.1)
    with somebody_else() as stuck:
        stuck.cursor().execute(ENTER)
        entries(3)
        assert seal(at=AT) == []
        assert window().entries == 3
    assert [one.entries for one in seal(at=AT)] == [3]


def test_an_entry_that_appears_while_it_is_verified_is_no_fault(monkeypatch):
    """It comes behind others that were read already, and is sealed with them before the seals are read to their end."""
    if is_there_nobody_else():
        return
    monkeypatch.setattr(standing, "AT_ONCE", 1)
    entries(1)
    seal(at=AT)
    with somebody_else() as late:
        late.cursor().execute(ENTER)
        entries(1)

        def meanwhile(_: int) -> None:
            late.commit()
            assert [one.entries for one in seal(at=AT)] == [2]

        assert verify(meanwhile) == (1, 1, None)
    assert verify() == (2, 3, None)


def test_several_who_seal_at_once_seal_every_entry_once():
    entries(40)
    with ThreadPoolExecutor(4) as threads:
        made = [one for seals in threads.map(lambda _: in_a_thread(), range(4)) for one in seals]
    assert sum(one.entries for one in made) == Entry.objects.count() == 40
    assert verify() == (len(made), 40, None)


def test_sealed_while_many_write_every_entry_is_under_one_seal(monkeypatch):
    """Four who write, each in transactions of several entries, and one who seals all the time."""
    monkeypatch.setattr(sealing, "MOST", 50)

    def write() -> None:
        from django.db import transaction

        try:
            for _ in range(20):
                with transaction.atomic():
                    entries(2)
                    sleep(0.002)
                    entries(1)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as threads:
        writing = [threads.submit(write) for _ in range(4)]
        while not all(one.done() for one in writing):
            seal(at=AT)
        for one in writing:
            one.result()
    seal(at=AT)
    assert verify().entries == 240
    assert verify().fault is None


def test_no_connection_keeps_numbers_for_later():
    """One that did could store a lower number than was sealed, long after."""
    if is_there_nobody_else():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_size FROM pg_sequences WHERE sequencename = 'audit_entry_id_seq'")
        assert cursor.fetchall() == [(1,)]
