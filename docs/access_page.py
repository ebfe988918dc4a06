"""Who may see what, as the code decides it: a page for a governance board to read and to sign."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from hashlib import sha256

from wayhome.rules.access import RESTRICTS, ROLES, Act, Opens, RelationKind, Role
from wayhome.rules.facts import Part
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


def access() -> str:
    """The whole matrix. Its mark changes with any line of it, so that what was signed can be told from what holds."""
    return f"""# Who may see what

This page is written by the code that decides. A role opens nothing by itself: what a person may do and read of a
child follows from their role **and** from a tie to that child, which begins and ends on a day. What is not named here
is closed. To somebody without a tie, a child's pages, searches and counts are as if there were no such child. No
statute lists these roles: they are proposed, for reasons given in
[a decision](../decisions/0020-who-may-see-what.md), and a board agrees to them.

Mark of this matrix: `{sha256((_restrictions() + _matrix()).encode()).hexdigest()[:12]}`

| agreed by | for which agency | on |
|---|---|---|
| | | |
| | | |

## What ties somebody to a child

{_list(RelationKind, "tie")}

## What closes a record again

A restriction takes these ties away from everybody whom it does not name; a lead who reads sealed entries keeps them
unless barred, and an emergency opens the record to anybody who is not.

{_restrictions()}

## The parts of a record

{_list(Part, "part")}

{_closed()}

## Who reads which part

Each cell names the ties through which the role reads it; an empty one is closed.

{_matrix()}"""


def _matrix() -> str:
    return "\n".join((_overview(), *map(_role, ROLES.values())))


def _restrictions() -> str:
    rows = "\n".join(
        _row(
            _said(kind, "restriction"),
            "all of it" if closes.record else "where the child is",
            "every agency's people" if closes.everybody else "the people of the agency that restricts it",
        )
        for kind, closes in RESTRICTS.items()
    )
    return f"| why | closes | to |\n|---|---|---|\n{rows}"


def _overview() -> str:
    read = [part for part in Part if any(role.readable[part] for role in ROLES.values())]
    rows = "\n".join(
        _row(role.title, *(_ties(role.readable[part]) for part in read)) for role in ROLES.values()
    )
    return (
        f"{_row('role', *(part.replace('_', ' ') for part in read))}\n|{'---|' * (len(read) + 1)}\n{rows}\n"
    )


def _role(role: Role) -> str:
    apart = f"Apart from any child: {_acts(role.apart)}.\n\n" if role.apart else ""
    rows = "\n".join(_opened(kind, role.through[kind]) for kind in RelationKind if kind in role.through)
    table = f"| through | may | and reads |\n|---|---|---|\n{rows}\n" if rows else "Sees no child.\n"
    return f"\n## {role.title}\n\n{role.does}\n\nIn: {_agencies(role)}.\n\n{apart}{table}"


def _opened(kind: RelationKind, opens: Opens) -> str:
    return _row(_tie(kind), _acts(opens.acts), _parts(opens.parts) or "nothing")


def _closed() -> str:
    closed = {part for part in Part if not any(role.readable[part] for role in ROLES.values())}
    return f"Closed to everybody, since nothing is kept in them yet: {_parts(closed)}."


def _agencies(role: Role) -> str:
    return ", ".join(sorted(kind.replace("_", " ") for kind in role.agency_kinds))


def _ties(kinds: Collection[RelationKind]) -> str:
    return ", ".join(_tie(kind) for kind in RelationKind if kind in kinds)


def _tie(kind: RelationKind) -> str:
    """Its name, which stands before what it means."""
    return _said(kind, "tie").partition(":")[0]


def _acts(acts: Collection[Act]) -> str:
    return "; ".join(_said(act, "act") for act in Act if act in acts)


def _parts(parts: Collection[Part]) -> str:
    return "; ".join(_said(part, "part") for part in Part if part in parts)


def _list(codes: type[StrEnum], group: str) -> str:
    return "\n".join(f"- {_said(code, group)}" for code in codes)


def _said(code: StrEnum, group: str) -> str:
    return say(Sentence(f"access.{group}.{code}"))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
