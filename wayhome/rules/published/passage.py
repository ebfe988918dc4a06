"""A published paragraph or table, as the claims it makes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wayhome.rules.published.claim import Called, Claim


class Verdict(StrEnum):
    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """`called` says in words what each count is, whether it was published or not; claims are in the order of the text.

    `expect` is what whoever wrote the claims down expects of them; None: nothing.
    """

    title: str
    called: Called
    claims: tuple[Claim, ...]
    expect: Verdict | None = None
