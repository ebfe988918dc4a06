"""What ties somebody to a child: the one low table from which follows who may see the child."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from wayhome.cases.children.models.child import Child, OfChildQuerySet, Reach
from wayhome.cases.children.models.restriction import Restriction
from wayhome.cases.partners.models import Agency, Team, User
from wayhome.rules.access import ROLES, Act, RelationKind
from wayhome.rules.facts import Part

_EMERGENCY = Q(kind=RelationKind.BREAK_GLASS.value)


class RelationQuerySet(OfChildQuerySet["Relation"]):
    def in_force(self) -> Self:
        """By the database's own clock: a row that has ended opens nothing from the next click on."""
        return self.filter(Q(until=None) | Q(until__gt=Now()), since__lte=Now())

    def held_by(self, user: User | Reach) -> Self:
        """Through the user's agency, team or own name; of a record that is restricted without naming the user, only
        what was opened in an emergency.
        """
        held = Q(user=user.pk) | Q(agency=user.agency_id)
        closed = Q(child__in=Restriction.objects.closing(user).values("child"))
        return self.filter(held | Q(team=user.team_id) if user.team_id else held).exclude(
            closed & ~_EMERGENCY
        )

    def reaching(self, user: User | Reach, part: Part | None = None) -> Self:
        """Those that open a child to this user, by role; and this part of the child's record, where one is named."""
        role = ROLES.get(user.role) if user.is_active else None
        if role is None:
            return self.none()
        ties = role.ties[Act.SEE] if part is None else role.readable[part]
        kinds = sorted(kind.value for kind in ties)
        return self.in_force().held_by(user).filter(kind__in=kinds) if kinds else self.none()


class Relation(models.Model):
    """`kind` is of `rules.access.RelationKind`; exactly one of agency, team and user holds it.

    `purpose` is of `rules.basis.Purpose`. `because` is the code of what granted it, such as "report" or
    "allocation"; `until` None: until it is ended.
    """

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="relations", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in RelationKind])
    purpose = models.CharField(max_length=40)
    because = models.CharField(max_length=40)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="relation_is_held_by_one",
                condition=(
                    Q(agency__isnull=False, team=None, user=None)
                    | Q(agency=None, team__isnull=False, user=None)
                    | Q(agency=None, team=None, user__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="relation_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "kind", "child"], name="relation_of_agency"),
            # All that `visible_to` asks of a child, so that the table itself need not be read for it.
            models.Index(
                fields=["child", "kind", "agency", "team", "user", "since", "until"], name="relation_of_child"
            ),
        ]

    def __str__(self) -> str:
        return f"relation {self.pk} to child {self.child_id}"


def relations_between(user: User, child: Child) -> list[RelationKind]:
    """The kinds of relation that now tie this user to this child, for `rules.access`."""
    kinds = Relation.objects.in_force().held_by(user).filter(child=child).values_list("kind", flat=True)
    return [RelationKind(kind) for kind in kinds.distinct()]
