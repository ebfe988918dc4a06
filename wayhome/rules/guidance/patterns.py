"""Patterns that ask for a person's decision, or are evidence within one, each with the text it comes from.

How each is looked for is in `rules/alerts`. Which of them open a decision is the protocol's to say: the default
chooses few, so that those who decide have time to.
"""

from dataclasses import dataclass

from wayhome.rules.facts import Part
from wayhome.rules.finding import Source

_DERBYSHIRE_REPEATS = Source(
    title="Local protocol for children missing from home or care, default: three times in 30 days",
    dated="agreed locally",
    paragraph="three in 30 days calls for a meeting in Derbyshire's procedures, as read there; other windows are usual,"
    " and were not read",
    checked=True,
)

_SIDEBOTTOM_2020 = Source(
    title="Repeat missing child reports (Sidebottom and others), Policing & Society 30(10)",
    dated="2020",
    paragraph="more than half of first repeats come within four weeks",
    url="https://eprints.lancs.ac.uk/id/eprint/136715/",
    checked=True,
)

_CATCH22_SHORT_ABSENCES = Source(
    title="Missing children vulnerable to exploitation: what Catch22 says of absences of a few hours",
    dated="25 May 2021",
    paragraph="repeated absences of a few hours are met with relief and not followed up; how many and how short is this"
    " project's own default",
    checked=True,
)

_SAFER_RETURN = Source(
    title="Child sexual exploitation by organised networks, investigation report (IICSA): A Safer Return",
    dated="February 2022",
    paragraph="G.3 paragraph 17: 43 in 100 children graded low or medium showed signs of exploitation; that such a"
    " child is not put in the lowest category, as the guidance of 2014 is said to ask, was not read there",
    url="https://www.iicsa.org.uk/",
    checked=True,
)

_TRAFFICKED_REFERRED = Source(
    title="National Referral Mechanism, as the Youth Justice Legal Centre explains it: children",
    dated="as read in November 2026",
    paragraph="a child who may be a victim of trafficking is made safe and always referred; no consent is asked",
    url="https://yjlc.uk/",
    checked=True,
)

_IICSA_TRIGGER_PLAN = Source(
    title="Child sexual exploitation by organised networks, investigation report (IICSA): trigger plans",
    dated="February 2022",
    paragraph="G.3 paragraph 15",
    url="https://www.iicsa.org.uk/",
    checked=True,
)

_IICSA_INTERVIEWS = Source(
    title="Child sexual exploitation by organised networks, investigation report (IICSA): interviews",
    dated="February 2022",
    paragraph="G.5 paragraphs 25 to 28: who holds them, where and how; how many in a row is this project's own default",
    url="https://www.iicsa.org.uk/",
    checked=True,
)

_CROYDON_REASONS = Source(
    title="Local protocol for children missing from home or care, default: what a return interview tells",
    dated="agreed locally",
    paragraph="domestic abuse, abuse and neglect, grooming, violence, sexual exploitation, crime, trafficking, forced"
    " marriage and female genital mutilation are among the reasons in Croydon's procedures, as read there; that such an"
    " answer asks for a decision is this project's own default",
    checked=True,
)

_LOCAL_SIGNS = Source(
    title="Local protocol for children missing from home or care, default: what a child came back with",
    dated="agreed locally",
    paragraph="unexplained money, phones, clothes and injuries are commonly listed as signs of criminal exploitation;"
    " no such list was read",
)

_TRAFFICKED_CARRYING = Source(
    title="National Referral Mechanism, as the Youth Justice Legal Centre explains it: signs of trafficking",
    dated="as read in November 2026",
    paragraph="signs of trafficking, criminal exploitation among them, always lead to a referral, once the child is"
    " safe; that drugs, money or a weapon on a missing child are such a sign is this project's own default",
    url="https://yjlc.uk/",
    checked=True,
)

_LOCAL_LONG_TERM = Source(
    title="Local protocol for children missing from home or care: a child who stays missing, and who decides",
    dated="agreed locally",
    paragraph="not looked for until a partnership sets its own time; reviews at 28 days are spoken of, and were not"
    " read",
)

_LOCAL_PATTERNS = Source(
    title="Local protocol for children missing from home or care, default: what makes a pattern",
    dated="agreed locally",
    paragraph="default of this project's own; no published threshold is known",
)

_LOCAL_MARKERS = Source(
    title="Local protocol for children missing from home or care, default: a marker is looked at again",
    dated="agreed locally",
    paragraph="default of this project's own; no published limit is known",
)

