"""An erasure that is killed between any two of its halves has erased nothing, and can be done again."""

from __future__ import annotations

from tests.config.cli.record import Record, record
from tests.promises.codebase import HOUSE

__all__ = ["record"]

#: Asks for an erasure, confirms it, and kills itself as hard as can be before or after the rows are let go.
ERASING = """
import os, signal
import django
django.setup()
from tests.cases.children.conftest import user
from tests.cases.keeping.conftest import DUE, in_care
from tests.saying import ENGLISH, FORCE
from wayhome.cases.keeping import actions, erasing
from wayhome.cases.keeping.models import ErasureRequest
from wayhome.cases.partners.models import Agency, User

if not Agency.objects.exists():
    for one in (ENGLISH, FORCE):
        Agency.objects.create(code=one.code, name=one.code, kind=one.kind.value, nation=one.nation)
    child = in_care(user("coordinator", ENGLISH))
    user("safeguarding_lead", ENGLISH)
    actions.ask_to_erase(child, by=user("governance_lead", ENGLISH), at=DUE)

let_go, dies = erasing.let_go, os.environ["DIES"]

def killed(certificate):
    if dies == "after":
        let_go(certificate)
    os.kill(os.getpid(), signal.SIGKILL)

if dies:
    erasing.let_go = killed
asked = ErasureRequest.objects.get()
actions.erase(asked, asked.to_type, by=User.objects.get(role="safeguarding_lead"), at=DUE)
"""

TABLES = (
    "children_child",
    "children_event",
    "children_telling",
    "children_episode",
    "children_relation",
    "keeping_erasurerequest",
)


def held(record: Record) -> dict[str, object]:
    proof = ("keeping_certificate", "audit_entry WHERE verb = 'erase'")
    return {table: record.ask(f"SELECT count(*) FROM {table}")[0][0] for table in (*TABLES, *proof)}


def test_killed_before_and_after_the_rows_are_let_go_nothing_is_erased(record: Record) -> None:
    record.begin()
    for dies in ("before", "after"):
        killed = record.start(program=ERASING, DIES=dies, PYTHONPATH=str(HOUSE))
        assert killed.communicate(timeout=60)[1] == ""
        assert killed.returncode == -9
        there = held(record)
        assert all(there[table] for table in TABLES)
        assert (there["keeping_certificate"], there["audit_entry WHERE verb = 'erase'"]) == (0, 0)
    done = record.start(program=ERASING, DIES="", PYTHONPATH=str(HOUSE))
    done.communicate(timeout=60)
    there = held(record)
    assert not any(there[table] for table in TABLES)
    assert (there["keeping_certificate"], there["audit_entry WHERE verb = 'erase'"]) == (1, 1)
