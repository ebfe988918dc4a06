"""The records that pages are measured on, the pages, and who looks at them. Imported once Django is set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, connections
from django.db.models import Count
from django.db.models.functions import Greatest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from benchmarks.copies import copy
from wayhome.cases.children.models import Child, Episode, Event, Finding, Relation
from wayhome.cases.partners.models import User
from wayhome.exchange.simulated.demonstration import demonstrate

FORCE, AUTHORITY = "coordinator@demo.wayhome.example", "team-manager@demo.wayhome.example"

#: Children in the record before it is multiplied, and how many of each copy are not back.
SMALL, NOT_BACK_IN_A_COPY = 1_000, 6

#: How many times over the small record has those who are not back, so that its board fills a page.
FULL_BOARD = 3


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


def small(board: int = FULL_BOARD) -> None:
    """The demonstration, with those who are not back so many times over."""
    for _ in demonstrate(at=now(), children=SMALL, password="only for benchmarks"):
        pass
    copy(_not_back(), range(9_000, 9_000 + board - 1))
    settle()


def large(children: int) -> None:
    """As many children as asked for, by copies of the small record's first, in each of which only few are not back."""
    away, few = _not_back(), NOT_BACK_IN_A_COPY
    first = Child.objects.order_by("pk")[:SMALL].values_list("pk", flat=True)
    back = [child for child in first if child not in away]
    copies = range(1, round(children / (len(back) + few)))
    copy(back, copies)
    for n in copies:
        copy([away[(n * few + i) % len(away)] for i in range(few)], [n])
    settle()


def kept_as(name: str, address: str) -> str:
    """The record at this address as it now is, in another database beside it; the other's address."""
    connections.close_all()  # nobody may be in a database that is copied, but whoever copies it
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {connection.settings_dict['NAME']}")
    return f"{address.rpartition('/')[0]}/{name}"


def settle() -> None:
    """What was written is as it would be after a night."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def pages() -> Mapping[str, Page]:
    user = _user(FORCE)
    force, authority = signed_in(user), signed_in(_user(AUTHORITY))
    return {
        "trivial": Page(force, "/trivial/"),
        "board, force": Page(force, "/"),
        "board, authority": Page(authority, "/"),
        "child, 25 entries": Page(force, f"/children/{child_with('events', 25, user)}/"),
        "child, 25 episodes": Page(force, f"/children/{child_with('episodes', 25, user)}/"),
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


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def child_with(rows: str, least: int, user: User) -> int | None:
    """Of the children somebody sees, the first of those with fewest of these, but so many at least.

    Where nobody has so many, of those with most; None: they see nobody.
    """
    seen = Child.objects.filter(pk__in=Relation.objects.reaching(user).values("child"))
    counted = seen.annotate(n=Count(rows), wanting=Greatest(least - Count(rows), 0))
    return counted.order_by("wanting", "n", "pk").values_list("pk", flat=True).first()


def _not_back() -> list[int]:
    return list(Episode.objects.not_back().order_by("child").values_list("child", flat=True).distinct())
