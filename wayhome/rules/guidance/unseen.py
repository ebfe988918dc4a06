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
        "A supervisor confirms the risk grade as soon as practicable",
        "A grade says who assessed it, not who confirmed it; the source sets no limit",
    ),
    Unseen(
        "An absence that goes on is upgraded to missing at a time set locally",
        "The change is recorded (whereabouts, risk); no clock asks for it, because a child away is searched for here"
        " as the assessment says",
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
        "The interview's write-up within some working days",
        "Held is recorded with what the child said; no draft exists",
    ),
    Unseen(
        "Harm disclosed: referral, strategy discussion, medical examination",
        "Recorded with exploitation and safeguarding, which this release does not hold",
    ),
    Unseen(
        "Placement notices to the child, parents, health, school and others (regulation 13(1) to (3))",
        _ELSEWHERE,
        Nation.ENGLAND,
    ),
    Unseen(
        "Approval before a placement out of area or at a distance (regulation 11)",
        "Nobody states here how far a placement is, nor who approved it",
        Nation.ENGLAND,
    ),
    Unseen(
        "Placement plan within five working days, and the panel for a placement out of area (WSI 2015/1818)",
        _ELSEWHERE,
        Nation.WALES,
    ),
    Unseen("Reviews of a looked-after child: 20 working days, 3 months, then every 6 months", _ELSEWHERE),
    Unseen(
        "A serious event in a children's home or in supported accommodation, to the inspectorate (without delay; 24"
        " hours)",
        "Whether an episode is a serious event is the registered person's judgement, made in the home's own system",
        Nation.ENGLAND,
    ),
    Unseen(
        "A provider's notifications (WSI 2017/1264, schedule 3)",
        "As in England; the item was not read",
        Nation.WALES,
    ),
    Unseen(
        "The same response for care leavers up to 21 or 25",
        "Whoever is 18 is not a child here; a partnership that wants it has to agree how they are recorded",
    ),
    Unseen(
        "The protocol reviewed each year, and analysis to the lead member each quarter",
        "Duties of an authority, not about a child",
    ),
)
