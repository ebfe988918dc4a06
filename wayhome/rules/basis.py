"""Under which regime of data protection an agency records something, and for what purpose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wayhome.rules.sentence import Sentence


class Regime(StrEnum):
    UK_GDPR = "uk_gdpr"
    PART_3 = "part_3"  # of the Data Protection Act 2018: law enforcement


class Purpose(StrEnum):
    """For what something is recorded, or a record is open to somebody: none is renamed, for rows hold them."""

    SAFEGUARDING = "safeguarding"  # to find the child and keep the child safe
    LAW_ENFORCEMENT = "law_enforcement"  # to which Part 3 applies, and of which protecting a child is one
    EMERGENCY = "emergency"  # opened by one person, for hours, with a reason
    AGREEMENT = "agreement"  # what two agencies have agreed


@dataclass(frozen=True, slots=True)
class Basis:
    regime: Regime
    purpose: Purpose

    @property
    def sentence(self) -> Sentence:
        return Sentence(
            "basis.said",
            regime=Sentence(f"basis.regime.{self.regime}"),
            purpose=Sentence(f"basis.purpose.{self.purpose}"),
        )


#: What an event may rest on, by the letter under which its row keeps it.
BASES = {
    "g": Basis(Regime.UK_GDPR, Purpose.SAFEGUARDING),
    "l": Basis(Regime.PART_3, Purpose.LAW_ENFORCEMENT),
}

#: The letter of each regime, whose purpose follows from it.
LETTERS = {basis.regime: letter for letter, basis in BASES.items()}
