"""The records that pages are measured on, the pages, and who looks at them. Imported once Django is set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from benchmarks.copies import copy
from wayhome.cases.children.models import Child, Episode, Event, Finding, Relation
from wayhome.cases.partners.models import User
from wayhome.exchange.simulated.demonstration import demonstrate

FORCE, AUTHORITY = "coordinator@demo.wayhome.example", "team-manager@demo.wayhome.example"


@dataclass(frozen=True, slots=True)
class Page:
    by: Client
    address: str

    def ask(self) -> None:
        answer = self.by.get(self.address)
        assert answer.status_code == 200, (self.address, answer.status_code)

    def queries(self) -> int:
        with CaptureQueriesContext(connection) as asked:
            self.ask()
        return len(asked)


def small(children: int, board: int) -> None:
    """The demonstration with so many children; those who are not back, so many times over, for a full board."""
    for _ in demonstrate(at=now(), children=children, password="only for benchmarks"):
        pass
    copy(_not_back(), range(9_000, 9_000 + board - 1))
    _settle()


def large(held: int, children: int, not_back: int) -> None:
    """As many children as asked for, by copies of the first `held`, in each of which only so many are not back."""
    away = _not_back()
    first = Child.objects.order_by("pk")[:held].values_list("pk", flat=True)
    back = [child for child in first if child not in away]
    copies = range(1, round(children / (len(back) + not_back)))
    copy(back, copies)
    for n in copies:
        copy([away[(n * not_back + i) % len(away)] for i in range(not_back)], [n])
    _settle()


def pages() -> Mapping[str, Page]:
    force, authority = _signed_in(FORCE), _signed_in(AUTHORITY)
    return {
        "trivial": Page(force, "/trivial/"),
        "board, force": Page(force, "/"),
        "board, authority": Page(authority, "/"),
        "child, 25 entries": Page(force, f"/children/{_child_with('events', 25)}/"),
        "child, 25 episodes": Page(force, f"/children/{_child_with('episodes', 25)}/"),
        "my work, force": Page(force, "/mine/"),
        "my work, authority": Page(authority, "/mine/"),
    }


def described() -> str:
    seen = {name: Child.objects.visible_to(_user(who)).count() for name, who in _LOOKING.items()}
    return (
        f"{Child.objects.count():,} children, {Episode.objects.count():,} episodes,"
        f" {Episode.objects.not_back().count():,} of them not back; {Event.objects.count():,} events,"
        f" {Finding.objects.count():,} findings. The force sees {seen['force']:,} of the children,"
        f" the authority {seen['authority']:,}."
    )


_LOOKING = {"force": FORCE, "authority": AUTHORITY}


def _user(email: str) -> User:
    return User.objects.get(email=email)


def _signed_in(email: str) -> Client:
    client = Client()
    client.force_login(_user(email))
    return client


def _child_with(rows: str, least: int) -> int:
    """Of the children the force sees, the first of those with fewest of these, but enough to fill a page."""
    seen = Relation.objects.reaching(_user(FORCE)).values("child")
    enough = Child.objects.filter(pk__in=seen).annotate(n=Count(rows)).filter(n__gte=least)
    return enough.order_by("n", "pk").values_list("pk", flat=True)[0]


def _not_back() -> list[int]:
    return list(Episode.objects.not_back().order_by("child").values_list("child", flat=True).distinct())


def _settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
