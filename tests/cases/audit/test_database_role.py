"""The role of the how-to page: Wayhome works as it, and it can change nothing that only grows."""

import re
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection

from tests.cases.audit.hand import AT, entries, run
from tests.cases.children.conftest import user
from tests.cases.keeping.conftest import DUE, in_care
from tests.promises.codebase import HOUSE
from tests.saying import ENGLISH
from wayhome.cases.audit.append_only import AppendOnly
from wayhome.cases.audit.seals.sealing import seal
from wayhome.cases.audit.seals.verifying import verify
from wayhome.cases.children.models import Event
from wayhome.cases.keeping.actions import ask_to_erase, erase

STATEMENTS = re.findall(
    r"```sql\n(.*?)```", (HOUSE / "docs/how-to/prove-the-audit.md").read_text(encoding="utf-8"), re.DOTALL
)

ONLY_GROW = sorted(one._meta.db_table for one in apps.get_models() if issubclass(one, AppendOnly))

FORBIDDEN = [
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "DROP TRIGGER {table}_refuses_change ON {table}",
    "DROP FUNCTION {table}_refuses() CASCADE",
    "CREATE OR REPLACE FUNCTION {table}_refuses() RETURNS trigger LANGUAGE sql AS ''",
    "CREATE TRIGGER other BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuses()",
    "ALTER TABLE {table} OWNER TO wayhome_daily",
    "DROP TABLE {table} CASCADE",
    "SET session_replication_role = replica",
    "SELECT setval(pg_get_serial_sequence('audit_entry', 'id'), 1)",
]


@pytest.fixture
def daily(transactional_db: None) -> Iterator[bool]:
    """Is there such a role? SQLite has none."""
    if connection.vendor == "sqlite":
        yield False
        return
    run(*STATEMENTS)
    yield True
    run("RESET ROLE", "DROP OWNED BY wayhome_daily", "DROP ROLE wayhome_daily")


def test_the_page_names_every_table_that_only_grows():
    named = re.search(r"TRUNCATE ON\s+(.*?)\s+FROM", STATEMENTS[-1])
    assert named
    assert named[1].split(", ") == ONLY_GROW


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_role_is_refused_by_the_database(daily, statement):
    if not daily:
        return
    with closing(connection.copy()) as other:
        other.settings_dict["USER"] = "wayhome_daily"
        for table in ONLY_GROW:
            with other.cursor() as cursor:
                column = "number" if table == "audit_seal" else "id"
                with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
                    cursor.execute(statement.format(table=table, column=column), None)


def test_as_that_role_entries_are_made_sealed_and_verified(daily):
    if not daily:
        return
    run("SET ROLE wayhome_daily")
    entries(2)
    assert len(seal(at=AT)) == 1
    assert verify() == (1, 2, None)


def test_as_that_role_what_is_certified_is_erased_and_nothing_else(daily, partnership):
    if not daily:
        return
    child, other = in_care(partnership), in_care(partnership, "Kept")
    one, another = user("governance_lead", ENGLISH), user("safeguarding_lead", ENGLISH)
    run("SET ROLE wayhome_daily")
    asked = ask_to_erase(child, by=one, at=DUE)
    erase(asked, asked.to_type, by=another, at=DUE)
    assert set(Event.objects.values_list("child", flat=True)) == {other.pk}
