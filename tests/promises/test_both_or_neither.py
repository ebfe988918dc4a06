"""Whoever is killed in the middle of an act has done all of it or nothing: killed after each of its writes in turn."""

from __future__ import annotations

import pytest
from django.utils.timezone import now

from tests.promises.halves import ACTS, Act, Ready
from tests.promises.killing import killed_after, whole_record
from wayhome.cases.audit.actions import enter
from wayhome.cases.audit.seals.sealing import seal
from wayhome.cases.partners.models import User

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # The copy of a process with threads waits for none of them: it opens a connection, and is killed or ends.
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]

#: No act has so many writes.
MOST = 400


def writes_until_done(act: Act) -> int:
    """Killed after each write in turn, it leaves the record as it was, until there are no more; how many there were."""
    before = whole_record()
    for writes in range(1, MOST):
        if not killed_after(writes, act):
            assert whole_record() != before
            return writes - 1
        assert whole_record() == before, f"half of it was kept, after {writes} writes"
    raise AssertionError("it has more writes than were counted on")


@pytest.mark.parametrize("ready", ACTS, ids=lambda ready: ready.__name__)
def test_killed_after_any_of_its_writes_nothing_of_it_is_kept(ready: object, partnership: User) -> None:
    act = ready(Ready(partnership))  # type: ignore[operator]
    assert writes_until_done(act) > 1, "an act and its entry in the audit are two writes"


def test_killed_after_the_seal_is_written_it_was_not_made_and_the_next_is_whole(partnership: User) -> None:
    enter("read", by=partnership, at=now(), subject="child:1")
    assert writes_until_done(lambda: seal(at=now())) == 1


def test_an_act_whose_halves_are_kept_apart_is_noticed(partnership: User) -> None:
    def in_two_transactions() -> None:
        enter("hold", by=partnership, at=now(), subject="child:1")
        enter("lift", by=partnership, at=now(), subject="child:1")

    with pytest.raises(AssertionError, match="half of it was kept"):
        writes_until_done(in_two_transactions)
