"""May this person, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from wayhome.rules.access.act import OF_NO_CHILD, Act
from wayhome.rules.access.relation import RelationKind
from wayhome.rules.access.roles import ROLES
from wayhome.rules.facts import Part
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Decision:
    """`reason` is shown to the person, allowed or not."""

    allowed: bool
    reason: Sentence

    def __bool__(self) -> bool:
        return self.allowed


def may(role: str, act: Act, relations: Collection[RelationKind] = ()) -> Decision:
    """May somebody in this role do this, tied to the child by these relations?

    `relations` is empty for acts that concern no child yet: reporting, administering, loading.
    """
    held = ROLES.get(role)
    if held is None or act not in held.acts:
        return Decision(False, Sentence("access.not_in_role", role=role, act=act.value))
    if act in OF_NO_CHILD:
        return Decision(True, Sentence("access.in_role", role=role, act=act.value))
    if held.ties[act].isdisjoint(relations):
        return Decision(False, Sentence("access.no_relation", role=role, act=act.value))
    return Decision(True, Sentence("access.by_relation", role=role, act=act.value))


def may_see_part(role: str, part: Part, relations: Collection[RelationKind]) -> Decision:
    """May somebody in this role read this part of a child's record? A part that no tie of theirs names is closed."""
    seen = may(role, Act.SEE, relations)
    if not seen:
        return seen
    if ROLES[role].readable[part].isdisjoint(relations):
        return Decision(False, Sentence("access.part_withheld", role=role, part=part.value))
    return Decision(True, Sentence("access.by_relation", role=role, act=Act.SEE.value))
