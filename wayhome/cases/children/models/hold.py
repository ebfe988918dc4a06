"""A legal hold: while it stands, nothing of the child's record is erased, whosesoever it is."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from wayhome.cases.children.models.child import Child
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.access import Act, RelationKind, may


class HoldQuerySet(models.QuerySet["Hold"]):
    def visible_to(self, user: User) -> Self:
        """Those on children for whom the user's agency answers; that another agency holds is seen, not why."""
        if not user.is_active or not may(user.role, Act.HOLD, RelationKind):
            return self.none()
        return self.filter(child__in=Child.objects.answered_for(user.agency_id))

    def standing(self) -> Self:
        return self.filter(lifted_at=None)


class Hold(models.Model):
    """Of the record, not said of the child: it binds every agency's events, and goes when they do.

    `reason` is for the agency that placed it. It is lifted by another person of that agency, and never changed.
    """

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="holds")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.CharField(max_length=300, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hold_is_lifted_by_another",
                condition=Q(lifted_by=None, lifted_at=None)
                | (Q(lifted_by__isnull=False, lifted_at__isnull=False) & ~Q(lifted_by=F("by"))),
            )
        ]

    def __str__(self) -> str:
        return f"hold {self.pk} on the record of child {self.child_id}"
