"""What a visitor should meet on the board: one child for each situation the record must show plainly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from wayhome.rules.facts import Answer, InsteadOfReturn, MissingFrom, ReturnedTo, Risk, WhereaboutsStanding

H, D = 60, 24 * 60

M, S = MissingFrom, WhereaboutsStanding

Steps = Mapping[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All times are minutes before now; below 0, after it. `steps` changes the course; None: not taken.

    `home`: a home of the partnership's, which the child lives in and is missing from. `in_care`: in another
    placement. `interview` is offered, answer, held. `sibling`: of the child before, and in the same report.
    `lately`: how many days ago the child was missing as well, and for how many hours, since the agencies write here.
    """

    shows: str
    seen: int
    reported: int
    authority: str = "SIM-E1"
    home: str = ""
    in_care: bool = False
    age: int = 15
    missing_from: MissingFrom = M.FAMILY_HOME
    risk: Risk = Risk.MEDIUM
    steps: Steps = field(default_factory=lambda: MappingProxyType({}))
    meetings: tuple[int, ...] = ()
    heard: tuple[tuple[int, WhereaboutsStanding, bool | None], ...] = ()
    returned_to: ReturnedTo | None = None
    unsafe: InsteadOfReturn | None = None
    interview: tuple[int, Answer | None, int | None] | None = None
    sibling: bool = False
    lately: tuple[tuple[int, int], ...] = ()


def back(returned: int) -> Steps:
    """Found, recovered and back within an hour."""
    return {
        "found": returned + 60,
        "found_told": returned + 30,
        "recovered": returned + 30,
        "returned": returned,
    }


UNGRADED: Steps = {"assessed": None, "reviewed": None}
NOBODY_TOLD: Steps = dict.fromkeys(("police", "council", "control_room", "duty_desk", *UNGRADED))

