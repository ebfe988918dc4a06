"""What somebody reads, as whole pages and as queries alone, and the same without asking for whom they may see.

Imported once Django is set up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from unittest.mock import patch

from django.test import Client
from django.utils.timezone import now

from benchmarks.populations import Page, child_with, signed_in
from wayhome.cases.children.models import Child
from wayhome.cases.children.models.child import ChildQuerySet, OfChildQuerySet
from wayhome.cases.children.search import Search, matching
from wayhome.cases.partners.models import User
from wayhome.cases.worklist import not_back
from wayhome.rules.access import ROLES, Act

ENTRIES, ROWS = 25, 25

type Reads = Mapping[str, Callable[[], object] | None]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of a role, and how many children they see; what they read, by name. None: they have nothing to read."""

    role: str
    children: int
    pages: Reads
    queries: Reads


def readers() -> Iterator[Reader]:
    """One of the demonstration's for each role that sees a child."""
    demonstrated = User.objects.filter(email__endswith="@demo.wayhome.example").order_by("pk")
    for role in ROLES.values():
        if role.ties[Act.SEE]:
            yield _reader(demonstrated.filter(role=role.key)[0])


def _reader(user: User) -> Reader:
    """The child's entries fill a page, where anybody's do; the name searched for is the child's last."""
    key, client = child_with("events", ENTRIES, user), signed_in(user)
    named = Child.objects.filter(pk=key) if key else Child.objects.order_by("pk")
    search = Search(name=named.values_list("surname", flat=True)[0])
    return Reader(
        user.role,
        Child.objects.visible_to(user).count(),
        {
            "board": Page(client, "/").ask,
            "search": partial(_search_page, client, search),
            "child": Page(client, f"/children/{key}/").ask if key else None,
        },
        {
            "board": lambda: not_back.board(user, now()),
            "search": lambda: _found(search, user),
            "child": (lambda: Child.objects.visible_to(user).get(pk=key)) if key else None,
        },
    )


def _search_page(client: Client, search: Search) -> None:
    """The form sent, and the list that it leads to."""
    answer = client.post("/children/", {"name": search.name}, follow=True)
    assert answer.redirect_chain, "the search was not taken"
    assert answer.status_code == 200, answer.status_code


def _found(search: Search, user: User) -> tuple[int, list[Child]]:
    """As the page of what was found asks: how many, and the first of them."""
    fitting = matching(search, user).order_by("surname", "forename", "pk")
    return fitting.count(), list(fitting[:ROWS])


@contextmanager
def unfiltered() -> Iterator[None]:
    """Everything is asked as if everybody could see every child. The board's query, which is kept, has one for this."""
    with (
        patch.object(ChildQuerySet, "visible_to", _everything),
        patch.object(OfChildQuerySet, "visible_to", _everything),
        patch.object(not_back, "_most_urgent_first", _most_urgent_first),
    ):
        yield


def _everything(rows: Any, who: object) -> Any:
    return rows


_most_urgent_first = lru_cache(not_back._most_urgent_first.__wrapped__)  # noqa: SLF001
