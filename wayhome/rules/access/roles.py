"""The roles, as a governance board signs them: who does what, and what each tie to a child opens to them.

Proposed by Wayhome: no statute lists them. What they rest on is written in docs/decisions/0020.
"""

from __future__ import annotations

from collections.abc import Mapping

from wayhome.rules.access.act import Act
from wayhome.rules.access.relation import RelationKind
from wayhome.rules.access.role import Opens, Role
from wayhome.rules.facts import AgencyKind, Part

A, K, P, R = Act, AgencyKind, Part, RelationKind

_BASICS = frozenset({P.EPISODE, P.IDENTITY})
_HOME = _BASICS | {P.HEALTH, P.PERSON_REPORTING}
_SEARCHING = _HOME | {P.LOCATION, P.CONTACTS}
_WHOLE = _SEARCHING | {P.INTERVIEW, P.INTELLIGENCE}

# Each of these builds on the one before: to look, to follow what one reported, to search for a guest, to work a case,
# to run a desk.
_SEE = frozenset({A.SEE})
_FOLLOWING = _SEE | {A.TELL_POLICE}
_HOSTING = _FOLLOWING | {A.ACKNOWLEDGE, A.SEARCH, A.FIND, A.RECORD_DEATH, A.NOTIFY}
_CASE = _HOSTING | {A.ASSESS_RISK, A.INTERVIEW, A.CORRECT, A.STATE, A.STATE_CONCERN, A.SETTLE}
_DESK = _CASE | {A.CLOSE, A.ALLOCATE, A.SHARE, A.RESTRICT, A.DECIDE}
_POLICE_DESK = _DESK - {A.INTERVIEW, A.STATE_CONCERN, A.ALLOCATE, A.DECIDE}

#: For those who answer for what a partnership records. No child is named in any of it.
_GAPS = frozenset({A.READ_GAPS, A.READ_EVERY_GAP})

#: What is counted. Few children are known by their number alone: exact ones are for who may know them, or counts.
_NUMBERS = frozenset({A.READ_NUMBERS})
_EXACT = _NUMBERS | {A.READ_EXACT_NUMBERS}

_KEEPING = frozenset({A.HOLD, A.ERASE})

_INTAKE = frozenset({A.REPORT, A.TAKE_DOWN, A.BREAK_GLASS})
_REPORTS = frozenset({A.REPORT})


def _through(acts: frozenset[Act], parts: frozenset[Part], *kinds: RelationKind) -> dict[RelationKind, Opens]:
    return dict.fromkeys(kinds, Opens(acts, parts))


#: Of a child who is not the reader's own.
_LENT = _SEARCHING - {P.PERSON_REPORTING}

_EMERGENCY = _through(_SEE, _LENT, R.BREAK_GLASS)
#: For those who search and decide: what another agency shares, and what is opened in an emergency.
_BEYOND = _through(_SEE | {A.SEARCH}, _LENT, R.SHARED) | _EMERGENCY
#: For an authority in whose area another has placed the child.
_HOST = _through(_HOSTING, _SEARCHING, R.PLACED_IN_AREA)

