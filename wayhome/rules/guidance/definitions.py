"""What the words mean, where and since when: one child can be missing to police and away to the authority.

The words are ours, not the sources'. Days are the first and last on which a meaning was in force; where a source
gives only a year, the year's first day stands and the note says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wayhome.rules.facts import Nation
from wayhome.rules.finding import Source


class Term(StrEnum):
    MISSING = "missing"
    ABSENT = "absent"
    AWAY = "away_from_placement_without_authorisation"
    MISSING_FROM_CARE = "missing_from_care"
    LOOKED_AFTER = "looked_after"
    CSE = "child_sexual_exploitation"
    CCE = "child_criminal_exploitation"
    COUNTY_LINES = "county_lines"
    TRAFFICKING = "trafficking"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """`nation` None: both nations'. `in_force_until` None: still in force. `source.checked`: somebody read it."""

    term: Term
    words: str
    source: Source
    in_force_from: date
    in_force_until: date | None = None
    nation: Nation | None = None
    note: str = ""

    def holds(self, nation: Nation, on: date) -> bool:
        until = self.in_force_until or date.max
        return self.nation in (None, nation) and self.in_force_from <= on <= until


_POLICE_2010 = Source(
    title="Guidance on the management, recording and investigation of missing persons (ACPO)",
    dated="2005, second edition 2010",
    checked=True,
)
_POLICE_2013 = Source(
    title="Interim guidance on the management, recording and investigation of missing persons (ACPO)",
    dated="2013",
    checked=True,
)
_POLICE_2017 = Source(
    title="Authorised professional practice: missing persons (College of Policing)",
    dated="January 2017",
    url="https://www.college.police.uk/app/missing-persons",
    checked=True,
)
_DFE_2014 = Source(
    title="Statutory guidance on children who run away or go missing from home or care (Department for Education)",
    dated="January 2014",
    paragraph="definitions; paragraph not known",
    url="https://www.gov.uk/government/publications/children-who-run-away-or-go-missing-from-home-or-care",
    checked=True,
)

_MISSING = (
    Definition(
        term=Term.MISSING,
        words=(
            "A person whose whereabouts are not known, whatever led to it, until the person has been located and"
            " is known to be well or not."
        ),
        source=_POLICE_2010,
        in_force_from=date(2005, 1, 1),
        in_force_until=date(2012, 12, 31),
        note="The sources give years, not days.",
    ),
    Definition(
        term=Term.MISSING,
        words=(
            "A person whose whereabouts cannot be established, where this is unlike the person, or where the"
            " circumstances suggest that they may be the victim of a crime or at risk of harm, or a risk to others."
        ),
        source=_POLICE_2013,
        in_force_from=date(2013, 1, 1),
        in_force_until=date(2016, 12, 31),
        note="Forces gave it up at different times: records of 2016 and 2017 mix it with the one that followed.",
    ),
    Definition(
        term=Term.MISSING,
        words=(
            "Anyone whose whereabouts cannot be established, until they are located and their wellbeing, or that"
            " they have come to harm, is confirmed. Every report is of a missing person, at a risk from very low"
            " to high."
        ),
        source=_POLICE_2017,
        in_force_from=date(2017, 1, 1),
        note="Police in Wales use it too. Forces adopted it at different times.",
    ),
    Definition(
        term=Term.ABSENT,
        words="A person who is not where they are expected or required to be, with no apparent risk seen in it.",
        source=_POLICE_2013,
        in_force_from=date(2013, 1, 1),
        in_force_until=date(2016, 12, 31),
        note=(
            "Withdrawn: since 2017 such a child is missing, at no apparent risk. Some files and pages still say"
            " 'absent'; it is read as that and flagged."
        ),
    ),
)

