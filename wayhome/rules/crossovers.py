"""Which forms of harm stand together, counted over children, and beside when each of them was missing.

Only concerns that stand count, as at whenever the chronologies are. Nothing is scored, and nobody is ranked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import episodes
from wayhome.rules.exploitation import Concern, Side, picture, side, standing
from wayhome.rules.facts import FormOfHarm, Whether
from wayhome.rules.moment import Moment


class Harm(StrEnum):
    """What is said of harm and of the risk of it, of one form."""

    OCCURRED = "occurred"
    AT_RISK_ONLY = "at_risk_only"
    NOT_KNOWN = "not_known"
    NEITHER = "neither"  # as was last said, and no review has ended it


@dataclass(frozen=True, slots=True)
class Together:
    """What stands together for one child. `harm` is by form, in the order of the forms.

    `since` is when the first of the concerns that stand came up, and `missing` where the child's episodes lie beside
    that; empty: the child was never missing. `lacks_referral` is as of the child's picture.
    """

    child: str
    harm: Mapping[FormOfHarm, Harm]
    since: Moment
    missing: frozenset[Side]
    lacks_referral: bool

    @property
    def forms(self) -> tuple[FormOfHarm, ...]:
        return tuple(self.harm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Some of `every` child of whom any concern stands."""

    children: tuple[Together, ...]
    every: int

    @property
    def n(self) -> int:
        return len(self.children)

    @property
    def per_cent(self) -> int:
        """To the nearest whole one; a half goes up."""
        return (200 * self.n + self.every) // (2 * self.every)

    @property
    def missing(self) -> Counter[Side]:
        """A child who was missing before and after is counted under both."""
        return Counter(lies for one in self.children for lies in one.missing)

    @property
    def never_missing(self) -> int:
        return sum(not one.missing for one in self.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination(Counted):
    """Those of whom these forms stand together, and no other does."""

    forms: tuple[FormOfHarm, ...]

    @property
    def code(self) -> str:
        """The forms in one word, by which an address names them."""
        return "-".join(self.forms)

    @property
    def are_several(self) -> bool:
        """County lines and criminal exploitation, of which it is a form, are one."""
        broader = {other for form in self.forms for other in form.counts_as - {form}}
        return len({*self.forms} - broader) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OfForm(Counted):
    """Those of whom this form stands, whatever else does."""

    form: FormOfHarm

    @property
    def harm(self) -> Counter[Harm]:
        return Counter(one.harm[self.form] for one in self.children)


@dataclass(frozen=True, slots=True)
class Crossovers:
    """Of a caseload: `children` are those of whom any concern stands."""

    children: tuple[Together, ...]

    @property
    def combinations(self) -> list[Combination]:
        """Each child is in one. What most children share comes first; of two alike, what has fewer forms."""
        sharing: dict[tuple[FormOfHarm, ...], list[Together]] = {}
        for one in self.children:
            sharing.setdefault(one.forms, []).append(one)
        every = len(self.children)
        found = [
            Combination(children=tuple(those), every=every, forms=forms) for forms, those in sharing.items()
        ]
        return sorted(found, key=lambda one: (-one.n, len(one.forms), _in_order(one.forms)))

    @property
    def of_forms(self) -> list[OfForm]:
        """Each form that stands: a child is in as many as stand for the child."""
        having = {form: tuple(one for one in self.children if form in one.harm) for form in FormOfHarm}
        every = len(self.children)
        return [OfForm(children=those, every=every, form=form) for form, those in having.items() if those]

    @property
    def several(self) -> Counted:
        """Those of whom more than one form stands."""
        return self._counted(one for each in self.combinations if each.are_several for one in each.children)

    @property
    def not_referred(self) -> Counted:
        """Those who may be victims of trafficking or modern slavery, and were never referred as such."""
        return self._counted(one for one in self.children if one.lacks_referral)

    def _counted(self, those: Iterable[Together]) -> Counted:
        return Counted(children=tuple(those), every=len(self.children))


def together(chronology: Chronology) -> Together | None:
    """Of one child; None: no concern stands."""
    whole = picture(chronology)
    stand = standing(whole.concerns)
    if not stand:
        return None
    of_form = {form: [one for one in stand if form in one.fact.form.counts_as] for form in FormOfHarm}
    since = stand[0].began.happened_at
    return Together(
        child=chronology.child,
        harm={form: harm(concerns) for form, concerns in of_form.items() if concerns},
        since=since,
        missing=frozenset(side(episode, since) for episode in episodes(chronology)),
        lacks_referral=whole.lacks_referral,
    )


def harm(concerns: Collection[Concern]) -> Harm:
    """Of concerns of one form, by whomever. That harm has occurred is for one to say, that it has not for all."""
    occurred = {one.harm_occurred for one in concerns}
    at_risk = {one.at_risk for one in concerns}
    if Whether.YES in occurred:
        return Harm.OCCURRED
    if Whether.NOT_KNOWN in occurred:
        return Harm.NOT_KNOWN
    if Whether.YES in at_risk:
        return Harm.AT_RISK_ONLY
    return Harm.NOT_KNOWN if Whether.NOT_KNOWN in at_risk else Harm.NEITHER


def _in_order(forms: Collection[FormOfHarm]) -> list[bool]:
    return [form not in forms for form in FormOfHarm]
