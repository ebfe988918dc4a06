"""What a person may do."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    SEE = "see"
    REPORT = "report"
    TELL_POLICE = "tell_police"  # record that police were told of a child who is missing
    ACKNOWLEDGE = "acknowledge"
    SEARCH = "search"  # enquiries, sightings, whereabouts, contacts
    ASSESS_RISK = "assess_risk"
    FIND = "find"  # found, recovered, returned
    RECORD_DEATH = "record_death"  # the child was found dead: every clock about the child ends at once
    INTERVIEW = "interview"
    CLOSE = "close"
    CORRECT = "correct"
    STATE = "state"  # who the child is, in whose care, and where the child lives
    ALLOCATE = "allocate"
    NOTIFY = "notify"  # somebody outside was told, or an episode is a serious event of which they must be
    SETTLE = "settle"  # a duty will not be done, and why; and whatever notice falls on another agency
    STATE_CONCERN = "state_concern"  # what is feared of exploitation, what keeps safe, and what was referred
    DECIDE = "decide"  # what is done about a pattern of a child going missing, and whether a marker stands
    READ_SEALED = "read_sealed"
    READ_HISTORY = "read_history"  # who of the own agency used a child's record
    RESTRICT = "restrict"  # close a record, or where the child is, to all but those named
    ADMIT = "admit"  # name who may see a restricted record, or may not at all, and lift the restriction
    HOLD = "hold"  # nothing of a child's record is erased until another lifts it
    ERASE = "erase"  # what the own agency has no purpose left to keep
    GIVE_PACK = "give_pack"  # what the own agency holds, to the person who asks for it
    READ_USE = "read_use"  # what a colleague did and saw
    KEEP_ROTA = "keep_rota"  # who is on shift in the own agency's teams, and who was trained in what
    READ_GAPS = "read_gaps"  # what the own agency does not record, or does late every time
    READ_EVERY_GAP = "read_every_gap"  # the same of every other agency of the partnership
    READ_NUMBERS = "read_numbers"  # of the own agency and of the partnership, as they may be published
    READ_EXACT_NUMBERS = "read_exact_numbers"  # of the own agency, small ones too
    ADMINISTER = "administer"  # agencies, teams and users
    LOAD = "load"
    WATCH_FILES = "watch_files"  # what lies in the drop folder, and that it is taken in
    SHARE = "share"  # a child's record with another agency, under an agreement
    AGREE = "agree"  # to what the own agency and another share
    BREAK_GLASS = "break_glass"  # open a record without a tie to the child, in an emergency
    REVIEW_OPENING = "review_opening"  # whether it was right to
    TAKE_DOWN = "take_down"  # a notification, from the words of another system


#: Acts that concern no child yet, so that no tie to one is asked for.
OF_NO_CHILD = frozenset(
    {
        Act.REPORT,
        Act.KEEP_ROTA,
        Act.READ_GAPS,
        Act.READ_EVERY_GAP,
        Act.READ_NUMBERS,
        Act.READ_EXACT_NUMBERS,
        Act.ADMINISTER,
        Act.LOAD,
        Act.WATCH_FILES,
        Act.TAKE_DOWN,
        Act.READ_USE,
        Act.AGREE,
        Act.BREAK_GLASS,
        Act.REVIEW_OPENING,
    }
)
