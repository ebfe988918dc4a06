"""The part of the index by which a child is found and named: stated names, days of birth and numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

import jellyfish

from wayhome.cases.children.models import Child, Identifier, Identity
from wayhome.cases.children.queries import Query
from wayhome.cases.children.rows import Columns, insert, rewrite
from wayhome.rules.chronology import Chronology
from wayhome.rules.facts import IdentifierStated, IdentityStated
from wayhome.rules.identity import standing_identity

#: What the columns hold.
LONGEST = 250

#: By what a child is named on every page.
SHOWN = ("forename", "surname", "born", "sex")

_HELD = Query(lambda children: Child.objects.filter(pk__in=children).values_list("id", *SHOWN))


def plain(name: str) -> str:
    """For comparing parts of names: lower case, without accents or marks, single spaces."""
    letters = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode()
    return " ".join("".join(c if c.isalnum() else " " for c in letters.casefold()).split())


def sounds(name: str) -> str:
    """How each part of a name sounds (Metaphone), between bars so that one part can be looked for."""
    parts = (jellyfish.metaphone(part) for part in plain(name).split())
    return "|" + "|".join(part for part in parts if part) + "|"


def spelt(name: str) -> str:
    """The name, and again as one word what an apostrophe parts: O'Neil is looked for as Neil and as Oneil."""
    parts = name.replace("’", "'").split()
    return " ".join([*parts, *(part.replace("'", "") for part in parts if "'" in part)])


def rewrite_names(chronologies: Mapping[int, Chronology]) -> None:
    of_each = chronologies.items()
    rewrite(Identity, chronologies, (row for child, one in of_each for row in _identities(child, one)))
    rewrite(Identifier, chronologies, (row for child, one in of_each for row in _identifiers(child, one)))
    _show_as_it_stands(chronologies)


def _identities(child: int, chronology: Chronology) -> Iterator[Columns]:
    for event in chronology.events:
        fact = event.fact
        if isinstance(fact, IdentityStated):
            name = spelt(f"{fact.forename} {fact.surname}")
            yield {
                "child_id": child,
                "event": event.key,
                "forename": fact.forename,
                "surname": fact.surname,
                "born": fact.born,
                "plain": plain(name)[:LONGEST],
                "sounds": sounds(name)[:LONGEST],
            }


def _identifiers(child: int, chronology: Chronology) -> Iterator[Columns]:
    for event in chronology.events:
        fact = event.fact
        if isinstance(fact, IdentifierStated):
            yield {"child_id": child, "scheme": fact.scheme, "value": fact.value}


def _show_as_it_stands(chronologies: Mapping[int, Chronology]) -> None:
    """Names each child as the rules do."""
    held = set(_HELD(children=chronologies))
    rows = []
    for child, chronology in chronologies.items():
        stands = standing_identity(chronology)
        fact = stands.fact if stands else IdentityStated()
        assert isinstance(fact, IdentityStated)
        if (child, fact.forename, fact.surname, fact.born, fact.sex) not in held:
            rows.append({"id": child, **{name: getattr(fact, name) for name in SHOWN}})
    insert(Child, rows, overwriting=SHOWN)
