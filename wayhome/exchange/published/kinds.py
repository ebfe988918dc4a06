"""The kinds of claim that a text may make, each under the field that it begins with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Final, NamedTuple

from wayhome.exchange.published.values import Reads, figure, name, names, whole
from wayhome.rules.published.changes import ChangedByPercent, RevisedByPercent
from wayhome.rules.published.claim import Claim
from wayhome.rules.published.counts import About, Count, Limits
from wayhome.rules.published.differences import ChangedByNumber, RevisedByNumber
from wayhome.rules.published.parts import Parts
from wayhome.rules.published.ratios import Mean, Share


class Way(NamedTuple):
    """One way to write a claim: its fields, each with what it says of the claim and how it is read."""

    make: Callable[..., Claim]
    fields: Mapping[str, tuple[str, Reads]]
    may_be_left_out: Collection[str] = ()

    def is_taken_by(self, given: Collection[str]) -> bool:
        return self.fields.keys() - {*self.may_be_left_out} <= {*given} <= self.fields.keys()

    @property
    def in_words(self) -> str:
        """The fields beside the first, as they are to be written."""
        beside = [*self.fields][1:]
        return ", ".join(f"[{field}]" if field in self.may_be_left_out else field for field in beside)


def _only(value: object, counts: Collection[str]) -> tuple[str, ...]:
    return (name(value, counts),)


_COUNT = {"count": ("what", name)}
_ABOUT = {**_COUNT, "about": ("n", whole)}
_LEAST, _MOST = {"at_least": ("at_least", whole)}, {"at_most": ("at_most", whole)}
_ROUNDED = {"rounded_to": ("rounded_to", whole)}
_PARTS = {"parts": ("parts", names)}
_CHANGE = {"change": ("later", name), "since": ("earlier", name), "number": ("number", whole)}
_REVISED = {"revised": ("later", name), "first": ("earlier", name), "within": ("within", whole)}

KINDS: Final[Mapping[str, tuple[Way, ...]]] = {
    "count": (
        Way(Count, {**_COUNT, "is": ("n", whole), **_ROUNDED}, may_be_left_out=_ROUNDED),
        Way(About, {**_ABOUT, "within": ("within", whole)}),
        Way(About, {**_ABOUT, "within_percent": ("within_percent", figure)}),
        Way(Limits, {**_COUNT, **_LEAST}),
        Way(Limits, {**_COUNT, **_MOST}),
        Way(Limits, {**_COUNT, **_LEAST, **_MOST}),
    ),
    "share": (Way(Share, {"share": ("top", name), "of": ("bottom", name), "percent": ("figure", figure)}),),
    "mean": (Way(Mean, {"mean": ("top", name), "per": ("bottom", name), "is": ("figure", figure)}),),
    "parts": (
        Way(partial(Parts, are_all=True), {**_PARTS, "make_up": ("whole", name)}),
        Way(partial(Parts, are_all=False), {**_PARTS, "are_among": ("whole", name)}),
    ),
    "part": (Way(partial(Parts, are_all=False), {"part": ("parts", _only), "of": ("whole", name)}),),
    "change": (
        Way(
            ChangedByPercent,
            {"change": ("top", name), "since": ("bottom", name), "percent": ("figure", figure)},
        ),
        Way(ChangedByNumber, {**_CHANGE, **_ROUNDED}, may_be_left_out=_ROUNDED),
    ),
    "revised": (
        Way(RevisedByNumber, _REVISED),
        Way(
            RevisedByPercent,
            {"revised": ("top", name), "first": ("bottom", name), "within_percent": ("figure", figure)},
        ),
    ),
}
