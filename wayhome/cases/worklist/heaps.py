"""My work in heaps, one tab each: what is overdue, what is due, what to settle, and whose children they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from wayhome.cases.partners.models import User
from wayhome.cases.worklist import overdue, work
from wayhome.rules.sentence import Sentence
from wayhome.ui.context import Link
from wayhome.ui.forms import language
from wayhome.ui.wording import say

OF_CHILDREN = ("allocated", "unallocated")


def counts(user: User, at: datetime) -> dict[str, int]:
    """How much lies on each heap this user has, in the order in which it is done."""
    counted = {"brought": overdue.brought_to(user, at).count()} if overdue.may_reach(user) else {}
    counted |= work.counts(work.of(user).pressing(), at)
    counted["allocated"] = work.allocated_to(user).count()
    if work.may_allocate(user):
        counted["unallocated"] = work.count_unallocated(user)
    return counted


def to_show(counted: Mapping[str, int], asked: str) -> str:
    """The heap asked for; else the first that has something on it."""
    if asked in counted:
        return asked
    return next((name for name, n in counted.items() if n), "overdue")


def heap(name: str, user: User, at: datetime) -> QuerySet[Any]:
    """Findings, or children for those named in `OF_CHILDREN`."""
    if name in OF_CHILDREN:
        children = work.allocated_to(user) if name == "allocated" else work.unallocated(user)
        return children.order_by("surname", "forename", "pk")
    if name == "brought":
        return work.first_due_first(overdue.brought_to(user, at))
    return work.first_due_first(work.of(user).pressing().filter(work.groups(at)[name]))


def tabs(counted: Mapping[str, int], shown: str) -> Iterator[Link]:
    for name, n in counted.items():
        label = Sentence("work.tab", group=Sentence(f"work.{name}"), n=n)
        yield Link(say(label, language()), f"?heap={name}", current=name == shown)
