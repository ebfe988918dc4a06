"""Reads of a child who may be the reader's own family or neighbour. What they are compared by is looked up as a lead
asks: the audit holds neither names nor addresses.
"""

from __future__ import annotations

from collections.abc import Iterator

from wayhome.cases.children.index.identities import plain as plain_name
from wayhome.cases.children.models import Event, Identity
from wayhome.cases.children.unusual.reads import Reads, Unusual, each
from wayhome.cases.partners.postcodes import plain as plain_postcode
from wayhome.cases.partners.postcodes import postcodes_of


def own_surname(reads: Reads) -> Iterator[Unusual]:
    """The child is, or was, called as the reader is."""
    named: dict[int, set[str]] = {}
    for child, surname in Identity.objects.filter(child__in=reads.children).values_list("child", "surname"):
        named.setdefault(child, set()).add(plain_name(surname))
    for some in reads.by("child"):
        person = reads.people.get(some[0].actor)
        own = plain_name(person.full_name).split()[-1:] if person else []
        if own and own[0] in {part for name in named.get(some[0].child or 0, ()) for part in name.split()}:
            yield Unusual("own_surname", some)


def own_address(reads: Reads) -> Iterator[Unusual]:
    """The child is, or was, stated to live where the reader does, by postcode, where the reader's is given.

    Of a child what was sealed, or is kept apart because nobody may know where the child is, is not compared.
    """
    postcodes = postcodes_of(reads.people)
    theirs = [read for read in reads.all if read.actor in postcodes]
    stated: dict[int, set[str]] = {}
    said = Event.objects.readable().filter(kind="IdentityStated", child__in={read.child for read in theirs})
    for child, postcode in said.values_list("child", "detail__postcode"):
        stated.setdefault(child, set()).add(plain_postcode(postcode) if isinstance(postcode, str) else "")
    for some in each(theirs, "child"):
        if postcodes[some[0].actor] in stated.get(some[0].child or 0, ()):
            yield Unusual("own_address", some)