_ROLES = (
    Role(
        key="coordinator",
        title="Missing persons coordinator",
        does="Sees every missing child of the agency, on every desk, and follows each episode to its end.",
        agency_kinds=frozenset({K.POLICE, K.AUTHORITY}),
        apart=_INTAKE | {A.KEEP_ROTA, A.LOAD, A.WATCH_FILES} | _GAPS | _EXACT,
        through=_through(_DESK, _WHOLE, R.OWN_AGENCY, R.ALLOCATED) | _HOST | _BEYOND,
        given=R.ALLOCATED,
    ),
    Role(
        key="control_room_supervisor",
        title="Control-room supervisor",
        does="Acknowledges new reports, grades risk and runs the search on shift.",
        agency_kinds=frozenset({K.POLICE}),
        apart=_INTAKE | {A.KEEP_ROTA},
        through=_through(_POLICE_DESK, _SEARCHING, R.OWN_AGENCY, R.ALLOCATED) | _BEYOND,
        given=R.ALLOCATED,
    ),
    Role(
        key="duty_inspector",
        title="Duty inspector",
        does="Confirms how high the risk is, and answers for the search on shift.",
        agency_kinds=frozenset({K.POLICE}),
        apart=_INTAKE,
        through=_through(_POLICE_DESK, _SEARCHING, R.OWN_AGENCY, R.ALLOCATED, R.ANSWERS_FOR) | _BEYOND,
        given=R.ALLOCATED,
    ),
    Role(
        key="duty_worker",
        title="Duty or emergency duty worker",
        does="Acknowledges new reports for the authority, by day or by night, and acts until the child is safe.",
        agency_kinds=frozenset({K.AUTHORITY}),
        apart=_INTAKE,
        through=_through(_DESK, _WHOLE, R.OWN_AGENCY, R.ALLOCATED) | _HOST | _BEYOND,
        given=R.ALLOCATED,
    ),
    Role(
        key="social_worker",
        title="Social worker",
        does="Holds the case of the children allocated to them.",
        agency_kinds=frozenset({K.AUTHORITY}),
        apart=_REPORTS | {A.BREAK_GLASS},
        through=_through(_CASE, _WHOLE, R.ALLOCATED) | _EMERGENCY,
        given=R.ALLOCATED,
    ),
    Role(
        key="team_manager",
        title="Team manager",
        does="Allocates children, settles what was not done, and sees all of the authority's children.",
        agency_kinds=frozenset({K.AUTHORITY}),
        apart=_INTAKE | {A.KEEP_ROTA} | _GAPS | _EXACT,
        through=_through(_DESK, _WHOLE, R.OWN_AGENCY, R.ALLOCATED, R.ANSWERS_FOR) | _HOST | _BEYOND,
        given=R.ALLOCATED,
    ),
    Role(
        key="return_interview_worker",
        title="Return-interview worker",
        does="Offers and holds the independent return interview with the children referred to them.",
        agency_kinds=frozenset({K.INTERVIEW_PROVIDER, K.AUTHORITY}),
        # A provider has nobody else who could read what it does not record.
        apart=frozenset({A.READ_GAPS}),
        through=_through(_SEE | {A.INTERVIEW}, _BASICS | {P.INTERVIEW, P.CONTACTS}, R.ALLOCATED, R.REFERRED),
        given=R.ALLOCATED,
    ),
    Role(
        key="registered_manager",
        title="Registered manager of a children's home",
        does="Answers for the children who live in the home: reports, acts, notifies, and hears that a child is safe.",
        agency_kinds=frozenset({K.CHILDRENS_HOME}),
        apart=_REPORTS | {A.READ_GAPS},
        through=_through(
            _FOLLOWING | {A.SEARCH, A.FIND, A.RECORD_DEATH, A.STATE, A.NOTIFY}, _HOME, R.OWN_AGENCY
        ),
    ),
    Role(
        key="residential_worker",
        title="Worker in a children's home",
        does="Reports a child of the home missing, at any hour, and records what is done to find the child, and that "
        "the child is back: it is they who open the door.",
        agency_kinds=frozenset({K.CHILDRENS_HOME}),
        apart=_REPORTS,
        through=_through(_FOLLOWING | {A.SEARCH, A.FIND}, _HOME, R.OWN_AGENCY),
    ),
    Role(
        key="foster_carer",
        title="Foster carer",
        does="Reports the child who lives with them missing, and says that the child is back, or hears it.",
        agency_kinds=frozenset({K.AUTHORITY, K.FOSTERING}),
        apart=_REPORTS,
        through=_through(_FOLLOWING | {A.FIND}, _BASICS | {P.HEALTH}, R.CARES_FOR)
        | _through(_FOLLOWING, _BASICS, R.OWN_REPORT),
        given=R.CARES_FOR,
    ),
    Role(
        key="school_safeguarding_lead",
        title="School safeguarding lead",
        does="Reports a pupil missing and sees whether the pupil is still missing.",
        agency_kinds=frozenset({K.SCHOOL}),
        apart=_REPORTS,
        through=_through(_FOLLOWING, _BASICS, R.OWN_AGENCY),
    ),
    Role(
        key="helpline_worker",
        title="Helpline worker",
        does="Takes a call, reports the child missing, and sees of that report whether the child is back.",
        agency_kinds=frozenset({K.HELPLINE}),
        apart=_REPORTS,
        through=_through(_FOLLOWING, _BASICS, R.OWN_REPORT),
    ),
    Role(
        key="independent_reviewing_officer",
        title="Independent reviewing officer",
        does="Reviews the care of the children on their caseload, and reads all that bears on it.",
        agency_kinds=frozenset({K.AUTHORITY}),
        through=_through(_SEE, _WHOLE - {P.PERSON_REPORTING}, R.REVIEWS),
        given=R.REVIEWS,
    ),
    Role(
        key="panel_chair",
        title="Chair of a missing or exploitation panel",
        does="Reads the records of the children on the panel's agenda, except what a child said when interviewed, and "
        "decides what those who answer for a child have left undecided.",
        agency_kinds=frozenset({K.AUTHORITY, K.POLICE}),
        apart=_GAPS | _NUMBERS,
        through=_through(_SEE | {A.DECIDE}, _SEARCHING - {P.PERSON_REPORTING}, R.ON_AGENDA),
        given=R.ON_AGENDA,
    ),
    Role(
        key="analyst",
        title="Analyst",
        does="Counts and compares, in numbers that name nobody. Sees no child.",
        agency_kinds=frozenset({K.AUTHORITY, K.POLICE}),
        apart=_EXACT,
    ),
    Role(
        key="governance_lead",
        title="Information-governance lead",
        does="Answers for how the record is used: who read what. One of the two who may read what was sealed.",
        agency_kinds=frozenset({K.AUTHORITY, K.POLICE}),
        apart=frozenset({A.READ_USE, A.AGREE, A.REVIEW_OPENING, A.WATCH_FILES}) | _GAPS | _EXACT,
        # Who used a record says much of the child, and of colleagues: it is for whoever answers for it, and no manager.
        through=_through(frozenset({A.READ_HISTORY}), frozenset(), *R)
        | _through(_KEEPING | {A.READ_SEALED, A.READ_HISTORY}, frozenset(), R.OWN_AGENCY),
    ),
    Role(
        key="safeguarding_lead",
        title="Safeguarding lead",
        does="Names who may see a restricted record. The second of the two who may read what was sealed, and without "
        "whom nothing is erased.",
        agency_kinds=frozenset({K.AUTHORITY, K.POLICE}),
        apart=_GAPS | _NUMBERS,
        through=_through(
            _SEE | _KEEPING | {A.READ_SEALED, A.GIVE_PACK, A.RESTRICT, A.ADMIT, A.STATE_CONCERN, A.DECIDE},
            _WHOLE,
            R.OWN_AGENCY,
            R.ALLOCATED,
            R.ANSWERS_FOR,
        ),
        given=R.ALLOCATED,
    ),
    Role(
        key="administrator",
        title="Administrator",
        does="Keeps agencies, teams, users and rotas. Sees no child.",
        agency_kinds=frozenset(K),
        apart=frozenset({A.ADMINISTER, A.KEEP_ROTA, A.WATCH_FILES}),
    ),
)

ROLES: Mapping[str, Role] = {role.key: role for role in _ROLES}

#: The tie by which a child is given to somebody by name, of each role to which one is.
GIVEN: Mapping[str, RelationKind] = {role.key: role.given for role in _ROLES if role.given is not None}

#: Roles of those who may be named as the one who answers for a child, beside whoever has the case.
SENIOR = tuple(role.key for role in _ROLES if R.ANSWERS_FOR in role.through)

#: Every tie by which a child is given to somebody by name.
BY_NAME = frozenset({*GIVEN.values(), R.ANSWERS_FOR})
