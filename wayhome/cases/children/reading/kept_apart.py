"""Opening what is kept apart: where a child in a refuge is, for those whom the restriction names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wayhome.cases.children.models import Child, KeptWords, Restriction
from wayhome.cases.children.queries import Query
from wayhome.cases.keys import decrypt
from wayhome.cases.partners.models import User
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import put_back

#: Words by the token that stands for them.
Words = Mapping[str, str]

NONE: Words = {}

_KEPT = Query(lambda child: KeptWords.objects.filter(child=child).values_list("token", "sealed").distinct())


def words_for(user: User, child: Child) -> Words:
    """What is kept apart of the child, where no restriction of a place shuts this user out; else nothing."""
    kept = _KEPT(child=child.pk)
    if not kept or Restriction.objects.of_places().shutting_out(user).filter(child=child).exists():
        return NONE
    return {token: decrypt(sealed) for token, sealed in kept}


def with_words(chronology: Chronology, words: Words) -> Chronology:
    """The chronology with these words where they were said."""
    if not words:
        return chronology
    return Chronology.of(
        chronology.child, (replace(one, fact=put_back(one.fact, words)) for one in chronology.editions)
    )
