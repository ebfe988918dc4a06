"""Clocks of the same sources that this record does not keep, each with why: silence would be read as 'nothing due'."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.rules.facts import Nation


@dataclass(frozen=True, slots=True)
class Unseen:
    """`nation` None: in both."""

    what: str
    why: str
    nation: Nation | None = None


_ELSEWHERE = "It is written in the case system of the agency, which does not tell this record"

UNSEEN = (
    Unseen(
        "A carer looks for the child before reporting, without any waiting period",
        "Nobody writes down when they began",
    ),
    Unseen(
        "A person or body found and not identified is notified within 48 hours",
        "The record begins with a child whom somebody misses",
    ),
    Unseen(
        "Harbouring: warning notice, recovery order, police protection of at most 72 hours, emergency protection of"
        " at most 8 days",
        "Orders are kept by police and courts. The 72 hours of police protection are said wherever it is chosen in"
        " place of a return",
    ),
    Unseen("Secure accommodation: at most 72 hours in 28 days without a court", _ELSEWHERE),
    Unseen(
        "Harm disclosed: referral, strategy discussion, medical examination",
        "A referral is written down on the page of exploitation; when harm was disclosed, from which the times are"
        " counted, is not asked yet",
    ),
    Unseen(
        "A child who may be a victim of trafficking or modern slavery is referred to the National Referral Mechanism",
        "No statute sets a time. The page of exploitation says that it is always done, until it is on the record",
    ),
    Unseen(
        "The host authority consulted, and given the care plan, before a placement at a distance (regulation 11(5))",
        "The director's approval is said here; what was sent to whom beforehand is in the authority's own system",
        Nation.ENGLAND,
    ),
    Unseen(
        "A review of the child's case brought forward when the child goes missing again and again",
        "Its times are counted from the review before; how often is often is a local pattern, which no clock judges",
        Nation.ENGLAND,
    ),
    Unseen(
        "Reviews of a looked-after child in Wales",
        "Their times were not read",
        Nation.WALES,
    ),
    Unseen(
        "A foster carer's agency follows its procedure for a missing child (Fostering Services Regulations 2011,"
        " regulation 13)",
        "A procedure, without a time of its own",
        Nation.ENGLAND,
    ),
    Unseen(
        "The protocol reviewed each year, and analysis to the lead member each quarter",
        "Duties of an authority, not about a child",
    ),
)
