"""Under which regime an agency records, and for what."""

from __future__ import annotations

from wayhome.rules.basis import BASES, LETTERS, Purpose, Regime
from wayhome.rules.facts import AgencyKind
from wayhome.rules.guidance.protocol import DEFAULT, Protocol
from wayhome.rules.guidance.regimes import SOURCES, USUAL, regime_of


def test_only_police_record_under_part_3_where_nothing_is_agreed() -> None:
    under = {kind: regime_of(kind, DEFAULT) for kind in AgencyKind}
    assert {kind for kind, regime in under.items() if regime is Regime.PART_3} == {AgencyKind.POLICE}
    assert under == USUAL


def test_a_partnership_says_otherwise_for_one_kind_and_no_other() -> None:
    agreed = Protocol(regimes=((AgencyKind.POLICE, Regime.UK_GDPR),))
    assert regime_of(AgencyKind.POLICE, agreed) is Regime.UK_GDPR
    assert regime_of(AgencyKind.AUTHORITY, agreed) is Regime.UK_GDPR


def test_every_regime_has_a_letter_a_purpose_and_a_source_that_nobody_has_checked() -> None:
    assert set(LETTERS) == set(SOURCES) == set(Regime)
    assert {BASES[letter].purpose for letter in LETTERS.values()} == {
        Purpose.SAFEGUARDING,
        Purpose.LAW_ENFORCEMENT,
    }
    assert not any(source.checked for source in SOURCES.values())
