"""A file that is spoilt is loaded row by row or not at all: nothing is stored by halves, and nothing of it is told."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from tests.exchange.loading.test_load import load
from tests.promises.readers import NEXT_FILE, lying_together
from tests.promises.spoiling import spoilt
from tests.promises.test_readers import EXAMPLES
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Child, Event, Telling, Watch
from wayhome.exchange.models import Load, RefusedRow
from wayhome.rules.refusal import Refusal
from wayhome.ui.wording import say

pytestmark = pytest.mark.django_db

FILES = ("incidents.csv", "contacts.csv", "interviews.csv")

#: What stands in the cells of the file before it is spoilt, and in no sentence of ours.
CELLS = ("Example", "Sample", "Pattern", "BD1 1AA", "moon base", "worrying", "07700 900123", "quadcopter")


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def told() -> str:
    return "\n".join(RefusedRow.objects.values_list("reason", flat=True))


def is_whole() -> None:
    """What was kept has its audit, its tellings, its child and its place in the index."""
    entries = set(Entry.objects.values_list("pk", flat=True))
    assert set(Event.objects.values_list("entry", flat=True)) <= entries
    assert not Event.objects.exclude(pk__in=Telling.objects.values("event")).exists()
    spoken_of = set(Event.objects.values_list("child", flat=True))
    assert spoken_of == set(Child.objects.values_list("pk", flat=True))
    assert spoken_of == set(Watch.objects.values_list("child", flat=True))
    opened = set(Event.objects.filter(kind="Missing").values_list("key", flat=True))
    about = Event.objects.exclude(detail__episode=None).values_list("detail__episode", flat=True)
    assert set(about) <= opened


@settings(max_examples=max(10, EXAMPLES // 4), deadline=None, suppress_health_check=list(HealthCheck))
@given(sent=spoilt("police"))
def test_a_spoilt_file_is_loaded_row_by_row_or_not_at_all(
    sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.clear()
    with (
        undone(),
        lying_together(dict(zip(FILES, sent.split(NEXT_FILE), strict=False))) as folder,
        caplog.at_level(logging.INFO),
    ):
        try:
            outcome = load(folder)
        except Refusal as refusal:
            said = say(refusal.sentence)
            assert not Event.objects.exists()
            assert not Load.objects.exists()
        else:
            is_whole()
            said = told()
            held = Event.objects.count()
            again = load(folder)
            assert (again.counts.rows, Event.objects.count()) == (0, held)
            assert [one.in_words for one in again.refused] == [one.in_words for one in outcome.refused]
    assert not [cell for cell in CELLS if cell in caplog.text]
    assert not [
        cell for cell in CELLS if cell in said and f"{cell}," not in sent.decode("latin-1").partition("\n")[0]
    ]
