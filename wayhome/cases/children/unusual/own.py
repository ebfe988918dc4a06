"""Reads of a child who may be the reader's own family or neighbour."""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.cases.children.index.identities import plain
from wayhome.cases.children.models import Identity
from wayhome.cases.children.unusual.reads import Reads, Unusual


def own_surname(reads: Reads) -> Iterator[Unusual]:
    """The child is, or was, called as the reader is. Both names are looked up now: the audit holds neither."""
    named: dict[int, set[str]] = {}
    for child, surname in Identity.objects.filter(child__in=reads.children).values_list("child", "surname"):
        named.setdefault(child, set()).add(plain(surname))
    for some in reads.by("child"):
        person = reads.people.get(some[0].actor)
        own = plain(person.full_name).split()[-1:] if person else []
        if own and own[0] in {part for name in named.get(some[0].child or 0, ()) for part in name.split()}:
            yield Unusual("own_surname", some)
