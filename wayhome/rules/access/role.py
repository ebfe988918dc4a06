"""A role: what somebody does, what they may do, and what each tie to a child opens to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from wayhome.rules.access.act import Act
from wayhome.rules.access.relation import RelationKind
from wayhome.rules.facts import AgencyKind, Part


@dataclass(frozen=True, slots=True)
class Opens:
    """What one tie to a child opens: what may be done to the record, and which parts of it may be read."""

    acts: frozenset[Act]
    parts: frozenset[Part] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Role:
    """`apart` are its acts that concern no child yet; `through` says what each tie opens.

    `given` is the tie by which a child is given to somebody of this role, by name; None: none is.
    """

    key: str
    title: str
    does: str
    agency_kinds: frozenset[AgencyKind]
    apart: frozenset[Act] = frozenset()
    through: Mapping[RelationKind, Opens] = field(default_factory=dict)
    given: RelationKind | None = None

    @cached_property
    def ties(self) -> Mapping[Act, frozenset[RelationKind]]:
        """The ties through which it may do each act to a child."""
        return {act: self._opening(lambda opens: opens.acts, act) for act in Act}

    @cached_property
    def readable(self) -> Mapping[Part, frozenset[RelationKind]]:
        """The ties through which it may read each part of a child's record."""
        return {part: self._opening(lambda opens: opens.parts, part) & self.ties[Act.SEE] for part in Part}

    @cached_property
    def acts(self) -> frozenset[Act]:
        """All that it may do, to some child or apart from one."""
        return self.apart | {act for act, ties in self.ties.items() if ties}

    @property
    def keeps_a_desk(self) -> bool:
        """Does it see every child of a force or an authority?"""
        desks = self.agency_kinds & {AgencyKind.POLICE, AgencyKind.AUTHORITY}
        return RelationKind.OWN_AGENCY in self.ties[Act.SEE] and bool(desks)

    @property
    def answers(self) -> bool:
        """Is it one of the two leads of an agency, to whom a restricted record stays open unless they are barred?"""
        return bool(self.ties[Act.READ_SEALED])

    def _opening[T](self, what: Callable[[Opens], frozenset[T]], one: T) -> frozenset[RelationKind]:
        return frozenset(kind for kind, opens in self.through.items() if one in what(opens))
