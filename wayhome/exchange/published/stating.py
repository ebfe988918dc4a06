"""One claim, read from its table: which kind it is, what it says, and where it was published."""

from __future__ import annotations

from collections.abc import Mapping

from wayhome.exchange.published.faults import Faults
from wayhome.exchange.published.kinds import KINDS, Way
from wayhome.exchange.published.values import name_of, nearest
from wayhome.rules.published.claim import Called, Claim
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

#: The field that every claim has, of whatever kind.
PUBLISHED = "published"


def claim(name: str, said: object, called: Called, sources: Called, faults: Faults) -> Claim | None:
    """The one of that name. None: it is none, and `faults` says why."""
    at = f"claims.{name}"
    table = faults.none_in(at, _table, said, name)
    if table is None:
        return None
    published = faults.none_in(f"{at}.{PUBLISHED}", _source, table, sources)
    way = faults.none_in(at, _way, table.keys() - {PUBLISHED})
    if way is None or published is None:
        return None
    before = len(faults)
    given = {
        says: faults.none_in(f"{at}.{field}", reads, table[field], called)
        for field, (says, reads) in way.fields.items()
        if field in table
    }
    if len(faults) > before:
        return None
    return faults.none_in(at, lambda: way.make(id=name, published=published, **given))


def _table(said: object, name: str) -> Mapping[str, object]:
    name_of(name)
    if isinstance(said, dict):
        return said
    raise Refusal(Sentence("claims.a_table", name=name))


def _source(table: Mapping[str, object], sources: Called) -> str:
    said = table.get(PUBLISHED)
    if isinstance(said, str) and said in sources:
        return sources[said]
    raise Refusal(Sentence("claims.no_source", known=", ".join(sources) or "–"))


def _way(given: set[str]) -> Way:
    begun = [kind for kind in KINDS if kind in given]
    if len(begun) != 1:
        raise Refusal(Sentence("claims.kind", kinds=", ".join(KINDS)))
    (kind,) = begun
    fields = {field for way in KINDS[kind] for field in way.fields}
    for field in sorted(given - fields):
        raise Refusal(Sentence("claims.unknown", near=nearest(field, sorted(fields))), field=field)
    for way in KINDS[kind]:
        if way.is_taken_by(given):
            return way
    ways = tuple(way.in_words for way in KINDS[kind])
    raise Refusal(Sentence("claims.ways", kind=kind, ways=ways))
