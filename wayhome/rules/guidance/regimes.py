"""Which regime each kind of agency records under, where its partnership has agreed nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from wayhome.rules.basis import Regime
from wayhome.rules.facts import AgencyKind
from wayhome.rules.finding import Source
from wayhome.rules.guidance.protocol import Protocol

#: Well known, and its words not read: some forces record missing reports under UK GDPR.
PART_3 = Source(
    title="Data Protection Act 2018",
    dated="2018, as amended",
    paragraph="Part 3: what competent authorities, such as police, do for the purposes of law enforcement",
    url="https://www.legislation.gov.uk/ukpga/2018/12/part/3",
)

UK_GDPR = Source(
    title="UK General Data Protection Regulation, with the Data Protection Act 2018",
    dated="2018, as amended",
    paragraph="articles 6(1)(c) and (e) and 9(2)(g); Schedule 1, paragraph 18",
    url="https://www.legislation.gov.uk/ukpga/2018/12/schedule/1",
)

SOURCES: Mapping[Regime, Source] = {Regime.UK_GDPR: UK_GDPR, Regime.PART_3: PART_3}

#: By the kind of agency whose statement it is.
USUAL: Mapping[AgencyKind, Regime] = {
    kind: Regime.PART_3 if kind is AgencyKind.POLICE else Regime.UK_GDPR for kind in AgencyKind
}


def regime_of(kind: AgencyKind, agreed: Protocol) -> Regime:
    """Under which an agency of this kind records while this protocol is in force."""
    return dict(agreed.regimes).get(kind, USUAL[kind])
