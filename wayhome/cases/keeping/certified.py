"""What the database lets go: the events that a certificate names, with what was told and sealed of them."""

from __future__ import annotations

from django.db import connection

_NAMED = (
    "SELECT event.id FROM children_event event JOIN keeping_certificate certificate"
    " ON certificate.child = event.child_id AND certificate.of_id = event.of_id"
    " AND event.id <= certificate.last_event"
)

#: By table, when the guard lets a row OLD go.
UNLESS = {
    "children_seal": f"EXISTS ({_NAMED} WHERE event.id = OLD.event_id)",
    "children_telling": f"EXISTS ({_NAMED} WHERE event.id = OLD.event_id)",
    "children_event": f"EXISTS ({_NAMED} WHERE event.id = OLD.id)",
}

_GOES = [
    f"DELETE FROM {table} WHERE {column} IN ({_NAMED} WHERE certificate.id = %s)"  # noqa: S608 # nosec B608 - nobody's words
    for table, column in (
        ("children_seal", "event_id"),
        ("children_telling", "event_id"),
        ("children_event", "id"),
    )
]

#: PostgreSQL's daily role may delete none of these rows. It may call this, which deletes what a certificate names.
FUNCTION = f"""CREATE FUNCTION keeping_let_go(certificate bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
    AS $${";".join(_GOES).replace("%s", "$1")}$$"""
NO_FUNCTION = "DROP FUNCTION keeping_let_go(bigint)"


def let_go(certificate: int) -> None:
    """Deletes all that the certificate names."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT keeping_let_go(%s)", [certificate])
            return
        for statement in _GOES:
            cursor.execute(statement, [certificate])
