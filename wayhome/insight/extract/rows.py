"""What the extract holds: a class for each of its tables, whose fields are the columns, with what each says.

A field that may be None is empty where the source does not say; that is not the same as no. No table holds a name, a
day of birth but that of one who was missing on the 18th birthday, an address, a place or a word that somebody wrote. A
changed meaning is a new VERSION.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final, NamedTuple

VERSION: Final = "extract-4"

#: Times after an episode that whoever counts tells apart, each by its last day; nobody looks further.
DAYS_AFTER: Final = (7, 28, 90, 180, 365)


class Child(NamedTuple):
    """A child who was missing or away at least once, or of whom a concern was stated; of a source that lists everybody
    in care, also one who had a placement.

    Of a child who was never missing or away concerns and placements stand here, and nothing else: whoever counts those
    who were missing counts episodes, and no children.
    """

    child: Annotated[str, "what stands for the child in every table"]
    sex: Annotated[str | None, "F, M, or another letter as the source wrote it"]
    ethnicity: Annotated[str | None, "as the source wrote it: a code of the annual return, or a word"]
    authority: Annotated[str | None, "code of the authority that was last stated to be responsible"] = None


class Episode(NamedTuple):
    """A time that a child was missing, or away from placement without authorisation."""

    child: Annotated[str, "the child"]
    number: Annotated[int, "which of the child's it is, from 1, by when they began"]
    away: Annotated[bool, "recorded as away, or where the child was is known from first to last"]
    began_at: Annotated[datetime, "when the child was last seen; of a day, its beginning"]
    began_on: Annotated[date, "the day of it in London"]
    reported_at: Annotated[datetime | None, "when police were told"]
    ended_at: Annotated[datetime | None, "when the child was found, or of one away was back; empty: not yet"]
    ended_on: Annotated[date | None, "the day of it in London"]
    hours: Annotated[
        float | None, "elapsed from the beginning to the end, where both are known to the minute"
    ]
    hours_reported: Annotated[
        float | None, "the same from the report, or else from the beginning, to the end"
    ]
    returned_at: Annotated[datetime | None, "when the child arrived at the family home or in a care setting"]
    found_dead: Annotated[bool, "the child was found dead"]
    came_of_age_on: Annotated[date | None, "the 18th birthday, where it fell while the child was missing"]
    of_age_within: Annotated[
        int | None,
        "by so many days after it ended, 7, 28, 90, 180 or 365, the child was 18; empty: not by then, nobody can"
        " say, or whoever counts this episode counts another before that day",
    ]
    age: Annotated[int | None, "in whole years when it began"]
    care: Annotated[str | None, "care status as last stated by then; empty: not stated"]
    from_care: Annotated[bool, "missing from a placement, whatever is stated of care"]
    missing_from: Annotated[str, "family_home, childrens_home, foster_home, care, school, elsewhere"]
    placement: Annotated[str | None, "kind of placement in which the child lived then"]
    outside: Annotated[bool | None, "the placement stands outside the area of the authority responsible"]
    authority: Annotated[str | None, "code of the authority responsible"]
    force: Annotated[str | None, "code of the force that polices where the child went missing from"]
    risk: Annotated[str | None, "level last assessed"]
    exploitation: Annotated[bool | None, "a mark says exploitation; empty: nobody marked the episode"]
    trafficking: Annotated[bool | None, "a mark says trafficked or unaccompanied"]
    self_harm: Annotated[bool | None, "a mark says self-harm or suicide"]
    harm: Annotated[bool | None, "a mark says harm, or the child came back injured"]
    found_by: Annotated[str | None, "who found the child"]


class Interview(NamedTuple):
    """What was done about the independent return interview of one episode; none where nothing was."""

    child: Annotated[str, "the child"]
    number: Annotated[int, "the episode"]
    offered_at: Annotated[datetime | None, "first offered; empty: no offer is recorded"]
    answer: Annotated[str | None, "the last answer: accepted, declined, not_reached"]
    held_at: Annotated[datetime | None, "held with the child, by nobody who is known not to be independent"]
    hours: Annotated[
        float | None, "elapsed from the return until it was held, where both are known to the minute"
    ]
    in_time: Annotated[bool | None, "held at most 72 elapsed hours after the return; empty: nobody can say"]


class Told(NamedTuple):
    """What the child told at the return interviews that were held about one episode: one row for each thing, in the
    codes of the form. One interview about several episodes tells of each.
    """

    child: Annotated[str, "the child"]
    number: Annotated[int, "the episode"]
    what: Annotated[str, "push: what drove the child away; pull: what or whom to; danger: what in danger of"]
    code: Annotated[str, "the code, as the form of the interview has it"]


class Finding(NamedTuple):
    """What a rule says at the moment of the extract. What a source cannot say is counted apart, in no row."""

    child: Annotated[str, "the child"]
    number: Annotated[int | None, "the episode; empty: of none"]
    rule: Annotated[str, "the rule, as the manual calls it"]
    rung: Annotated[str, "of a ladder which rung, in hours; blank: of none"]
    state: Annotated[str, "due, overdue, met, met_late, not_done, not_applicable, unknown, open"]
    since: Annotated[datetime, "when its clock or cause began"]
    since_on: Annotated[date, "the day of it in London"]
    due_at: Annotated[datetime | None, "the end of its limit; empty: the source sets none"]
    settled_at: Annotated[datetime | None, "when it was met, or agreed that it will not be"]
    owner: Annotated[str | None, "code of the agency whose it is; empty: nobody has stated it"]
    inherited: Annotated[bool, "fell due before its owner began here"]


class Decision(NamedTuple):
    """A decision that patterns asked of a person; none that fell due before anybody could answer here."""

    child: Annotated[str, "the child"]
    number: Annotated[int, "which of the child's it is, from 1"]
    asked_on: Annotated[date, "the day on which it was asked for"]
    opened_by: Annotated[
        str | None, "the pattern that asked for it; empty: the day came to which the one before was put off"
    ]
    state: Annotated[str, "due, overdue, met, met_late, not_applicable, unknown"]
    due_at: Annotated[datetime, "the end of its limit"]
    answered_at: Annotated[datetime | None, "when it was first answered; empty: not yet"]
    answer: Annotated[str | None, "the first answer, which settled it"]
    same_reason: Annotated[
        bool, "not now was said twice running, in the same words, and it rests on that as well"
    ]


class Concern(NamedTuple):
    """A concern that a child is exploited or harmed, of one form. County lines has a row as itself and as criminal."""

    child: Annotated[str, "the child"]
    form: Annotated[str, "the form of harm"]
    began_on: Annotated[date, "the day it was stated"]
    ended_on: Annotated[date | None, "the day a review ended it; empty: it stands"]
    harm_occurred: Annotated[str, "yes, no, not_known"]
    at_risk: Annotated[str, "yes, no, not_known"]
    phase: Annotated[
        str | None, "before, during, between, after or near the child's episodes; empty: there are none"
    ]


class Placement(NamedTuple):
    """A placement of a child who is looked after."""

    child: Annotated[str, "the child"]
    number: Annotated[int, "which of the child's it is, from 1"]
    kind: Annotated[
        str, "the kind, as the record names it: foster_home, childrens_home, independent and so on"
    ]
    began_on: Annotated[date, "its first day"]
    ended_on: Annotated[date | None, "its last day; empty: it goes on"]
    outside: Annotated[bool | None, "outside the area of the authority responsible; empty: not stated"]
    short_breaks: Annotated[bool | None, "one of an agreed series of short breaks; empty: not stated"]


#: Every table, by the name of its file.
TABLES: Final[dict[str, type[tuple[object, ...]]]] = {
    "children": Child,
    "episodes": Episode,
    "interviews": Interview,
    "told": Told,
    "findings": Finding,
    "decisions": Decision,
    "concerns": Concern,
    "placements": Placement,
}
