"""Who may see and do what: roles and ties as readable data, decisions with their reasons.

Two questions, never mixed: may *this person* do it (answered here), and may it be done *to this record now*
(answered by the episode's table). Whatever is not decided here is closed.
"""

from wayhome.rules.access.act import OF_NO_CHILD, Act
from wayhome.rules.access.decision import Decision, may, may_see_part
from wayhome.rules.access.relation import RelationKind, of_agency, of_reporter
from wayhome.rules.access.restriction import RESTRICTS, RestrictionKind, Restricts
from wayhome.rules.access.role import Opens, Role
from wayhome.rules.access.roles import BY_NAME, GIVEN, ROLES, SENIOR

__all__ = [
    "BY_NAME",
    "GIVEN",
    "OF_NO_CHILD",
    "RESTRICTS",
    "ROLES",
    "SENIOR",
    "Act",
    "Decision",
    "Opens",
    "RelationKind",
    "RestrictionKind",
    "Restricts",
    "Role",
    "may",
    "may_see_part",
    "of_agency",
    "of_reporter",
]
