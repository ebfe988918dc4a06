"""A record made many times its size: copies of its children, each under numbers and keys of their own.

Everything of a child is copied, from the events to the index, so that each copy is what the record would hold had
the child's history been loaded under another number. Copies share nothing with each other but places: a phone
that a hundred children had would be no phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection, models

from wayhome.cases.children.models import (
    Child,
    Episode,
    Event,
    Finding,
    Identifier,
    Identity,
    Relation,
    Share,
    Telling,
    Watch,
)

OF_A_CHILD = (Child, Event, Telling, Relation, Identity, Identifier, Share, Watch, Episode, Finding)

#: More rows than any table has before it is copied, and more than any child's number.
STRIDE = 10_000_000_000

#: A simulated child's number, wherever it stands: in keys, in what refers to keys, in references.
NUMBER = r"\m([EW]\d{6})"


def copy(children: Iterable[int], copies: Iterable[int]) -> None:
    """Copies these children once for each number of `copies`, which no earlier call has used."""
    said = {"children": list(children), "copies": list(copies)}
    with connection.cursor() as cursor:
        # What is copied was checked when it was stored.
        cursor.execute("SET session_replication_role = replica")
        for model in OF_A_CHILD:
            cursor.execute(_statement(model), said)
        cursor.execute("RESET session_replication_role")


def _statement(model: type[models.Model]) -> str:
    columns = [str(field.column) for field in model._meta.concrete_fields]  # noqa: SLF001 - the documented door
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)})"  # noqa: SLF001
        f" SELECT {', '.join(_values(model))} FROM {model._meta.db_table} held, unnest(%(copies)s::bigint[]) n"  # noqa: SLF001
        f" WHERE {_is_theirs(model)} ORDER BY n, held.{model._meta.pk.column}"  # noqa: SLF001
    )


def _values(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:  # noqa: SLF001
        column = f"held.{field.column}"
        match field:
            case models.ForeignKey() if field.related_model in OF_A_CHILD:
                yield f"{column} + n * {STRIDE}"
            case models.AutoField():
                yield f"{column} + n * {STRIDE}"
            case models.CharField() if field.name == "thing":
                yield f"CASE WHEN {column} LIKE 'place:%%' THEN {column} ELSE {column} || '-' || n END"
            case models.CharField():
                yield f"regexp_replace({column}, '{NUMBER}', '\\1c' || n, 'g')"
            case models.JSONField():
                yield f"regexp_replace({column}::text, '{NUMBER}', '\\1c' || n, 'g')::jsonb"
            case _:
                yield column


def _is_theirs(model: type[models.Model]) -> str:
    theirs = "= ANY(%(children)s::bigint[])"
    if model is Telling:
        return f"held.event_id IN (SELECT id FROM children_event WHERE child_id {theirs})"
    return f"held.id {theirs}" if model is Child else f"held.child_id {theirs}"
