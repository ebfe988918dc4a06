"""Claims of a published paragraph or table, read from the text that somebody wrote: every fault in it at once.

title = "The annual report, page 12"

[published]
report = "The annual report, page 12, second paragraph"

[counts]
incidents = "incidents of children going missing"
flagged = "incidents flagged for exploitation"

[claims.incidents]
count = "incidents"
is = 143453
published = "report"

[claims.flagged_share]
share = "flagged"
of = "incidents"
percent = 9
published = "report"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from wayhome.exchange.published.faults import Faults, Unclear
from wayhome.exchange.published.stating import claim
from wayhome.exchange.published.values import name_of, nearest, words
from wayhome.rules.guidance.agreed import Fault
from wayhome.rules.published.claim import Called
from wayhome.rules.published.passage import Passage, Verdict
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

OF_THE_WHOLE: Final = ("title", "expect", "published", "counts", "claims")

#: More than any paragraph or table that a person writes down, and few enough to be answered while the person waits.
MOST_CLAIMS: Final = 200


def read(text: str) -> Passage:
    """Raises Unclear."""
    said = _tables(text)
    faults = Faults()
    for key in sorted(said.keys() - {*OF_THE_WHOLE}):
        faults.found(key, Sentence("claims.unknown", near=nearest(key, OF_THE_WHOLE)))
    title = faults.none_in("title", words, said.get("title"))
    expect = faults.none_in("expect", _expected, said.get("expect"))
    sources = _named(said, "published", faults)
    called = _named(said, "counts", faults)
    stated = faults.none_in("claims", _claims, said.get("claims")) or {}
    claims = [claim(name, one, called, sources, faults) for name, one in stated.items()]
    if faults:
        raise Unclear(*faults)
    known = tuple(one for one in claims if one is not None)
    return Passage(title=title or "", called=called, claims=known, expect=expect)


def _tables(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)  # a Decimal keeps the decimals that were published
    except tomllib.TOMLDecodeError as fault:
        raise Unclear(Fault("", Sentence("claims.no_toml", why=str(fault)))) from None
    except (
        ValueError,
        ArithmeticError,
        RecursionError,
    ):  # numbers of thousands of digits, lists in lists in lists
        raise Unclear(Fault("", Sentence("claims.beyond_reading"))) from None


def _expected(said: object) -> Verdict | None:
    if said is None:
        return None
    if said in [*Verdict]:
        return Verdict(str(said))
    raise Refusal(Sentence("claims.expect", choices=", ".join(Verdict)))


def _named(said: Mapping[str, object], key: str, faults: Faults) -> Called:
    """A table of names, each with what it stands for in words."""
    table = faults.none_in(key, _table, said.get(key), key) or {}
    read = {
        name: faults.none_in(f"{key}.{name}", lambda name, one: name_of(name) and words(one), name, one)
        for name, one in table.items()
    }
    return {name: one or "" for name, one in read.items()}


def _table(said: object, key: str) -> Mapping[str, object]:
    if isinstance(said, dict) and said:
        return said
    raise Refusal(Sentence(f"claims.table.{key}"))


def _claims(said: object) -> Mapping[str, object]:
    claims = _table(said, "claims")
    if len(claims) > MOST_CLAIMS:
        raise Refusal(Sentence("claims.too_many", most=MOST_CLAIMS))
    return claims