_CARE = (
    Definition(
        term=Term.MISSING_FROM_CARE,
        nation=Nation.ENGLAND,
        words=(
            "A looked-after child who is not at their placement, nor at a place where they are expected such as"
            " school, and whose whereabouts are not known."
        ),
        source=_DFE_2014,
        in_force_from=date(2014, 1, 1),
        note="The source gives the month.",
    ),
    Definition(
        term=Term.AWAY,
        nation=Nation.ENGLAND,
        words=(
            "A looked-after child whose whereabouts are known, who is neither at their placement nor where they"
            " are expected, and about whom the carer is concerned or the authority or police have been told."
        ),
        source=_DFE_2014,
        in_force_from=date(2014, 1, 1),
        note="A code for statistics, apart from the response: a child at a place of concern is looked for as missing.",
    ),
    Definition(
        term=Term.LOOKED_AFTER,
        nation=Nation.ENGLAND,
        words=(
            "A child in an authority's care under a care order, or for whom it provides accommodation under"
            " section 20 of the Children Act 1989."
        ),
        source=Source(title="Children Act 1989", dated="1989", paragraph="sections 20 and 22"),
        in_force_from=date(1991, 10, 14),
    ),
    Definition(
        term=Term.LOOKED_AFTER,
        nation=Nation.WALES,
        words=(
            "A child in an authority's care under a care order, or for whom it provides accommodation under"
            " section 76 of the Social Services and Well-being (Wales) Act 2014."
        ),
        source=Source(
            title="Social Services and Well-being (Wales) Act 2014",
            dated="2014",
            paragraph="sections 74 and 76",
        ),
        in_force_from=date(2016, 4, 6),
    ),
)

_EXPLOITATION = (
    Definition(
        term=Term.CSE,
        nation=Nation.ENGLAND,
        words=(
            "A form of child sexual abuse: one or more people use an imbalance of power to coerce, manipulate or"
            " deceive a child under 18 into sexual activity, in exchange for something the child needs or wants,"
            " or for the gain or standing of those who do it or make it possible, or both."
        ),
        source=Source(
            title="Child sexual exploitation: definition and guide for practitioners (Department for Education)",
            dated="February 2017",
            checked=True,
        ),
        in_force_from=date(2017, 2, 1),
        note=(
            "Read as the national inquiry quotes it. Further sentences, that it can look consensual and need involve"
            " no contact, are from memory. The inquiry asked that 'exchange' be dropped in 2022."
        ),
    ),
    Definition(
        term=Term.CSE,
        nation=Nation.WALES,
        words="Sexual abuse of a child that involves some form of exchange.",
        source=Source(
            title="Child sexual exploitation by organised networks, investigation report (IICSA), on Wales",
            dated="February 2022",
            paragraph="executive summary",
        ),
        in_force_from=date(2019, 1, 1),
        note="What the Welsh procedures of 2019 rest on; their own text has not been read.",
    ),
    Definition(
        term=Term.CCE,
        words=(
            "One or more people use an imbalance of power to coerce, control, manipulate or deceive a child under 18"
            " into crime: for something the child needs or wants, for their own gain, or through violence or the"
            " threat of it. It may look consensual, may happen online, and is wider than county lines."
        ),
        source=Source(
            title="Serious Violence Strategy (Home Office), as the joint inspectorates apply it",
            dated="2018; March 2022",
            paragraph="inspection framework on criminal exploitation, paragraphs 6 and 7",
            checked=True,
        ),
        in_force_from=date(2018, 1, 1),
        note=(
            "Not statutory. The Crime and Policing Act 2026 (c. 20) makes it an offence for an adult to act so as to"
            " cause a child to offend, and holds no definition; one is promised in guidance."
        ),
    ),
    Definition(
        term=Term.COUNTY_LINES,
        words=(
            "A form of criminal exploitation: a group that moves illegal drugs into another area, working by a"
            " telephone line of its own, has children or vulnerable adults carry and hold drugs and money, by"
            " coercion, intimidation, violence or weapons."
        ),
        source=Source(
            title="Criminal exploitation of children and vulnerable adults: county lines (Home Office)",
            dated="updated 20 October 2023",
        ),
        in_force_from=date(2023, 10, 20),
        note="The update is what the day is of; earlier editions are not held here.",
    ),
    Definition(
        term=Term.TRAFFICKING,
        words=(
            "Arranging or helping a person's travel so that they may be exploited. A child need not have been forced,"
            " threatened or deceived, and a journey within the country counts, however short."
        ),
        source=Source(
            title="Modern Slavery Act 2015", dated="2015", paragraph="sections 1 to 3", checked=True
        ),
        in_force_from=date(2015, 7, 31),
        note="The day it came into force is from memory.",
    ),
)

DEFINITIONS: tuple[Definition, ...] = (*_MISSING, *_CARE, *_EXPLOITATION)


def definition(term: Term, nation: Nation, on: date) -> Definition | None:
    """What a word meant in a nation on a day; the nation's own meaning before the one that both share.

    None where it had none that is held here.
    """
    holding = [one for one in DEFINITIONS if one.term is term and one.holds(nation, on)]
    return min(holding, key=lambda one: one.nation is None, default=None)
