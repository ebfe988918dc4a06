"""Who may see and do what: roles and relations as readable data, decisions with their reasons.

Two questions, never mixed: may *this person* do it (answered here), and may it be done *to this record now*
(answered by the episode's table). Whatever is not decided here is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wayhome.rules.facts import AgencyKind, Part
from wayhome.rules.sentence import Sentence


class RelationKind(StrEnum):
    """What ties somebody to a child."""

    OWN_AGENCY = "own_agency"  # the agency is responsible for, looks after, polices or interviews the child
    ALLOCATED = "allocated"  # the person or team has been given the child's case


class Act(StrEnum):
    SEE = "see"
    REPORT = "report"
    ACKNOWLEDGE = "acknowledge"
    SEARCH = "search"  # enquiries, sightings, whereabouts, contacts
    ASSESS_RISK = "assess_risk"
    FIND = "find"  # found, recovered, returned
    INTERVIEW = "interview"
    CLOSE = "close"
    CORRECT = "correct"
    STATE = "state"  # who the child is, in whose care, and where the child lives
    ALLOCATE = "allocate"
    NOTIFY = "notify"  # somebody outside was told, or an episode is a serious event of which they must be
    SETTLE = "settle"  # a duty will not be done, and why; and whatever notice falls on another agency
    READ_SEALED = "read_sealed"
    READ_HISTORY = "read_history"  # who of the own agency used a child's record
    HOLD = "hold"  # nothing of a child's record is erased until another lifts it
    ERASE = "erase"  # what the own agency has no purpose left to keep
    GIVE_PACK = "give_pack"  # what the own agency holds, to the person who asks for it
    READ_USE = "read_use"  # what a colleague did and saw
    KEEP_ROTA = "keep_rota"  # who is on shift in the own agency's teams
    ADMINISTER = "administer"  # agencies, teams and users
    LOAD = "load"
    WATCH_FILES = "watch_files"  # what lies in the drop folder, and that it is taken in
    TAKE_DOWN = "take_down"  # a notification, from the words of another system


@dataclass(frozen=True, slots=True)
class Decision:
    """`reason` is shown to the person, allowed or not."""

    allowed: bool
    reason: Sentence

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """`reaches` says, for each relation, which acts and parts it opens."""

    key: str
    title: str
    does: str
    agency_kinds: frozenset[AgencyKind]
    acts: frozenset[Act] = frozenset()
    parts: frozenset[Part] = frozenset()
    relations: frozenset[RelationKind] = frozenset()

    @property
    def keeps_a_desk(self) -> bool:
        """Does it see every child of a force or an authority?"""
        desks = self.agency_kinds & {AgencyKind.POLICE, AgencyKind.AUTHORITY}
        return Act.SEE in self.acts and RelationKind.OWN_AGENCY in self.relations and bool(desks)

    @property
    def needs_second_factor(self) -> bool:
        """Is a password too little to sign in with? So it is for every role that there is today."""
        return bool(self.acts & OPENING)


#: To see a child, to read what was sealed of one, or to say who may: each opens children's records.
OPENING = frozenset({Act.SEE, Act.READ_SEALED, Act.ADMINISTER})


A, K, P, R = Act, AgencyKind, Part, RelationKind

_EVERY_PART = frozenset(Part)
_DESK = frozenset(
    {
        A.SEE,
        A.REPORT,
        A.ACKNOWLEDGE,
        A.SEARCH,
        A.ASSESS_RISK,
        A.FIND,
        A.INTERVIEW,
        A.CLOSE,
        A.CORRECT,
        A.STATE,
        A.ALLOCATE,
        A.NOTIFY,
        A.SETTLE,
        A.TAKE_DOWN,
    }
)
_POLICE_DESK = _DESK - {A.INTERVIEW, A.ALLOCATE}
_OWN = frozenset({R.OWN_AGENCY, R.ALLOCATED})
_ALLOCATED = frozenset({R.ALLOCATED})

#: Acts that concern no child yet, so no relation is asked for.
_OF_NO_CHILD = frozenset(
    {A.REPORT, A.KEEP_ROTA, A.ADMINISTER, A.LOAD, A.WATCH_FILES, A.TAKE_DOWN, A.READ_USE}
)

_ROLES = (
    Role(
        key="coordinator",
        title="Missing persons coordinator",
        does="Sees every missing child of the agency, on every desk, and follows each episode to its end.",
        agency_kinds=frozenset({K.POLICE, K.AUTHORITY}),
        acts=_DESK | {A.KEEP_ROTA, A.LOAD, A.WATCH_FILES},
        parts=_EVERY_PART,
        relations=_OWN,
    ),
    Role(
        key="control_room_supervisor",
        title="Control-room supervisor",
        does="Acknowledges new reports, grades risk and runs the search on shift.",
        agency_kinds=frozenset({K.POLICE}),
        acts=_POLICE_DESK | {A.KEEP_ROTA},
        parts=_EVERY_PART - {P.INTERVIEW},
        relations=_OWN,
    ),
    Role(
        key="duty_worker",
        title="Duty or emergency duty worker",
        does="Acknowledges new reports for the authority, by day or by night, and acts until the child is safe.",
        agency_kinds=frozenset({K.AUTHORITY}),
        acts=_DESK,
        parts=_EVERY_PART,
        relations=_OWN,
    ),
    Role(
        key="social_worker",
        title="Social worker",
        does="Holds the case of the children allocated to them.",
        agency_kinds=frozenset({K.AUTHORITY}),
        acts=_DESK - {A.ALLOCATE, A.CLOSE, A.TAKE_DOWN},
        parts=_EVERY_PART,
        relations=_ALLOCATED,
    ),
    Role(
        key="team_manager",
        title="Team manager",
        does="Allocates children, settles what was not done, and sees all of the authority's children.",
        agency_kinds=frozenset({K.AUTHORITY}),
        acts=_DESK | {A.KEEP_ROTA},
        parts=_EVERY_PART,
        relations=_OWN,
    ),
    Role(
        key="return_interview_worker",
        title="Return-interview worker",
        does="Offers and holds the independent return interview with the children referred to them.",
        agency_kinds=frozenset({K.INTERVIEW_PROVIDER, K.AUTHORITY}),
        acts=frozenset({A.SEE, A.INTERVIEW}),
        parts=frozenset({P.EPISODE, P.IDENTITY, P.INTERVIEW, P.CONTACTS}),
        relations=_ALLOCATED,
    ),
    Role(
        key="registered_manager",
        title="Registered manager of a children's home",
        does="Answers for the children who live in the home: reports, acts, notifies, and hears that a child is safe.",
        agency_kinds=frozenset({K.CHILDRENS_HOME}),
        acts=frozenset({A.SEE, A.REPORT, A.SEARCH, A.FIND, A.STATE, A.NOTIFY}),
        parts=frozenset({P.EPISODE, P.IDENTITY, P.HEALTH, P.PERSON_REPORTING}),
        relations=_OWN,
    ),
    Role(
        key="residential_worker",
        title="Worker in a children's home",
        does="Reports a child of the home missing, at any hour, and records what is done to find the child.",
        agency_kinds=frozenset({K.CHILDRENS_HOME}),
        acts=frozenset({A.SEE, A.REPORT, A.SEARCH}),
        parts=frozenset({P.EPISODE, P.IDENTITY, P.HEALTH, P.PERSON_REPORTING}),
        relations=_OWN,
    ),
    Role(
        key="school_safeguarding_lead",
        title="School safeguarding lead",
        does="Reports a pupil missing and sees whether the pupil is still missing.",
        agency_kinds=frozenset({K.SCHOOL}),
        acts=frozenset({A.SEE, A.REPORT}),
        parts=frozenset({P.EPISODE, P.IDENTITY}),
        relations=_OWN,
    ),
    Role(
        key="governance_lead",
        title="Information-governance lead",
        does="Answers for how the record is used: who read what. One of the two who may read what was sealed.",
        agency_kinds=frozenset({K.AUTHORITY, K.POLICE}),
        # Who used a record says much of the child, and of colleagues: it is for whoever answers for it, and no manager.
        acts=frozenset({A.READ_SEALED, A.READ_HISTORY, A.READ_USE, A.WATCH_FILES, A.HOLD, A.ERASE}),
        relations=frozenset({R.OWN_AGENCY}),
    ),
    Role(
        key="safeguarding_lead",
        title="Safeguarding lead",
        does="The second of the two who may read what was sealed, and without whom nothing is erased.",
        agency_kinds=frozenset({K.AUTHORITY, K.POLICE}),
        acts=frozenset({A.SEE, A.READ_SEALED, A.HOLD, A.ERASE, A.GIVE_PACK}),
        parts=_EVERY_PART,
        relations=_OWN,
    ),
    Role(
        key="administrator",
        title="Administrator",
        does="Keeps agencies, teams, users and rotas. Sees no child.",
        agency_kinds=frozenset(AgencyKind),
        acts=frozenset({A.ADMINISTER, A.KEEP_ROTA, A.WATCH_FILES}),
    ),
)

ROLES: Mapping[str, Role] = {role.key: role for role in _ROLES}


def may(role: str, act: Act, relations: Iterable[RelationKind] = ()) -> Decision:
    """May somebody in this role do this, tied to the child by these relations?

    `relations` is empty for acts that concern no child yet: reporting, administering, loading.
    """
    held = ROLES.get(role)
    if held is None or act not in held.acts:
        return Decision(False, Sentence("access.not_in_role", role=role, act=act.value))
    if act in _OF_NO_CHILD:
        return Decision(True, Sentence("access.in_role", role=role, act=act.value))
    if not held.relations & set(relations):
        return Decision(False, Sentence("access.no_relation", role=role, act=act.value))
    return Decision(True, Sentence("access.by_relation", role=role, act=act.value))


def may_see_part(role: str, part: Part, relations: Iterable[RelationKind]) -> Decision:
    """May somebody in this role read this part of a child's record? A part not named for a role is closed."""
    seen = may(role, Act.SEE, relations)
    if not seen:
        return seen
    if part not in ROLES[role].parts:
        return Decision(False, Sentence("access.part_withheld", role=role, part=part.value))
    return Decision(True, Sentence("access.by_relation", role=role, act=Act.SEE.value))
