"""A missing report as it is made: the children, what is said of all of them, and whether police know."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import Agency
from wayhome.rules.facts import IdentityStated, Missing
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceTold:
    """Police were told, when, and the reference they gave; blank: none was given, so nobody can be sure."""

    force: Agency
    at: Moment
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Several children may be reported at once. `added` are children whom the record did not yet know.

    `authority` is the responsible authority as the person reporting states it; None: they could not say.
    """

    missing: Missing
    last_seen_at: Moment
    children: tuple[Child, ...] = ()
    added: tuple[IdentityStated, ...] = ()
    authority: Agency | None = None
    police: PoliceTold | None = None

    def __post_init__(self) -> None:
        if not self.children and not self.added:
            raise Refusal(Sentence("missing.report_names_no_child"), field="children")
