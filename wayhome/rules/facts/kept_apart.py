"""Words that are kept apart from the record, because they would say where a child in a refuge is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from wayhome.rules.facts.child import Contact, ContactKind
from wayhome.rules.facts.fact import Fact, Part

#: Contacts by which a place is found.
_OF_PLACES = frozenset({ContactKind.PLACE, ContactKind.PHONE})


class KeptApart(str):
    """Stands in a fact for words that are kept elsewhere, under this token. The same words have the same token."""

    __slots__ = ()


def locating(fact: Fact) -> dict[str, str]:
    """By field, what a fact says of where the child is, was or may be; without what is kept apart already."""
    names = [field.name for field in fields(fact) if field.metadata.get("part") is Part.LOCATION]
    if isinstance(fact, Contact) and fact.contact in _OF_PLACES:
        names += ["value", "role"]
    said = {name: getattr(fact, name) for name in names}
    return {name: words for name, words in said.items() if words and not isinstance(words, KeptApart)}


def put_back(fact: Fact, words: Mapping[str, str]) -> Fact:
    """The fact with these words, by token, where they are kept apart; what is not among them stays so."""
    said = {field.name: getattr(fact, field.name) for field in fields(fact)}
    back = {
        name: words[token] for name, token in said.items() if isinstance(token, KeptApart) and token in words
    }
    return replace(fact, **back) if back else fact