_LOCAL_DECISION = Source(
    title="Local protocol for children missing from home or care, default: a pattern is decided on",
    dated="agreed locally",
    paragraph="default of this project's own, since no published limit is known: a child went missing 36 times before"
    " anybody marked the file (IICSA, G.1 paragraph 4)",
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """`opens`: by the default protocol it asks for a decision by itself. `parts`: of the record, that it tells of."""

    rule: str
    source: Source
    opens: bool = False
    parts: tuple[Part, ...] = (Part.EPISODE,)

    def __hash__(self) -> int:
        """Quick, since whatever is seen is kept by its pattern; any two alike in this are compared whole."""
        return hash(self.rule)


REPEAT_MISSING = Pattern("alert.repeat_missing", _DERBYSHIRE_REPEATS, opens=True)
MISSING_AGAIN_SOON = Pattern("alert.missing_again_soon", _SIDEBOTTOM_2020)
MISSING_AGAIN_AT_ONCE = Pattern("alert.missing_again_at_once", _LOCAL_PATTERNS)
SHORT_ABSENCES = Pattern("alert.short_absences", _CATCH22_SHORT_ABSENCES)
MORE_AND_MORE = Pattern("alert.more_and_more", _LOCAL_PATTERNS)
LONG_TERM_MISSING = Pattern("alert.long_term_missing", _LOCAL_LONG_TERM, opens=True)
OVERNIGHT_YOUNG = Pattern("alert.overnight_young", _LOCAL_PATTERNS, opens=True)
FROM_NEW_PLACEMENT = Pattern("alert.from_new_placement", _LOCAL_PATTERNS)
FROM_SCHOOL_AGAIN = Pattern("alert.from_school_again", _LOCAL_PATTERNS)
OUT_OF_AREA = Pattern("alert.out_of_area", _LOCAL_PATTERNS)
SAME_CONTACT_AGAIN = Pattern("alert.same_contact_again", _LOCAL_PATTERNS, opens=True, parts=(Part.CONTACTS,))
SHARED_CONTACT = Pattern("alert.shared_contact", _LOCAL_PATTERNS, parts=(Part.CONTACTS,))
MISSING_TOGETHER = Pattern("alert.missing_together", _LOCAL_PATTERNS, opens=True, parts=(Part.CONTACTS,))
WHERE_ANOTHER_WENT_MISSING = Pattern("alert.where_another_went_missing", _LOCAL_PATTERNS)
EXPLOITATION_GRADED_LOW = Pattern("alert.exploitation_graded_low", _SAFER_RETURN, opens=True)
TRAFFICKED_MISSING = Pattern("alert.trafficked_missing", _TRAFFICKED_REFERRED, opens=True)
EXPLOITATION_MARKED = Pattern("alert.exploitation_marked", _IICSA_TRIGGER_PLAN, opens=True)
SELF_HARM_MARKED = Pattern("alert.self_harm_marked", _LOCAL_PATTERNS)
SELF_HARM_TOLD = Pattern("alert.self_harm_told", _LOCAL_PATTERNS, opens=True, parts=(Part.INTERVIEW,))
HARM_AT_HOME = Pattern("alert.harm_at_home", _CROYDON_REASONS, opens=True, parts=(Part.INTERVIEW,))
DANGER_TOLD = Pattern("alert.danger_told", _CROYDON_REASONS, opens=True, parts=(Part.INTERVIEW,))
CAME_BACK_WITH = Pattern("alert.came_back_with", _LOCAL_SIGNS, opens=True, parts=(Part.HEALTH,))
POSSESSION = Pattern("alert.possession", _TRAFFICKED_CARRYING, opens=True, parts=(Part.HEALTH,))
INTERVIEWS_NOT_HELD = Pattern("alert.interviews_not_held", _IICSA_INTERVIEWS)
NOBODY_INTERVIEWED = Pattern("alert.nobody_interviewed", _IICSA_INTERVIEWS)
MARKER_NOT_REVIEWED = Pattern("alert.marker_not_reviewed", _LOCAL_MARKERS, opens=True)
SOMETHING_NEW = Pattern("alert.something_new", _LOCAL_PATTERNS, parts=(Part.CONTACTS,))
SAME_REASON_AGAIN = Pattern(
    "alert.same_reason_again", _LOCAL_PATTERNS, opens=True, parts=(Part.INTELLIGENCE,)
)

PATTERNS = (
    REPEAT_MISSING,
    MISSING_AGAIN_SOON,
    MISSING_AGAIN_AT_ONCE,
    SHORT_ABSENCES,
    MORE_AND_MORE,
    LONG_TERM_MISSING,
    OVERNIGHT_YOUNG,
    FROM_NEW_PLACEMENT,
    FROM_SCHOOL_AGAIN,
    OUT_OF_AREA,
    SAME_CONTACT_AGAIN,
    SHARED_CONTACT,
    MISSING_TOGETHER,
    WHERE_ANOTHER_WENT_MISSING,
    EXPLOITATION_GRADED_LOW,
    TRAFFICKED_MISSING,
    EXPLOITATION_MARKED,
    SELF_HARM_MARKED,
    SELF_HARM_TOLD,
    HARM_AT_HOME,
    DANGER_TOLD,
    CAME_BACK_WITH,
    POSSESSION,
    INTERVIEWS_NOT_HELD,
    NOBODY_INTERVIEWED,
    MARKER_NOT_REVIEWED,
    SOMETHING_NEW,
    SAME_REASON_AGAIN,
)

#: With which the rule of every pattern begins, and that of the decision.
ALERT = "alert."

#: The decision that they ask for.
DECISION = Pattern("alert.decision", _LOCAL_DECISION)

#: Those that tell of nothing but episodes, which whoever sees a child may read.
OF_EPISODES = tuple(pattern.rule for pattern in PATTERNS if pattern.parts == (Part.EPISODE,))

#: Those that open one by default.
USUALLY_OPEN = tuple(pattern.rule for pattern in PATTERNS if pattern.opens)
