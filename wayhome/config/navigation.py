"""Where a reader can go, by what their role may do there."""

from wayhome.rules.access import ROLES, Act
from wayhome.rules.facts import Part


def _roles(act: Act) -> frozenset[str]:
    return frozenset(key for key, role in ROLES.items() if act in role.acts)


def _readers(part: Part) -> frozenset[str]:
    return frozenset(key for key, role in ROLES.items() if role.readable[part])


EVERYONE = frozenset(ROLES)

#: Who reads numbers and no child. For others numbers are not what they came for.
COUNTING = _roles(Act.READ_NUMBERS) - _roles(Act.SEE)

#: Label, URL name, and the roles that are shown the way, in the order in which they stand. The first that a role is
#: shown is its first page, to which / leads: for whoever may read no board it is what they do.
NAVIGATION = [
    ("Missing now", "worklist:board", _roles(Act.SEE)),
    ("Agencies", "partners:agencies", _roles(Act.ADMINISTER)),
    ("Who used a record", "children:histories", _roles(Act.READ_HISTORY)),
    ("Numbers", "insight:numbers", COUNTING),
    ("My work", "worklist:mine", EVERYONE),
    ("Decisions", "worklist:decisions", _roles(Act.DECIDE)),
    ("Exploitation", "exploitation:crossovers", _readers(Part.INTELLIGENCE)),
    ("This morning", "exchange:morning", frozenset(key for key, role in ROLES.items() if role.keeps_a_desk)),
    ("Find a child", "children:find", _roles(Act.SEE)),
    ("Files", "exchange:loads", _roles(Act.LOAD)),
    ("Drop folder", "exchange:drops", _roles(Act.WATCH_FILES) - _roles(Act.LOAD)),
    ("Numbers", "insight:numbers", _roles(Act.READ_NUMBERS) - COUNTING),
    ("Sealed entries", "missing:sealed_entries", _roles(Act.READ_SEALED)),
    ("Emergencies", "emergency:openings", _roles(Act.REVIEW_OPENING)),
    ("Agreements", "sharing:agreements", _roles(Act.AGREE)),
    ("Erasure", "keeping:due", _roles(Act.ERASE)),
    ("Agencies", "partners:agencies", EVERYONE - _roles(Act.ADMINISTER)),
]

#: The same of what a reader begins. It stands at the top of every page, beside the name, and on a phone in no menu:
#: whoever holds one may have a child who did not come back.
BEGINNINGS = [
    ("Report a child missing", "missing:report", _roles(Act.REPORT)),
    ("Paste a notification", "exchange:paste", _roles(Act.TAKE_DOWN)),
]