SCENES = (
    Scene(
        shows="high risk, missing for forty minutes",
        lately=((25, 26), (19, 7), (12, 31), (5, 14)),
        seen=40,
        reported=31,
        age=13,
        risk=Risk.HIGH,
        steps={"police": 31, "council": 20, "control_room": 27, "duty_desk": None, "assessed": 22},
    ),
    Scene(
        shows="police not told: a children's home reported twelve minutes ago",
        lately=((22, 12), (16, 9), (9, 40)),
        seen=75,
        reported=12,
        home="SIM-HOME-E",
        steps=NOBODY_TOLD,
    ),
    Scene(
        shows="police told, and nobody on shift has acknowledged it",
        lately=((20, 8), (6, 27)),
        seen=3 * H,
        reported=48,
        authority="SIM-E2",
        age=16,
        steps={
            "police": 48,
            "council": 35,
            "control_room": None,
            "duty_desk": None,
            "assessed": None,
            "reviewed": None,
        },
    ),
    Scene(
        shows="missing for more than seventy hours, the second meeting nearly due",
        seen=70 * H + 35,
        reported=68 * H,
        age=14,
        risk=Risk.HIGH,
        meetings=(50 * H,),
    ),
    Scene(
        shows="missing for twenty-six days",
        seen=26 * D,
        reported=26 * D - 5 * H,
        authority="SIM-E2",
        age=17,
        in_care=True,
        missing_from=M.CARE,
        risk=Risk.HIGH,
        meetings=(25 * D + 4 * H, 23 * D + 3 * H, 16 * D + 2 * H, 9 * D),
    ),
    Scene(
        shows="found and not returned: the collection is late",
        seen=20 * H,
        reported=18 * H,
        steps={"found": 5 * H, "found_told": 280, "collect_by": 2 * H, "recovered": None, "returned": None},
    ),
    Scene(
        shows="recovered, and it is not safe to go back",
        seen=30 * H,
        reported=28 * H,
        authority="SIM-E2",
        age=16,
        steps={"found": 4 * H, "found_told": 200, "recovered": 3 * H, "returned": None},
        unsafe=InsteadOfReturn.HOMELESS_ASSESSMENT,
    ),
    Scene(
        shows="whereabouts claimed only: a text message",
        lately=((23, 30), (15, 11), (7, 20)),
        seen=16 * H,
        reported=13 * H,
        age=14,
        heard=((4 * H, S.CLAIMED, None),),
    ),
    Scene(
        shows="whereabouts known, at a place of concern",
        lately=((18, 28), (11, 16), (4, 9)),
        seen=9 * H,
        reported=7 * H,
        authority="SIM-E2",
        age=15,
        in_care=True,
        missing_from=M.FOSTER_HOME,
        risk=Risk.HIGH,
        heard=((2 * H, S.KNOWN, True),),
    ),
    Scene(
        shows="whereabouts known and verified, not of concern",
        seen=11 * H,
        reported=8 * H,
        authority="SIM-W1",
        age=17,
        risk=Risk.LOW,
        heard=((90, S.KNOWN, False),),
    ),
    Scene(
        shows="a Welsh child missing from a children's home in England",
        lately=((24, 10), (10, 36)),
        seen=6 * H,
        reported=4 * H,
        authority="SIM-W1",
        home="SIM-HOME-E",
        age=15,
    ),
    Scene(
        shows="an English child missing from a children's home in Wales",
        seen=14 * H,
        reported=13 * H,
        authority="SIM-E1",
        home="SIM-HOME-W",
        age=14,
    ),
    Scene(
        shows="no apparent risk, and the time to look again has passed",
        seen=10 * H,
        reported=9 * H,
        authority="SIM-W1",
        age=17,
        risk=Risk.NO_APPARENT_RISK,
        steps={"assessed": 8 * H, "review_by": 2 * H, "reviewed": None},
    ),
    Scene(
        shows="reported by a school, and the authority not told",
        seen=5 * H,
        reported=3 * H,
        authority="SIM-E2",
        age=13,
        missing_from=M.SCHOOL,
        steps={"council": None, "duty_desk": None},
    ),
    Scene(shows="two children in one report: the elder", seen=8 * H, reported=5 * H, age=14),
    Scene(shows="two children in one report: the younger", seen=8 * H, reported=5 * H, age=11, sibling=True),
    Scene(
        shows="back for 69 hours, interview accepted and not yet held",
        seen=90 * H,
        reported=88 * H,
        steps=back(69 * H),
        interview=(60 * H, Answer.ACCEPTED, None),
    ),
    Scene(
        shows="back for five days, nobody has offered an interview",
        seen=6 * D,
        reported=6 * D - 3 * H,
        authority="SIM-E2",
        in_care=True,
        missing_from=M.FOSTER_HOME,
        steps=back(5 * D),
    ),
    Scene(
        shows="back since yesterday, interview offered and declined by the child",
        seen=44 * H,
        reported=41 * H,
        age=16,
        steps=back(26 * H),
        interview=(20 * H, Answer.DECLINED, None),
    ),
    Scene(
        shows="back for two days, child not reached",
        seen=3 * D,
        reported=70 * H,
        steps=back(2 * D),
        interview=(30 * H, Answer.NOT_REACHED, None),
    ),
    Scene(
        shows="returned to hospital",
        seen=25 * H,
        reported=22 * H,
        age=15,
        risk=Risk.HIGH,
        steps=back(7 * H),
        returned_to=ReturnedTo.HOSPITAL,
    ),
    Scene(
        shows="in Wales, back for a day, interview offered",
        seen=2 * D,
        reported=46 * H,
        authority="SIM-W1",
        home="SIM-HOME-W",
        steps=back(25 * H),
        interview=(8 * H, None, None),
    ),
    Scene(
        shows="interviewed late: police told the authority after 31 hours, it the provider after 13, held 40 later",
        seen=6 * D,
        reported=6 * D - 3 * H,
        steps={
            **back(5 * D),
            "found_told": 5 * D - 31 * H,
            "back_told": 5 * D - 31 * H,
            "handed_on": 5 * D - 44 * H,
        },
        interview=(5 * D - 50 * H, Answer.ACCEPTED, 5 * D - 84 * H),
    ),
)
