"""Keeping apart, as it is recorded, where a child at a protected address is: a token is said, the words encrypted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from wayhome.cases.children.chronologies import Partnership, Reading
from wayhome.cases.children.models import Child, KeptWords, Restriction
from wayhome.cases.children.queries import Given, Query
from wayhome.cases.keys import blind_indexes, encrypt
from wayhome.rules.event import Event
from wayhome.rules.facts import Fact, KeptApart, locating

type Said = Mapping[int, Iterable[Event]]


def _taken(children: Given) -> QuerySet[Child, Any]:
    of_places = Restriction.objects.standing().of_places().filter(child=OuterRef("pk"))
    kept = KeptWords.objects.filter(child=OuterRef("pk"))
    rows = Child.objects.select_for_update(of=("self",)).filter(pk__in=children).order_by("pk")
    return rows.values_list("pk", Exists(of_places), Exists(kept))


_TAKEN = Query(_taken)


def locked(children: Collection[int]) -> tuple[set[int], set[int]]:
    """Takes these children's rows for this transaction. Which of them are at a protected address now, and of which
    anything is kept apart, now or from before.
    """
    found = _TAKEN(children=children)
    protected = {pk for pk, is_protected, _ in found if is_protected}
    return protected, protected | {pk for pk, _, has_kept in found if has_kept}


def kept_apart(
    said: Said, before: Reading, *, protected: set[int], touched: set[int], partnership: Partnership
) -> Said:
    """What is said, with tokens for words that say where a child of `protected` is. The words are stored with it.

    What is held already of a child of `touched` stays as it is held, in words or by its token, so that a file sent
    again says nothing new.
    """
    if not touched:
        return said
    instead = {
        child: _Apart(child, partnership, protected=child in protected).of(
            events, {one.key: one.fact for one in before.whole[child].editions}
        )
        for child, events in said.items()
        if child in touched
    }
    return {**said, **instead}


class _Apart:
    """What is kept apart of one child."""

    def __init__(self, child: int, partnership: Partnership, *, protected: bool) -> None:
        self._child, self._partnership, self._protected = child, partnership, protected
        rows = KeptWords.objects.filter(child=child).values_list("of", "index", "token")
        self._tokens = {(of, index): token for of, index, token in rows}

    def of(self, events: Iterable[Event], last: Mapping[str, Fact]) -> list[Event]:
        """`last` is what each key last said."""
        return [replace(one, fact=self._with_tokens(one, last.get(one.key))) for one in events]

    def _with_tokens(self, one: Event, last: Fact | None) -> Fact:
        instead = {}
        of = self._partnership.keys.get(one.of.code, 0)
        for name, words in locating(one.fact).items():
            token, now = self._token(of, words), getattr(last, name, None)
            if self._protected and now != words:
                instead[name] = KeptApart(token or self._keep(of, words))
            elif token is not None and now == token:
                instead[name] = KeptApart(token)
        return replace(one.fact, **instead) if instead else one.fact

    def _token(self, of: int, words: str) -> str | None:
        found = (self._tokens.get((of, index)) for index in blind_indexes(words))
        return next((token for token in found if token), None)

    def _keep(self, of: int, words: str) -> str:
        row = KeptWords.objects.create(
            child_id=self._child, of_id=of, index=blind_indexes(words)[0], sealed=encrypt(words)
        )
        self._tokens[of, row.index] = row.token
        return row.token
